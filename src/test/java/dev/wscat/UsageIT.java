package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.wscat.testing.Invocation;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command line itself: help, version and mistakes.
 */
class UsageIT {

	private static final String SYNOPSIS = "usage: wscat (--connect=URL | --listen=[HOST:]PORT) [OPTIONS]\n";

	@Test
	void withoutArgumentsAShortHelpIsPrinted() {
		try (WscatProcess wscat = run()) {
			wscat.exits(0).saidNot("\n");
			assertThat(wscat.out()).startsWith(SYNOPSIS).contains("--listen=", "--connect=", "--help");
			assertThat(wscat.out().lines().count()).as("a short help").isLessThan(12);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h" })
	void helpIsWholeAndNothingElse(String option) {
		try (WscatProcess wscat = run(option)) {
			wscat.exits(0).saidNot("\n").printed(Help.text());
		}
	}

	@Test
	void theHelpOfACommandIsAskedForInThreeWays() throws IOException {
		for (String name : Commands.visible()) {
			String help = Files.readString(Path.of("src/main/resources/help", name + ".txt"));
			// what is behind a program's name is the program's
			String[] later = name.equals("script") ? new String[] { name, "-h", "x" }
					: new String[] { name, "x", "-h" };
			for (String[] args : List.of(new String[] { "help", name }, new String[] { name, "--help" }, later)) {
				try (WscatProcess wscat = run(args)) {
					wscat.exits(0).saidNot("\n").printed(help);
				}
			}
		}
		try (WscatProcess wscat = run("help")) {
			wscat.exits(0).printed(Help.text());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "conect | did you mean 'connect'?", "listn | did you mean 'listen'?", "mam | did you mean 'man'?",
					"frobnicate | 'wscat --help' lists the commands", "ws://localhost:1 | write --connect=URL" })
	void anUnknownCommandNamesTheNearestKnownOne(String typed, String hint) {
		try (WscatProcess wscat = run(typed)) {
			assertUsageError(wscat, hint);
			wscat.said("unknown command '" + typed + "'");
		}
		try (WscatProcess wscat = run("help", typed)) {
			assertUsageError(wscat, hint);
		}
	}

	@Test
	void aCommandWithoutItsParameterIsAUsageErrorWithItsOwnSynopsis() {
		try (WscatProcess wscat = run("connect", "-q")) {
			wscat.exits(2).printed("").said("Missing required parameter: 'URL'\nusage: wscat connect URL [OPTIONS]\n");
		}
	}

	@Test
	void aValueThatIsNoneOfAFewIsAUsageError() {
		try (WscatProcess wscat = run("completion", "tcsh")) {
			wscat.exits(2).printed("").said("'tcsh' is none of bash, zsh, fish");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--version", "-V" })
	void versionIsOneLine(String option) {
		try (WscatProcess wscat = run(option)) {
			wscat.exits(0).saidNot("\n").printed("wscat " + Version.NUMBER + "\n");
		}
	}

	@Test
	void connectAndListenExcludeEachOther() {
		try (WscatProcess wscat = run("--connect=ws://localhost:1", "--listen=0")) {
			assertUsageError(wscat, "--connect or --listen, not both");
		}
	}

	@Test
	void oneOfConnectAndListenIsNeeded() {
		try (WscatProcess wscat = run("--quiet")) {
			assertUsageError(wscat, "--connect=URL or --listen=PORT");
		}
	}

	@ParameterizedTest
	@CsvSource({ "--conect=ws://localhost, --connect", "--lissten=1, --listen", "--quite, --quiet",
			"--max-mesage=1, --max-message", "--keeep, --keep" })
	void anUnknownOptionNamesTheNearestKnownOne(String typed, String known) {
		try (WscatProcess wscat = run(typed)) {
			assertUsageError(wscat, known);
			wscat.said(typed.replaceFirst("=.*", ""));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--connect=http2://localhost", "--connect=ws://", "--connect=ws://localhost/#part",
			"--connect=ws://local host/", "--listen=65536", "--listen=-1", "--listen=port", "--listen=host:",
			"--listen=" })
	void anAddressThatIsNoneIsAUsageError(String option) {
		try (WscatProcess wscat = run(option)) {
			wscat.exits(2)
				.printed("")
				.said("wscat: ", "'" + option.replaceFirst("^[^=]*=", "") + "'")
				.saidNot("Exception");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--wait=soon", "--wait=-2", "--close-timeout=5x", "--connect-timeout=",
			"--max-message=many", "--max-message=-5" })
	void aValueThatMakesNoSenseIsAUsageError(String option) {
		try (WscatProcess wscat = run("--connect=ws://127.0.0.1:1", option)) {
			assertUsageError(wscat, option.substring(0, option.indexOf('=')));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--connect", "--listen", "--wait" })
	void anOptionWithoutItsValueIsAUsageError(String option) {
		try (WscatProcess wscat = run(option)) {
			assertUsageError(wscat, option);
		}
	}

	@Test
	void aStrayArgumentIsAUsageError() {
		try (WscatProcess wscat = run("--connect=ws://127.0.0.1:1", "hello")) {
			assertUsageError(wscat, "hello");
		}
	}

	private static WscatProcess run(String... args) {
		return Invocation.wscat(args).noInput().start();
	}

	private static void assertUsageError(WscatProcess wscat, String named) {
		wscat.exits(2).printed("").said("wscat: ", named, SYNOPSIS).saidNot("Exception", "\tat ");
		assertThat(wscat.err().lines().count()).as("one line and the synopsis").isEqualTo(2);
	}

}
