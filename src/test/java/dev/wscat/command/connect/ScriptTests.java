package dev.wscat.command.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Arguments;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScriptTests {

	@TempDir
	Path folder = Path.of("");

	@Test
	void whatIsTypedKeepsItsOrderAndFilesGiveALineEach() throws IOException {
		Path file = Files.writeString(this.folder.resolve("lines"), "two\r\n\nthr\u00e9e\nlast");
		ScriptOptions options = options("-x", "one", "--send", "@" + file, "--execute=@literal", "--send=", "-x",
				"end");
		assertThat(texts(options.script(100))).containsExactly("one", "two", "", "thr\u00e9e", "last", "@literal", "",
				"end");
	}

	@Test
	void anEmptyFileSaysNothing() throws IOException {
		Path file = Files.writeString(this.folder.resolve("empty"), "");
		assertThat(texts(options("--send", "@" + file).script(100))).isEmpty();
	}

	@Test
	void aMissingFileIsFoundBeforeConnecting() {
		assertThatThrownBy(() -> options("--send", "@" + this.folder.resolve("none")).check())
			.isInstanceOfSatisfying(CliException.class, (ex) -> {
				assertThat(ex.exitCode()).isEqualTo(ExitCode.LOCAL);
				assertThat(ex.line()).contains("none");
			});
	}

	@Test
	void aLineThatIsNoTextOrTooLongIsNamed() throws IOException {
		Path file = Files.write(this.folder.resolve("bad"), new byte[] { 'a', '\n', 'b', (byte) 0xff, '\n' });
		assertThatThrownBy(() -> texts(options("--send", "@" + file).script(100)))
			.hasMessageContaining("line 2 of " + file + " is not UTF-8 at byte 2");
		Path longer = Files.writeString(this.folder.resolve("long"), "x".repeat(200));
		assertThatThrownBy(() -> texts(options("--send", "@" + longer).script(100)))
			.hasMessageContaining("line 1 of " + longer + " is longer than 100 bytes");
	}

	@Test
	void noMessageAtAllCannotBeCounted() {
		assertThatThrownBy(() -> options("--count=0").check()).hasMessageContaining("--count");
	}

	private static ScriptOptions options(String... args) {
		ScriptOptions script = new ScriptOptions();
		Options options = new Options();
		script.define(options);
		Arguments.read(options, List.of(args));
		return script;
	}

	private static List<String> texts(Script script) {
		List<String> texts = new ArrayList<>();
		for (Message message = script.next(); message != null; message = script.next()) {
			texts.add(new String(message.payload(), StandardCharsets.UTF_8));
		}
		return texts;
	}

}
