package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.wscat.testing.Invocation;
import dev.wscat.testing.Shell;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The shells themselves are asked what they offer. One that the machine has not is left
 * out.
 */
class CompletionIT {

	private static final String BASH = """
			source script.bash
			COMP_WORDS=("$@")
			COMP_CWORD=$(($# - 1))
			_wscat
			printf '%s\\n' "${COMPREPLY[@]}"
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path directory;

	@BeforeAll
	static void writeScripts() throws IOException {
		Files.createDirectory(directory.resolve("folder"));
		Files.writeString(directory.resolve("file one"), "");
		Files.copy(Path.of("src/test/resources/ask.zsh"), directory.resolve("ask.zsh"));
		Files.writeString(directory.resolve("ask.bash"), BASH);
		for (String shell : List.of("bash", "zsh", "fish")) {
			try (WscatProcess wscat = Invocation.wscat("completion", shell).noInput().start()) {
				wscat.exits(0).saidNot("\n");
				Files.writeString(directory.resolve("script." + shell), wscat.out());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bash", "zsh", "fish" })
	void theScriptHasNoMistakes(String shell) {
		assumeTrue(Shell.has(shell));
		Shell.Result result = Shell.run(directory, Map.of(), shell, "-n", "script." + shell);
		assertThat(result.err()).isEmpty();
		assertThat(result.status()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bash", "zsh", "fish" })
	void theCommandsAreOfferedFirst(String shell) {
		assertThat(ask(shell, "wscat", "")).containsAll(Commands.visible()).contains("help");
		assertThat(ask(shell, "wscat", "com")).containsExactly("completion");
		assertThat(ask(shell, "wscat", "help", "li")).containsExactly("listen");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bash", "zsh", "fish" })
	void theOptionsOfferedAreThoseOfTheCommand(String shell) {
		assertThat(ask(shell, "wscat", "--conn")).containsOnlyOnce("--connect", "--connect-timeout");
		assertThat(ask(shell, "wscat", "connect", "--")).contains("--wait", "--verbose").doesNotContain("--keep");
		assertThat(ask(shell, "wscat", "listen", "--")).contains("--keep", "--verbose").doesNotContain("--wait");
		assertThat(ask(shell, "wscat", "listen", "--no-d")).containsExactly("--no-deflate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bash", "zsh", "fish" })
	void valuesAreFilesDirectoriesOrOneOfAFew(String shell) {
		assertThat(ask(shell, "wscat", "completion", "")).containsExactlyInAnyOrder("bash", "zsh", "fish");
		assertThat(ask(shell, "wscat", "man", "l")).containsExactly("listen");
		assertThat(ask(shell, "wscat", "--options=fi")).contains("file one");
		assertThat(ask(shell, "wscat", "--curl=@fi")).anyMatch((offer) -> offer.endsWith("file one"));
		assertThat(ask(shell, "wscat", "man", "--into=fo")).anyMatch((offer) -> offer.matches("folder/?"));
		assertThat(ask(shell, "wscat", "--wait=")).isEmpty();
	}

	@Test
	void bashTakesAnEqualsSignForAWord() {
		assumeTrue(Shell.has("bash"));
		assertThat(ask("bash", "wscat", "--options", "=", "fi")).containsExactly("file one");
		assertThat(ask("bash", "wscat", "--options", "=")).contains("file one", "folder");
		assertThat(ask("bash", "wscat", "--options", "fi")).containsExactly("file one");
		assertThat(ask("bash", "wscat", "connect", "--wait", "=", "1", "--clo")).containsExactly("--close-timeout");
	}

	@Test
	void bashOffersTheEqualsSignOfAValue() {
		assumeTrue(Shell.has("bash"));
		String script = "complete -p wscat; " + BASH;
		Shell.Result result = Shell.run(directory, Map.of(), "bash", "-c", "source script.bash; " + script, "bash",
				"wscat", "connect", "--wa");
		assertThat(result.out()).contains("-F _wscat wscat\n").endsWith("--wait=\n");
	}

	private static List<String> ask(String shell, String... words) {
		assumeTrue(Shell.has(shell));
		String line = String.join(" ", words);
		String[] command = switch (shell) {
			case "bash" -> Stream.concat(Stream.of("bash", "ask.bash"), Stream.of(words)).toArray(String[]::new);
			case "zsh" -> new String[] { "zsh", "-f", "ask.zsh", "script.zsh", line };
			default -> new String[] { "fish", "--no-config", "-c", "source script.fish; complete -C '" + line + "'" };
		};
		Shell.Result result = Shell.run(directory, Map.of("HOME", directory.toString()), command);
		assertThat(result.status()).as(result.err()).isZero();
		// without the equals sign and the description behind, and the option in front
		return result.out()
			.lines()
			.map((offer) -> offer.replaceFirst("\t.*", "")
				.replaceFirst("^(--[^=]+)=$", "$1")
				.replaceFirst("^--[^=]+=", ""))
			.map((offer) -> offer.replace("\\ ", " "))
			.filter((offer) -> !offer.isEmpty())
			.distinct()
			.collect(Collectors.toList());
	}

}
