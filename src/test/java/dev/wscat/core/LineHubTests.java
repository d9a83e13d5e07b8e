package dev.wscat.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LineHubTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final LineHub hub = new LineHub();

	@Test
	void refusesLinesWhileNoSessionIsOpen() {
		assertThat(this.hub.offer("lost")).isFalse();
		StepVerifier.create(this.hub.lines())
			.then(() -> assertThat(this.hub.offer("kept")).isTrue())
			.expectNext("kept")
			.then(this.hub::end)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void refusesLinesAgainAfterTheSessionHasGone() {
		StepVerifier.create(this.hub.lines())
			.then(() -> assertThat(this.hub.offer("one")).isTrue())
			.expectNext("one")
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(this.hub.offer("two")).isFalse();
		StepVerifier.create(this.hub.lines())
			.then(() -> assertThat(this.hub.offer("three")).isTrue())
			.expectNext("three")
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void waitsWhileTheSessionHasNoRoom() {
		StepVerifier.create(this.hub.lines(), 0).then(() -> {
			CompletableFuture<Boolean> offered = CompletableFuture.supplyAsync(() -> this.hub.offer("patient"));
			assertThatThrownBy(() -> offered.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
		}).thenRequest(1).expectNext("patient").then(this.hub::end).expectComplete().verify(TIMEOUT);
	}

	@Test
	void aWaitEndsWithTheSession() throws Exception {
		CompletableFuture<Boolean> offered = new CompletableFuture<>();
		StepVerifier.create(this.hub.lines(), 0)
			.then(() -> offered.completeAsync(() -> this.hub.offer("in vain")))
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(offered.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void aWaitEndsWhenItsThreadIsInterrupted() throws Exception {
		CompletableFuture<Boolean> offered = new CompletableFuture<>();
		Thread reader = new Thread(() -> offered.complete(this.hub.offer("in vain")));
		StepVerifier.create(this.hub.lines(), 0).then(() -> {
			reader.start();
			reader.interrupt();
			assertThat(offered).succeedsWithin(TIMEOUT).isEqualTo(false);
		}).thenCancel().verify(TIMEOUT);
		reader.join(TIMEOUT.toMillis());
		assertThat(reader.isAlive()).isFalse();
	}

	@Test
	void theEndCompletesWhoComesLater() {
		this.hub.end();
		StepVerifier.create(this.hub.lines()).expectComplete().verify(TIMEOUT);
		assertThat(this.hub.offer("too late")).isFalse();
	}

	@Test
	void theEndWaitsForTheLastLine() {
		StepVerifier.create(this.hub.lines(), 0).then(() -> CompletableFuture.runAsync(() -> {
			this.hub.offer("last");
			this.hub.end();
		})).thenRequest(1).expectNext("last").expectComplete().verify(TIMEOUT);
	}

}
