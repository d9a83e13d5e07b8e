package dev.wscat.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Closings as typed, RFC 6455 sections 5.5 and 7.4.
 */
class ClosingTests {

	@Test
	void aReasonIsTheRest() {
		assertThat(Closing.typed("4000 see  you ")).isEqualTo(new Closing(4000, "see  you"));
		assertThat(Closing.typed("1000")).isEqualTo(Closing.NORMAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "bye", "999", "1004", "1005", "1006", "1015", "2999", "5000", "10000", "-1" })
	void aCodeThatMayNotBeSentIsRefused(String text) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> Closing.typed(text))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE));
	}

	@Test
	void aReasonHasAtMost123Bytes() {
		assertThat(Closing.typed("1000 " + "x".repeat(123)).reason()).hasSize(123);
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> Closing.typed("1000 " + "\u00fc".repeat(62)))
			.withMessageContaining("123 bytes");
	}

}
