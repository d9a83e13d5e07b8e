package dev.wscat.command.connect;

import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplateTests {

	@Test
	void namesAndEscapesAreReplacedAndTheRestStays() {
		assertThat(Template.fill("%{close_code} 100%% %x %{ \\n\\t\\\\n\\q$1\\", Map.of("close_code", 1000)))
			.isEqualTo("1000 100% %x %{ \n\t\\n\\q$1\\");
	}

	@Test
	void textOfThePeerStaysOneLineAndIsNotFilledAgain() {
		assertThat(Template.fill("<%{close_reason}>", Map.of("close_reason", "a\n\u001b[2J%{url}$0\\n")))
			.isEqualTo("<a\\x0a\\x1b[2J%{url}$0\\n>");
	}

	@Test
	void anUnknownNameIsAUsageErrorThatTellsTheOthers() {
		assertThatThrownBy(() -> Template.check("%{url} %{nonsense}")).isInstanceOfSatisfying(CliException.class,
				(ex) -> {
					assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE);
					assertThat(ex.line()).contains("%{nonsense}", "time_connect", "close_code");
				});
	}

	@Test
	void aFormatThatCannotBeReadIsALocalFault() {
		assertThatThrownBy(() -> Template.read("@/no/such/file")).isInstanceOfSatisfying(CliException.class,
				(ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.LOCAL));
	}

}
