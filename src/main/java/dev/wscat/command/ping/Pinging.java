package dev.wscat.command.ping;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import dev.wscat.net.Timings;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A session that is pinged.
 */
final class Pinging {

	/**
	 * How to ping.
	 *
	 * @param count how many Pings to send
	 * @param interval time from one to the next
	 * @param timeout longest wait for an answer
	 * @param payload what each carries, or {@code null} for a number
	 * @param tcp whether to show the time up to the connection
	 * @param upgrade whether to show the time up to the first Pong
	 */
	record Plan(int count, Duration interval, Duration timeout, byte @Nullable [] payload, boolean tcp,
			boolean upgrade) {
	}

	private final Session session;

	private final Plan plan;

	private final Timings timings;

	private final Console console;

	private final String url;

	private final @Nullable PingInput input;

	private final PingLog log;

	private final PingBook book = new PingBook();

	private final PingFigures figures = new PingFigures();

	/** Pongs of others are told from ours by it. */
	private final String name = "wscat " + Integer.toHexString(ThreadLocalRandom.current().nextInt()) + ' ';

	private final long upgraded;

	private final long begun = System.nanoTime();

	private int number;

	private boolean tabled;

	Pinging(Session session, Plan plan, Timings timings, Console console, String url, @Nullable PingInput input) {
		this.session = session;
		this.plan = plan;
		this.timings = timings;
		this.upgraded = timings.now();
		this.console = console;
		this.url = url;
		this.input = input;
		this.log = new PingLog(console, place(url));
	}

	/**
	 * Ping until the plan is done, the peer goes away, or nobody wants to know.
	 * @param stop completes when the program is asked to end
	 * @return cold; the status to end with
	 */
	Mono<ExitCode> run(Mono<Void> stop) {
		this.log.print("PING " + this.url + "\n");
		if (this.plan.tcp() && !this.plan.upgrade()) {
			this.log.print(new StepTable().connection(this.timings).toString());
		}
		AtomicBoolean ours = new AtomicBoolean();
		this.session.onPongs(this::pong);
		Mono<Void> received = this.session.batches().doOnNext(MessageBatch::release).then();
		Mono<Void> over = Mono.firstWithSignal(pings(), stop, this.log.gone())
			.doOnTerminate(() -> ours.set(this.session.isOpen()))
			.takeUntilOther(this.session.closing());
		return Mono.when(received, over.then(this.session.close(Closing.NORMAL)))
			.then(this.session.ended())
			.map((ending) -> result(ending, ours.get()));
	}

	private Mono<Void> pings() {
		Flux<byte[]> own = Flux.interval(Duration.ZERO, this.plan.interval())
			.onBackpressureDrop()
			.map((tick) -> payload())
			.take(this.plan.count());
		if (this.input == null) {
			return own.flatMap(this::ping, Integer.MAX_VALUE).then();
		}
		// one at a time, since a peer may answer the last of many only, RFC 6455 section
		// 5.5.3
		return this.input.payloads()
			.doOnNext((line) -> this.log.tellPayloads())
			.concatMap((line) -> ping(line).thenReturn(true), 0)
			.switchIfEmpty(Flux.defer(() -> (this.input.fault() != null) ? Flux.empty()
					: own.flatMap((payload) -> ping(payload).thenReturn(true), Integer.MAX_VALUE)))
			.then();
	}

	/** Completes with its answer, or when it is waited for no longer. */
	private Mono<Void> ping(byte[] payload) {
		return Mono.defer(() -> {
			PingBook.Ping ping = new PingBook.Ping(payload);
			this.session.ping(payload, (nanos) -> this.book.sent(ping, nanos));
			return ping.answered().timeout(this.plan.timeout(), Mono.fromRunnable(() -> giveUp(ping)));
		});
	}

	private byte[] payload() {
		byte[] fixed = this.plan.payload();
		return (fixed != null) ? fixed : (this.name + ++this.number).getBytes(StandardCharsets.US_ASCII);
	}

	private void giveUp(PingBook.Ping ping) {
		long sequence = this.book.giveUp(ping);
		if (sequence > 0) {
			this.log.print("no answer to seq=" + sequence + " in " + this.plan.timeout().toMillis() + " ms\n");
		}
	}

	private void pong(byte[] payload) {
		long now = System.nanoTime();
		long sinceStart = this.timings.now();
		PingBook.Pong pong = this.book.look(payload, now);
		this.figures.add(pong);
		if (this.plan.upgrade() && !this.tabled && pong.kind() == PingBook.Kind.ANSWER) {
			this.tabled = true;
			this.log.print(new StepTable().connection(this.timings)
				.step("upgrade", this.upgraded)
				.step("first pong", sinceStart)
				.toString());
		}
		this.log.pong(payload, pong);
	}

	private ExitCode result(Ending ending, boolean ours) {
		this.log.print("--- " + this.url + " ---\n"
				+ this.figures.text(this.book.sent(), (System.nanoTime() - this.begun) / 1_000_000));
		if (!ours) {
			this.console.note("websocket connection closed: " + ending.describe());
		}
		CliException fault = (this.input != null) ? this.input.fault() : null;
		if (fault != null) {
			throw fault;
		}
		ExitCode code = ours ? ExitCode.OK : ending.exitCode();
		// the status that ping(8) has for it
		return (code == ExitCode.OK && this.figures.answered() == 0) ? ExitCode.CLOSED_WITH_ERROR : code;
	}

	private static String place(String url) {
		int start = url.indexOf("//") + 2;
		int end = url.indexOf('/', start);
		return (start > 1 && end > start) ? url.substring(start, end) : url;
	}

}
