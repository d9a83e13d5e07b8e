package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.wscat.cli.Option;
import dev.wscat.cli.describe.Described;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.Shell;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The manual pages, as the tools that show them see them.
 */
class ManIT {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void eachCommandHasAPageWithItsOptions() throws IOException {
		write();
		for (Described command : Commands.described()) {
			String page = Files.readString(file(command)).replace("\\-", "-");
			assertThat(page).contains(".SH NAME\n" + name(command), ".SH EXAMPLES\n", ".SH EXIT STATUS\n");
			for (Option option : command.options().all()) {
				assertThat(page).contains("\\fB" + option.names().get(0) + "\\fR");
			}
		}
	}

	@Test
	void groffShowsThemWithoutAWarning() {
		assumeTrue(Shell.has("groff"));
		write();
		for (Described command : Commands.described()) {
			Shell.Result result = Shell.run(this.directory, Map.of(), "groff", "-ww", "-man", "-Tutf8", "-P-cbou",
					file(command).toString());
			assertThat(result.err()).isEmpty();
			assertThat(result.out()).contains("SYNOPSIS", "--help", command.help().examples().strip().split("\n")[0]);
		}
	}

	@Test
	void mandocFindsNothingButTheMissingDate() {
		assumeTrue(Shell.has("mandoc"));
		write();
		for (Described command : Commands.described()) {
			Shell.Result result = Shell.run(this.directory, Map.of(), "mandoc", "-Tlint", "-Wwarning",
					file(command).toString());
			assertThat((result.out() + result.err()).lines()).allSatisfy((line) -> assertThat(line).contains("date"));
		}
	}

	@Test
	void aPageIsPrintedByItself() {
		try (WscatProcess wscat = Invocation.wscat("man", "listen").noInput().start()) {
			wscat.exits(0).saidNot("\n");
			assertThat(wscat.out()).contains(".TH WSCAT-LISTEN 1 ", "wscat " + Version.NUMBER);
		}
	}

	@Test
	void aDirectoryThatCannotBeMadeIsALocalFault() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		try (WscatProcess wscat = Invocation.wscat("man", "--into=" + file.resolve("x")).noInput().start()) {
			wscat.exits(8).printed("").said("cannot write to " + file.resolve("x")).saidNot("\tat ", "usage");
		}
	}

	private void write() {
		try (WscatProcess wscat = Invocation.wscat("man", "--into=" + this.directory).noInput().start()) {
			wscat.exits(0).saidNot("\n");
			assertThat(wscat.out().lines()).hasSize(Commands.visible().size() + 1)
				.allSatisfy((file) -> assertThat(Path.of(file)).isRegularFile());
		}
	}

	private Path file(Described command) {
		return this.directory.resolve(name(command) + ".1");
	}

	private static String name(Described command) {
		return command.name().isEmpty() ? "wscat" : "wscat-" + command.name();
	}

}
