package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.wscat.cli.FetchOptions;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitStatus;
import dev.wscat.net.CookieJar;
import dev.wscat.net.WebClient;
import dev.wscat.net.WebUrl;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.RawStreams;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The URLs of a command line, one after the other.
 */
final class Session implements AutoCloseable {

	/**
	 * What was typed.
	 *
	 * @param head what the heads of requests say
	 * @param body what is sent
	 * @param outputs where responses go
	 * @param flow redirects and tries
	 */
	record Words(HeadOptions head, BodyOptions body, OutputOptions outputs, FlowOptions flow) {
	}

	private final Words words;

	private final FetchOptions fetch;

	private final Console console;

	private final Talk talk;

	private final GatheringByteChannel stdout;

	private final ReadableByteChannel stdin;

	/** Writes block while nobody reads, which the event loop must not. */
	private final Scheduler writer = Schedulers.newSingle("wscat-body", true);

	private final Scheduler reader = Schedulers.newSingle("wscat-upload", true);

	private @Nullable HeadFile heads;

	private ExitStatus last = CurlCode.OK;

	Session(Words words, FetchOptions fetch, Console console) {
		this.words = words;
		this.fetch = fetch;
		this.console = console;
		this.talk = new Talk(console, words.outputs());
		this.stdout = RawStreams.output(console);
		this.stdin = RawStreams.input(console);
	}

	/**
	 * Ask for all.
	 * @param urls as typed
	 * @param parse reads one, and fails with a {@link CliException}
	 * @return cold; the status of the last, or of the first that failed
	 */
	Mono<ExitStatus> run(List<String> urls, Function<String, WebUrl> parse) {
		return Flux.range(0, urls.size())
			.concatMap((index) -> one(urls.get(index), index, parse), 1)
			.takeUntil((status) -> status.status() != 0 && this.words.flow().isFailingEarly())
			.then(Mono.fromCallable(this::finished).subscribeOn(this.writer));
	}

	private ExitStatus finished() {
		CookieJar jar = this.words.head().jar();
		String file = this.words.head().jarFile();
		try {
			if (jar != null && file.equals("-")) {
				Talk.write(this.stdout, (String.join("\n", jar.lines()) + '\n').getBytes(StandardCharsets.ISO_8859_1));
			}
			else if (jar != null && !file.isEmpty()) {
				jar.write(Path.of(file));
			}
		}
		catch (IOException | CliException ex) {
			// curl ends as the transfer did, too
			this.console.tell("wscat: " + ex.getMessage());
		}
		return this.last;
	}

	private Mono<ExitStatus> one(String typed, int index, Function<String, WebUrl> parse) {
		return Mono.fromCallable(() -> parse.apply(typed))
			.flatMap((url) -> one(url, typed, index))
			.onErrorResume(CliException.class, (failure) -> {
				Figures figures = new Figures(WebUrl.parse("http://none/", true));
				return failed(figures, failure)
					.then(Mono.fromCallable(() -> ended(figures, typed, index, false, null)));
			});
	}

	private Mono<ExitStatus> one(WebUrl parsed, String typed, int index) {
		Figures figures = new Figures(parsed);
		return Mono.fromCallable(() -> begin(parsed, index, figures)).subscribeOn(this.reader).flatMap((started) -> {
			Mono<Void> work = Mono.usingWhen(Mono.fromCallable(() -> client(figures)),
					(client) -> new Transfer(common(client), started.hop(), started.output(), figures).run(),
					WebClient::dispose);
			boolean bar = !this.words.outputs().isSilent() && (this.words.outputs().isBar()
					|| this.console.isErrorTerminal() && (started.toFile() || !this.console.isOutputTerminal()));
			Mono<Void> shown = bar ? new Progress(this.console, figures).during(work) : work;
			return shown.onErrorResume(CliException.class, (failure) -> failed(figures, failure))
				.then(Mono.fromCallable(() -> ended(figures, typed, index, printed(started), started.output()))
					.subscribeOn(this.writer));
		})
			.onErrorResume(CliException.class, (failure) -> failed(figures, failure)
				.then(Mono.fromCallable(() -> ended(figures, typed, index, false, null))));
	}

	private record Started(Hop hop, Output output, boolean toFile) {
	}

	/** Reads what is sent, which may block. */
	private Started begin(WebUrl parsed, int index, Figures figures) {
		BodyOptions bodies = this.words.body();
		HeadOptions head = this.words.head();
		OutputOptions outputs = this.words.outputs();
		String uploaded = bodies.uploaded(index);
		WebUrl url = parsed.withQuery(bodies.query(this.stdin));
		if (uploaded != null && !uploaded.equals("-") && !uploaded.equals(".")) {
			url = url.withName(String.valueOf(BodyOptions.path(uploaded).getFileName()));
		}
		Destination file = outputs.file(url, index);
		long offset = (head.offset() >= 0) ? head.offset() : (file != null) ? file.size() : 0;
		if (file != null && offset == 0) {
			file.check();
		}
		Body body = bodies.read(index, (uploaded != null) ? offset : 0, this.stdin);
		String implied = bodies.method(index);
		String kind = head.isHead() ? "HEAD" : (implied != null) ? implied : "GET";
		String typed = head.method();
		Hop hop = new Hop(url, kind, (typed != null) ? typed : kind, head.isHead() ? null : body, true, true,
				head.referer(), offset);
		Output output = new Output(new Output.Manner(file, this.console.isOutputTerminal(),
				outputs.isStdoutNamed(index), outputs.maxSize(), outputs.isIx()), this.stdout, figures);
		return new Started(hop, output, file != null);
	}

	private WebClient client(Figures figures) {
		return new WebClient(this.fetch.dial(this.talk.trace()).timings(figures.timings), this.fetch.speech());
	}

	private Transfer.Common common(WebClient client) {
		String dump = this.words.outputs().dump();
		if (dump != null && this.heads == null) {
			this.heads = new HeadFile(dump, this.stdout);
		}
		Exchange exchange = new Exchange(client, this.words.head(), this.words.body().isJson(), this.talk, this.reader);
		return new Transfer.Common(exchange, this.words.head(), this.words.flow(), this.words.outputs(), this.heads,
				this.talk, this.writer);
	}

	private boolean printed(Started started) {
		return !started.toFile() && (this.words.outputs().isIncluding() || this.words.head().isHead());
	}

	private Mono<Void> failed(Figures figures, CliException failure) {
		return Mono.fromRunnable(() -> {
			figures.code = failure.exitCode();
			figures.error = failure.line();
		});
	}

	private ExitStatus ended(Figures figures, String typed, int index, boolean headPrinted, @Nullable Output output) {
		figures.total = figures.now();
		this.last = figures.code;
		try (Output closing = output) {
			if (figures.code != CurlCode.OK) {
				this.talk.failed(figures);
			}
			if (closing != null && this.words.outputs().isIx() && figures.head != null) {
				this.talk.ix(figures, repeated(), this.stdout);
				closing.printSpooled();
			}
			this.talk.ended(figures, headPrinted);
			writeOut(figures, typed, index);
		}
		catch (IOException ex) {
			throw Faults.unwritable("standard output", ex);
		}
		return figures.code;
	}

	private List<String> repeated() {
		List<String> typed = new ArrayList<>(this.words.head().lines());
		typed.addAll(this.words.body().fields());
		return typed;
	}

	private void writeOut(Figures figures, String typed, int index) throws IOException {
		WriteOut.Text text = new WriteOut(figures, typed, index).of(this.words.outputs().format());
		Talk.write(this.stdout, text.out().getBytes(StandardCharsets.UTF_8));
		if (!text.err().isEmpty()) {
			this.console.say(text.err());
		}
	}

	@Override
	public void close() {
		this.writer.dispose();
		this.reader.dispose();
		if (this.heads != null) {
			this.heads.close();
		}
	}

}
