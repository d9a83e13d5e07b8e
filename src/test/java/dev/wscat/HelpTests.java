package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written down in two places is the same in both.
 */
class HelpTests {

	@Test
	void theHelpAsWrittenDownIsThatOfTheOptions() {
		assertThat(Help.text()).isEqualTo(Help.render());
	}

	@Test
	void theHelpFitsATerminalAndTellsEachOption() {
		String help = Help.render();
		assertThat(help.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(100));
		Options options = new Options();
		new RootCommand().define(options);
		for (Option option : options.all()) {
			assertThat(help).contains(option.names());
		}
	}

	@Test
	void theHelpTellsEachExitCode() {
		String help = Help.render();
		String codes = help.substring(help.indexOf("Exit codes:"));
		for (ExitCode code : ExitCode.values()) {
			assertThat(codes).containsPattern("\\b" + code.status() + "\\b");
		}
	}

	@Test
	void theVersionIsThatOfThePom() throws IOException {
		Matcher version = Pattern.compile("<artifactId>wscat</artifactId>\\s*<version>([^<]+)</version>")
			.matcher(Files.readString(Path.of("pom.xml")));
		assertThat(version.find()).isTrue();
		assertThat(Version.NUMBER).isEqualTo(version.group(1));
	}

	@Test
	void theTableOfTheDocumentationHasEachExitCode() throws IOException {
		List<String> numbers = Files.readAllLines(Path.of("docs", "exit-codes.md"))
			.stream()
			.filter((line) -> line.matches("\\|\\s*`?\\d.*"))
			.map((line) -> line.split("\\|")[1].replace("`", "").trim())
			.flatMap((cell) -> Pattern.compile("\\d+").matcher(cell).results().map((match) -> match.group()))
			.toList();
		assertThat(numbers)
			.containsExactlyElementsOf(Arrays.stream(ExitCode.values()).map((code) -> "" + code.status()).toList());
	}

}
