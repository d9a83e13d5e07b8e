package dev.wscat.command.curl;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeoutException;

import dev.wscat.core.CliException;
import dev.wscat.net.CookieJar;
import dev.wscat.net.WebUrl;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;

/**
 * One URL: its redirects, its tries, and what is done with the response.
 */
final class Transfer {

	/**
	 * Of all transfers.
	 *
	 * @param exchange sends requests
	 * @param head of requests
	 * @param flow redirects and tries
	 * @param outputs what is written
	 * @param heads where heads are written to besides, or {@code null}
	 * @param talk is told what happens
	 * @param writer where responses are written, which blocks
	 */
	record Common(Exchange exchange, HeadOptions head, FlowOptions flow, OutputOptions outputs,
			@Nullable HeadFile heads, Talk talk, Scheduler writer) {
	}

	/** Pieces handed to the writer ahead of what it has written. */
	private static final int AHEAD = 32;

	private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

	private final Common common;

	private final Hop first;

	private final Output output;

	private final Figures figures;

	private int tries;

	Transfer(Common common, Hop first, Output output, Figures figures) {
		this.common = common;
		this.first = first;
		this.output = output;
		this.figures = figures;
	}

	/**
	 * Do it.
	 * @return cold; completes when all is written; fails with a {@link CliException} of a
	 * {@link CurlCode}
	 */
	Mono<Void> run() {
		return attempt().then(Mono.fromRunnable(() -> {
			Head head = this.figures.head;
			if (head != null && this.common.outputs().isRemoteTime()) {
				this.output.date(head);
			}
		}).subscribeOn(this.common.writer())).then();
	}

	private Mono<Void> attempt() {
		return Mono.defer(() -> {
			this.tries++;
			this.figures.redirects = 0;
			Duration most = this.common.flow().maxTime();
			Mono<Void> hops = hop(this.first);
			return (most.isZero() ? hops : hops.timeout(most))
				.onErrorMap(TimeoutException.class, (late) -> tooLate(most))
				.onErrorMap((error) -> Faults.explain(error, this.figures.url, this.figures.head != null))
				.materialize()
				.flatMap((end) -> {
					Throwable error = end.getThrowable();
					Duration pause = pause(error);
					if (pause == null) {
						return (error != null) ? Mono.error(error) : Mono.empty();
					}
					this.common.talk().detail("trying again in " + pause.toMillis() + " ms");
					return Mono.delay(pause)
						.then(Mono.fromRunnable(this.output::again).subscribeOn(this.common.writer()))
						.then(attempt());
				});
		});
	}

	private CliException tooLate(Duration most) {
		long expected = this.figures.expected;
		return new CliException(CurlCode.TIMEOUT, "the transfer took longer than " + most.toMillis() + " ms, with "
				+ this.figures.downloaded + ((expected >= 0) ? " of " + expected : "") + " bytes received");
	}

	/** How long to wait before another try; null for none. */
	private @Nullable Duration pause(@Nullable Throwable error) {
		Head head = this.figures.head;
		boolean passing = (error == null) ? head != null && isToBeRetried(head) : error instanceof CliException failure
				&& failure.exitCode() instanceof CurlCode code && this.common.flow().isPassing(code);
		if (!passing || this.tries > this.common.flow().retries() || !this.first.isRepeatable()) {
			return null;
		}
		Duration pause = this.common.flow().pause(this.tries, (head != null) ? asked(head) : Duration.ZERO);
		return this.common.flow().isTooLate(this.figures.now(), pause) ? null : pause;
	}

	private boolean isToBeRetried(Head head) {
		return FlowOptions.isPassing(head.status()) && this.tries <= this.common.flow().retries()
				&& this.first.isRepeatable()
				&& !this.common.flow().isTooLate(this.figures.now(), this.common.flow().pause(this.tries, asked(head)));
	}

	/** RFC 9110 section 10.2.3. */
	private static Duration asked(Head head) {
		String text = head.header("Retry-After");
		if (text == null) {
			return Duration.ZERO;
		}
		try {
			Duration time = text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration
				.between(Instant.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
			return time.isNegative() ? Duration.ZERO : (time.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : time;
		}
		catch (DateTimeException ex) {
			return Duration.ZERO;
		}
	}

	private Mono<Void> hop(Hop hop) {
		return Mono.defer(() -> {
			this.figures.url = hop.url();
			this.figures.method = hop.method();
			this.figures.head = null;
			this.figures.redirect = null;
			return this.common.exchange().run(hop, this.figures, (head, body) -> receive(hop, head, body));
		}).flatMap((head) -> follows(head) ? hop(next(hop, head)) : Mono.empty());
	}

	private boolean follows(Head head) {
		return head.isRedirect() && this.common.flow().isFollowing();
	}

	private Hop next(Hop hop, Head head) {
		if (this.figures.redirects >= this.common.flow().redirects()) {
			throw new CliException(CurlCode.REDIRECTS,
					"gave up after " + this.figures.redirects + " redirects; --max-redirects allows more");
		}
		WebUrl url = location(hop, head);
		this.figures.redirects++;
		this.figures.lastHop = this.figures.now();
		this.common.talk().detail("redirected to " + url);
		String method = this.common.flow().next(head.status(), hop.kind());
		boolean same = method.equals(hop.kind());
		if (same && hop.body() != null && !hop.body().isRepeatable()) {
			throw new CliException(CurlCode.NO_REWIND,
					"the redirect wants the body once more, and standard input cannot be read again");
		}
		String typed = this.common.head().method();
		boolean trusted = this.common.flow().isTrusting() || url.origin().equals(this.first.url().origin());
		return new Hop(url, method, (typed != null) ? typed : method, same ? hop.body() : null, trusted,
				url.authority().equals(this.first.url().authority()),
				this.common.head().isRefererAutomatic() ? hop.url().toString() : hop.referer(), hop.offset());
	}

	private static WebUrl location(Hop hop, Head head) {
		try {
			return hop.url().resolve(String.valueOf(head.header("Location")));
		}
		catch (WebUrl.UnknownScheme ex) {
			throw Faults.of(CurlCode.UNKNOWN_PROTOCOL, "cannot follow the redirect: " + ex.getMessage(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw Faults.of(CurlCode.BAD_URL, "cannot follow the redirect: " + ex.getMessage(), ex);
		}
	}

	/** On the event loop; all that blocks is done by the writer. */
	private Mono<Void> receive(Hop hop, Head head, ByteBufFlux body) {
		CookieJar jar = this.common.head().jar();
		if (jar != null) {
			jar.take(hop.url(), head.all("Set-Cookie"));
		}
		if (head.isRedirect()) {
			try {
				this.figures.redirect = hop.url().resolve(String.valueOf(head.header("Location")));
			}
			catch (IllegalArgumentException ex) {
				// said when it is followed
			}
		}
		return Mono.fromCallable(() -> begin(hop, head))
			.subscribeOn(this.common.writer())
			.flatMap((wanted) -> wanted ? read(body) : Mono.empty())
			.then(Mono.defer(() -> refused(head) ? Mono.error(refusal(head)) : Mono.empty()));
	}

	/** Write the head where it is wanted; returns whether the body is. */
	private boolean begin(Hop hop, Head head) throws IOException {
		HeadFile heads = this.common.heads();
		if (heads != null) {
			heads.write(head);
		}
		boolean retried = isToBeRetried(head);
		boolean dropped = refused(head) && this.common.outputs().isFailing() || follows(head) || retried;
		long offset = hop.offset();
		boolean resumed = offset > 0 && !hop.kind().equals("PUT") && !follows(head) && !retried;
		if (resumed && !dropped && head.status() == 416) {
			this.common.talk().detail("the file is complete already");
			return false;
		}
		if (resumed && !dropped && head.status() < 300 && !isFrom(head, offset)) {
			throw new CliException(CurlCode.NO_RANGES, "the server does not resume: it sends the whole body");
		}
		boolean wanted = !dropped && !this.common.head().isHead();
		if (wanted) {
			this.figures.expected = head.length();
			this.output.begin(head, offset, this.common.head().isCompressed());
		}
		if (this.common.outputs().isIncluding() || this.common.head().isHead() && !this.common.outputs().isIx()) {
			this.output.head(head);
		}
		return wanted;
	}

	private static boolean isFrom(Head head, long offset) {
		String range = head.header("Content-Range");
		return head.status() == 206 && range != null && range.matches("(?i)bytes\\s+" + offset + "-.*");
	}

	private Mono<Void> read(ByteBufFlux body) {
		return body.retain()
			.publishOn(this.common.writer(), AHEAD)
			.doOnNext(this.output::body)
			.doOnDiscard(ByteBuf.class, ByteBuf::release)
			.then(Mono.fromRunnable(this.output::end).subscribeOn(this.common.writer()))
			.then();
	}

	private boolean refused(Head head) {
		return head.status() >= 400 && (this.common.outputs().isFailing() || this.common.outputs().isFailingWithBody())
				&& !isToBeRetried(head);
	}

	private static CliException refusal(Head head) {
		return new CliException(CurlCode.REFUSED, "the server answered " + head.status() + " " + head.reason());
	}

}
