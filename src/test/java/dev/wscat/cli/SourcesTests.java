package dev.wscat.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Options from files and curl commands come in front of what is typed.
 */
class SourcesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	private final Option url = Option.parameter("URL", "");

	private final Option wait = Option.time("-w --wait", "");

	private final Option quiet = Option.flag("-q --quiet", "");

	private final Option header = Option.text("-H --header", "HEADER", "").repeatable();

	private final Option auth = Option.text("--auth", "USER:PASSWORD", "");

	private final Option passphrase = Option.text("--passphrase", "TEXT", "").valueOptional();

	private final Option format = Option.text("--output", "FORMAT", "").oneOf("text", "jsonl");

	private final Sources sources = new Sources("connect", true);

	private final Options options = new Options();

	@Test
	void theOptionsOfAFileAreThoseOfTheCommandLine() throws IOException {
		read("--options", file("a", "--wait=5s -q # wait\n--header 'X-A: b c'\nws://file/\n"));
		assertThat(this.wait.text()).isEqualTo("5s");
		assertThat(this.quiet.isSet()).isTrue();
		assertThat(this.header.texts()).containsExactly("X-A: b c");
		assertThat(this.url.text()).isEqualTo("ws://file/");
	}

	@Test
	void whatIsTypedCountsMoreWhereverItStands() throws IOException {
		String file = file("a", "-w 5s --connect=ws://file/");
		Arguments arguments = read("ws://typed/", "--options=" + file, "-w", "1s");
		assertThat(this.wait.text()).isEqualTo("1s");
		assertThat(this.url.text()).isEqualTo("ws://typed/");
		assertThat(arguments.rank("wait")).isEqualTo(Settings.TYPED);
	}

	@Test
	void aLaterFileHidesAnEarlierOneAndWhatRepeatsAddsUp() throws IOException {
		read("-H", "c: 3", "--options", file("a", "-w 1s -H 'a: 1' ws://x/"), "--options",
				file("b", "-w 2s -H 'b: 2' ws://y/"));
		assertThat(this.wait.text()).isEqualTo("2s");
		assertThat(this.header.texts()).containsExactly("a: 1", "b: 2", "c: 3");
		assertThat(this.url.text()).isEqualTo("ws://y/");
		assertThat(this.header.place(1)).isLessThan(this.header.place(2));
	}

	@Test
	void whatAFileGivesCountsMoreThanAVariable() throws IOException {
		Arguments arguments = read("--options", file("a", "--quiet ws://x/"));
		assertThat(arguments.rank("quiet")).isEqualTo(Settings.INCLUDED).isGreaterThan(2).isLessThan(Settings.TYPED);
	}

	@Test
	void anEmptyFileGivesNothing() throws IOException {
		read("ws://x/", "--options", file("a", "\ufeff# nothing\n"));
		assertThat(this.wait.isSet()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "-q\\n--wait\\nsoon | line 2: invalid --wait", "-q\\n--wiat=1 | line 2: Unknown option",
					"-q\\n\\n-w | line 3: Missing required parameter", "--quiet\\n'open\\nx | line 2: the quote",
					"--wait=1\\n--wait=2 | line 2: ", "ws://a/\\nb | line 2: Unmatched argument",
					"-q\\n--options=b | line 2: --options can be typed only",
					"-q --profile b | line 1: --profile can be typed only",
					"--save-profile=x | line 1: --save-profile can be typed only",
					"-q\\n--output=xml | line 2: invalid --output: 'xml' is none of text, jsonl" })
	void aMistakeIsToldWithFileAndLine(String content, String expected) throws IOException {
		String file = file("a", content.replace("\\n", "\n"));
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> read("--options", file))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE))
			.withMessageStartingWith(file + ", ")
			.withMessageContaining(expected);
	}

	@Test
	void aFileThatCannotBeReadIsAUsageError() throws IOException {
		assertRefused(this.directory.resolve("none").toString(), "there is no such file");
		assertRefused(this.directory.toString(), "cannot read");
		Path bytes = Files.write(this.directory.resolve("bytes"), new byte[] { 'a', (byte) 0xff });
		assertRefused(bytes.toString(), "not UTF-8");
		assertRefused(file("large", " ".repeat((1 << 20) + 1)), "larger than 1MB");
	}

	private void assertRefused(String file, String reason) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> read("--options", file))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE))
			.withMessageContaining(file)
			.withMessageContaining(reason);
		this.options.all().forEach(Option::clear);
	}

	@Test
	void aCurlCommandGivesTheUrlAndHeaders() {
		read("-q", "--curl", "curl https://x/ -H 'A: b' -u me:secret");
		assertThat(this.url.text()).isEqualTo("wss://x/");
		assertThat(this.header.texts()).containsExactly("A: b");
		assertThat(this.auth.text()).isEqualTo("me:secret");
	}

	@Test
	void whatIsSavedIsReadAgain() throws IOException {
		String value = "X-Name: it's \"a\" $b\n#c";
		Arguments arguments = read("wss://x/?a=b&c", "-w", "1", "-q", "--passphrase", "-H", value, "-H", "d: e");
		SavedOptions saved = SavedOptions.of(arguments, new Options(), "connect");
		assertThat(saved.secrets()).isEmpty();
		this.options.all().forEach(Option::clear);
		this.options.parameters().forEach(Option::clear);
		read("--options", file("saved", saved.text()));
		assertThat(this.url.text()).isEqualTo("wss://x/?a=b&c");
		assertThat(this.wait.text()).isEqualTo("1");
		assertThat(this.quiet.isSet()).isTrue();
		assertThat(this.passphrase.isSet()).isTrue();
		assertThat(this.passphrase.text()).isEmpty();
		assertThat(this.header.texts()).containsExactly(value, "d: e");
	}

	@Test
	void secretsAreNamedAndNotShown() {
		Arguments arguments = read("wss://me:hunter2@x/", "--auth=me:hunter2", "--passphrase=hunter2", "-H",
				"Authorization: Bearer hunter2", "-H", "cookie: hunter2", "-H", "X-Api-Key: hunter2", "-H",
				"Accept: x");
		SavedOptions saved = SavedOptions.of(arguments, new Options(), "connect");
		assertThat(saved.secrets()).containsExactly("the password in the URL", "the value of --auth",
				"the value of --passphrase", "the header authorization", "the header cookie", "the header x-api-key");
	}

	@Test
	void whatStandsInAFileOfItsOwnIsNoSecret() {
		Arguments arguments = read("wss://x/", "--auth=@secret", "--passphrase");
		assertThat(SavedOptions.of(arguments, new Options(), "connect").secrets()).isEmpty();
	}

	private Arguments read(String... args) {
		if (this.options.all().isEmpty()) {
			this.options.add(this.url, this.wait, this.quiet, this.header, this.auth, this.passphrase, this.format);
			this.sources.define(this.options);
		}
		Arguments arguments = Arguments.read(this.options, new ArrayList<>(List.of(args)));
		this.sources.include(this.options, arguments, Settings.read());
		return arguments;
	}

	private String file(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content, StandardCharsets.UTF_8).toString();
	}

}
