package dev.wscat.terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTests {

	private static final long SECOND = 1_000_000_000;

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "1023, 1023 B", "1024, 1.0 KB", "1536, 1.5 KB", "1048576, 1.0 MB", "5368709120, 5.0 GB",
			"9223372036854775807, 8192.0 PB" })
	void sizesHaveUnits(long bytes, String text) {
		assertThat(Progress.size(bytes)).isEqualTo(text);
	}

	@Test
	void aLineTellsHowFarAndHowLong() {
		Progress.Rate rate = new Progress.Rate();
		rate.add(0, 0);
		rate.add(1 << 20, SECOND);
		assertThat(Progress.line(new Progress.Row("a", 1 << 20, 100L << 20), rate))
			.isEqualTo("a: 1%, 1.0 MB of 100.0 MB, 1.0 MB/s, 1:39 left");
		assertThat(Progress.line(new Progress.Row("a", 1 << 20, -1), rate)).isEqualTo("a: 1.0 MB, 1.0 MB/s");
		assertThat(Progress.line(new Progress.Row("a", 0, 0), rate)).startsWith("a: 100%");
	}

	@Test
	void aBarFitsIntoALineAndHidesNothingBad() {
		Progress.Rate rate = new Progress.Rate();
		rate.add(0, 0);
		rate.add(3L << 30, SECOND);
		String bar = Progress.bar(new Progress.Row("dir/".repeat(30) + "\u001b[31mfile", 3L << 30, 6L << 30), rate);
		assertThat(bar).contains(" 50% [==========          ] 3.0 GB 3.0 GB/s 0:01").doesNotContain("\u001b");
		assertThat(bar.length()).isLessThan(80);
		assertThat(Progress.bar(new Progress.Row("a", 0, 6L << 30), new Progress.Rate())).contains("--:--");
	}

	@Test
	void theRateIsThatOfTheLastMoments() {
		Progress.Rate rate = new Progress.Rate();
		rate.add(500, 0);
		assertThat(rate.perSecond()).isZero();
		for (int i = 1; i <= 50; i++) {
			rate.add(500 + i * 1000L, i * SECOND);
		}
		assertThat(rate.perSecond()).isBetween(999L, 1001L);
		rate.add(0, 51 * SECOND);
		assertThat(rate.perSecond()).as("what is begun anew is not negative").isBetween(0L, 1000L);
	}

}
