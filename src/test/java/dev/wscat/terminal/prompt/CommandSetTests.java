package dev.wscat.terminal.prompt;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Commands by name.
 */
class CommandSetTests {

	private final List<String> done = new ArrayList<>();

	private final CommandSet set = new CommandSet()
		.add("/ping", "[DATA]", "Send a Ping.", this.done::add, CommandSet.Words.NONE)
		.add("/fail", "", "Fail.", (arguments) -> {
			throw new CliException(ExitCode.LOCAL, "it failed");
		}, CommandSet.Words.NONE);

	@Test
	void aCommandIsGivenTheRestOfTheLineAsTyped() {
		this.set.execute("/ping   {\"a\":  \"b c\"} --help");
		this.set.execute("/ping");
		assertThat(this.done).containsExactly("{\"a\":  \"b c\"} --help", "");
	}

	@Test
	void anUnknownNameGetsTheNearestOne() {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> this.set.execute("/pnig x"))
			.withMessage("Unrecognized slash command. Did you mean /ping?")
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE));
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> this.set.execute("/etc/passwd"))
			.withMessage("Unrecognized slash command. Try /help, or //etc/passwd to send it.");
		assertThat(this.done).isEmpty();
	}

	@Test
	void aFailureComesOutAsItWasThrown() {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> this.set.execute("/fail"))
			.withMessage("it failed")
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.LOCAL));
	}

	@Test
	void theHelpTellsAllOrOne() {
		assertThat(this.set.help("")).isEqualTo("/ping [DATA]  Send a Ping.\n/fail         Fail.\n");
		assertThat(this.set.help("/fail")).isEqualTo("/fail  Fail.\n");
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> this.set.help("/none"));
	}

}
