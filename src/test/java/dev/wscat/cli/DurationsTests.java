package dev.wscat.cli;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DurationsTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "2, 2000", "500ms, 500", "2s, 2000", "0.5s, 500", "1.25, 1250", "1m, 60000", "1h, 3600000" })
	void aTimeIsSecondsOrHasAUnit(String text, long millis) {
		assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
	}

	@Test
	void minusOneIsForEver() {
		assertThat(Durations.parse("-1")).isEqualTo(Durations.FOREVER).isNegative();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s", "-2", "-1s", "1d", "1 s", "soon", "1,5", "\u0661s", "1e3" })
	void whatIsNoTimeIsRefusedWithAnExample(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text)).withMessageContaining("500ms");
	}

	@Test
	void aHugeTimeIsBounded() {
		assertThat(Durations.parse("9".repeat(100) + "h")).isPositive().isLessThan(Duration.ofDays(400));
	}

}
