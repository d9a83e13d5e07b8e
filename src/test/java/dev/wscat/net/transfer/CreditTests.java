package dev.wscat.net.transfer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CreditTests {

	private final Credit credit = new Credit();

	@Test
	void theSlowestReceiverCounts() {
		this.credit.add(1, 0);
		this.credit.add(2, 500);
		assertThat(this.credit.least()).isZero();
		assertThat(this.credit.admits(1000, 1000)).isTrue();
		assertThat(this.credit.admits(1001, 1000)).isFalse();
		this.credit.progress(1, 600, 1000);
		assertThat(this.credit.admits(1500, 1000)).isTrue();
		assertThat(this.credit.admits(1501, 1000)).isFalse();
		assertThat(this.credit.remove(2)).isTrue();
		assertThat(this.credit.admits(1600, 1000)).isTrue();
	}

	@Test
	void noProgressIsTakenThatCannotBe() {
		this.credit.add(1, 100);
		assertThat(this.credit.progress(1, 50, 1000)).isTrue();
		assertThat(this.credit.progress(1, 1001, 1000)).isTrue();
		assertThat(this.credit.place(1)).isEqualTo(100);
		assertThat(this.credit.progress(2, 500, 1000)).isFalse();
		assertThat(this.credit.place(2)).isEqualTo(-1);
		this.credit.progress(1, 1000, 1000);
		assertThat(this.credit.place(1)).isEqualTo(1000);
	}

	@Test
	void withoutReceiversNothingHoldsUp() {
		assertThat(this.credit.isEmpty()).isTrue();
		assertThat(this.credit.admits(Long.MAX_VALUE, 1)).isTrue();
	}

	@Test
	void hugeFilesDoNotOverflow() {
		this.credit.add(1, Long.MAX_VALUE - 10);
		assertThat(this.credit.admits(Long.MAX_VALUE, 10)).isTrue();
		assertThat(this.credit.admits(Long.MAX_VALUE, 9)).isFalse();
	}

}
