package dev.wscat.net;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WindowTests {

	private final AtomicInteger fences = new AtomicInteger();

	private final AtomicInteger opened = new AtomicInteger();

	private final Window window = new Window(this.fences::incrementAndGet);

	@Test
	void aSenderWaitsForTheAnswerOnceTooMuchIsUnderWay() {
		assertThat(admits(Window.SIZE)).isTrue();
		assertThat(admits(Window.SIZE + 1)).isFalse();
		assertThat(this.opened).hasValue(0);
		this.window.confirm(1000);
		assertThat(this.opened).hasValue(1);
		assertThat(admits(Window.SIZE + 1000)).isTrue();
		assertThat(admits(Window.SIZE + 1001)).isFalse();
	}

	@Test
	void thePeerIsAskedNowAndThen() {
		for (int i = 0; i <= Window.SIZE; i += 1024) {
			admits(i);
		}
		assertThat(this.fences).hasValue(4);
	}

	@Test
	void aPeerThatDoesNotAnswerIsNotWaitedForUntilItDoes() {
		assertThat(admits(Window.SIZE + 1)).isFalse();
		this.window.lift();
		assertThat(this.opened).hasValue(1);
		assertThat(admits(10L * Window.SIZE)).isTrue();
		this.window.confirm(1);
		assertThat(admits(10L * Window.SIZE)).isFalse();
	}

	private boolean admits(long offset) {
		return this.window.admits(offset, this.opened::incrementAndGet);
	}

}
