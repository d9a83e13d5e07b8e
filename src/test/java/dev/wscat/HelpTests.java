package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.wscat.cli.Grammar;
import dev.wscat.cli.Option;
import dev.wscat.cli.describe.HelpText;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written down in two places is the same in both.
 */
class HelpTests {

	private static final Path HELP = Path.of("src/main/java/dev/wscat/Help.java");

	private static final Path RESOURCES = Path.of("src/main/resources/help");

	@Test
	void theHelpHasTheOptionsOfTheMainJob() {
		Written.check(HELP, "String OPTIONS = \"\"\"\n", "\t\t\t\"\"\";",
				block(Grammar.help(Help.describe("").options())));
	}

	@Test
	void theHelpListsTheVisibleCommands() {
		Written.check(HELP, "String COMMANDS = \"\"\"\n", "\t\t\t\"\"\";", block(Help.renderCommands()));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void theHelpOfACommandHasItsOptions(String name) {
		assertThat(RESOURCES.resolve(name + ".txt")).as("each command that is listed has a help").exists();
		String options = Grammar.help(Help.describe(name).options());
		Written.check(RESOURCES.resolve(name + ".txt"), "\nOptions:\n", "\nExamples:\n", options);
	}

	@ParameterizedTest
	@MethodSource("commands")
	void theHelpOfACommandHasAllItsParts(String name) {
		HelpText help = HelpText.parse(Written.read(RESOURCES.resolve(name + ".txt")));
		assertThat(help.summary()).hasSizeBetween(10, 84).doesNotContain(". ");
		assertThat(help.usage()).startsWith("wscat " + name);
		assertThat(help.examples()).startsWith("  ").contains("wscat");
	}

	@ParameterizedTest
	@MethodSource("commands")
	void theHelpOfACommandFitsATerminal(String name) {
		assertThat(Written.read(RESOURCES.resolve(name + ".txt")).lines())
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(100).doesNotEndWith(" "));
	}

	@Test
	void theHelpFitsATerminalAndTellsEachOption() {
		String help = Help.text();
		assertThat(help.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(100));
		for (Option option : Help.describe("").options().all()) {
			assertThat(help).contains(option.names());
		}
	}

	@Test
	void eachHelpIsThatOfAVisibleCommand() throws IOException {
		try (Stream<Path> files = Files.list(RESOURCES)) {
			assertThat(files.map((file) -> file.getFileName().toString().replace(".txt", "")))
				.containsExactlyInAnyOrderElementsOf(Commands.visible());
		}
	}

	static List<String> commands() {
		return Commands.visible();
	}

	/** As it stands in a text block. */
	private static String block(String text) {
		return text.lines()
			.map((line) -> line.isEmpty() ? "\n" : "\t\t\t" + line.replace("\\", "\\\\") + "\n")
			.collect(Collectors.joining());
	}

	@Test
	void theHelpTellsEachExitCode() {
		String help = Help.text();
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
