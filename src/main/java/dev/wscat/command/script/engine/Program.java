package dev.wscat.command.script.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.wscat.command.script.ScriptJob;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.net.DialOptions;
import dev.wscat.net.Dialer;
import dev.wscat.terminal.Console;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * One run of a program: its context, its thread, and what it has open.
 */
final class Program {

	private static final String[] PARTS = { "base", "console", "url", "websocket", "http", "fetch", "process", "repl",
			"main" };

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	/** How long a program may take to notice that it is to end. */
	private static final Duration NOTICE = Duration.ofSeconds(1);

	private final ScriptLoop loop = new ScriptLoop();

	private final SendBudget budget = new SendBudget();

	private final Sinks.Many<Mono<Void>> works = Sinks.many().unicast().onBackpressureBuffer();

	private final Sinks.One<ExitStatus> finished = Sinks.one();

	private final Sinks.One<Boolean> noticed = Sinks.one();

	private final Set<Line> clients = ConcurrentHashMap.newKeySet();

	private final Set<Line> peers = ConcurrentHashMap.newKeySet();

	private final ScriptJob job;

	private final Console console;

	private final Dialer dialer;

	private final ModuleFiles files;

	private final Path main;

	private final Context context;

	private final Lifeline lifeline = new Lifeline(this);

	private volatile @Nullable Value lib;

	private volatile @Nullable LineEvents peerEvents;

	private volatile @Nullable LineEvents clientEvents;

	private volatile boolean over;

	private Predicate<String> out;

	/**
	 * Create a run.
	 * @param engine what is shared by all runs
	 * @param job what to run, and what it may do
	 * @param files what it can import
	 * @param main its file, real or given
	 * @param console the standard streams
	 */
	Program(Engine engine, ScriptJob job, ModuleFiles files, Path main, Console console) {
		this.job = job;
		this.console = console;
		this.files = files;
		this.main = main;
		this.dialer = new Dialer(dialing());
		this.out = console::print;
		this.context = Context.newBuilder("js")
			.engine(engine)
			.allowExperimentalOptions(true)
			.allowHostAccess(HostAccess.newBuilder(HostAccess.NONE).allowBufferAccess(true).build())
			.allowIO(IOAccess.newBuilder().fileSystem(files).build())
			.option("js.unhandled-rejections", "handler")
			.option("js.load", "false")
			.option("js.print", "false")
			.option("js.console", "false")
			.option("js.polyglot-builtin", "false")
			.option("js.java-package-globals", "false")
			.option("js.agent-can-block", "false")
			.option("js.text-encoding", "true")
			.build();
	}

	/** How its clients connect, unless they ask for more. */
	DialOptions dialing() {
		return new DialOptions(CONNECT_TIMEOUT, this.job.client());
	}

	/**
	 * Run it.
	 * @param stop completes when it is asked to end
	 * @return cold; the status to end with, after all that it had open is closed
	 */
	Mono<ExitStatus> run(Mono<Void> stop) {
		Mono<ExitStatus> working = this.works.asFlux().flatMap((work) -> work, Integer.MAX_VALUE).then(Mono.never());
		Mono<ExitStatus> stopped = stop.then(Mono.defer(this::stop)).then(Mono.never());
		Mono<ExitStatus> ended = this.finished.asMono()
			.materialize()
			.flatMap((end) -> goodbye().thenReturn(end))
			.dematerialize();
		return Flux.merge(working, stopped, ended.doOnSubscribe((subscription) -> start()))
			.next()
			.doFinally((signal) -> abandon());
	}

	private void start() {
		Thread thread = new Thread(this::live, "wscat-script");
		thread.setDaemon(true);
		thread.start();
	}

	private void live() {
		try {
			this.context.enter();
			Value made = load();
			this.lib = made;
			this.peerEvents = new LineEvents(made.getMember("peer"));
			this.clientEvents = new LineEvents(made.getMember("client"));
			made.invokeMember("load", this.main.toString());
			this.loop.run();
			this.lifeline.end(made);
		}
		catch (PolyglotException ex) {
			this.lifeline.broken(ex);
		}
		catch (CliException ex) {
			finish(ex);
		}
		catch (RuntimeException | StackOverflowError ex) {
			finish(new IllegalStateException(ex));
		}
		catch (OutOfMemoryError ex) {
			this.lifeline.outOfMemory(ex);
		}
	}

	/** The part of a program that is ours. */
	private Value load() {
		Value shared = this.context.eval("js", "({ modules: {}, globals: {} })");
		Object host = new ProgramFunctions(this, this.main).object();
		Value last = shared;
		for (String part : PARTS) {
			last = this.context.eval(source(part)).execute(host, shared);
		}
		return last;
	}

	private static Source source(String part) {
		try (InputStream in = Program.class.getResourceAsStream(part + ".js")) {
			if (in == null) {
				throw new IllegalStateException("no " + part + ".js");
			}
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return Source.newBuilder("js", text, "wscat:" + part + ".js").internal(true).cached(true).buildLiteral();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Tell it that it is to end, and break it off when it does not notice. */
	private Mono<Void> stop() {
		this.loop.execute(() -> {
			boolean own = this.lifeline.signal(lib());
			this.noticed.tryEmitValue(own);
			if (!own) {
				this.loop.end();
			}
		});
		Mono<Boolean> late = Mono.delay(NOTICE).thenReturn(false);
		return Mono.firstWithSignal(this.noticed.asMono(), late, this.finished.asMono().thenReturn(true))
			.flatMap((own) -> own ? Mono.delay(this.job.patience()).then() : Mono.delay(NOTICE).then())
			.takeUntilOther(this.finished.asMono().onErrorComplete())
			.then(Mono.defer(() -> breakOff()));
	}

	private Mono<Void> breakOff() {
		if (this.over) {
			return Mono.empty();
		}
		this.console.note("the program did not end by itself; it is broken off");
		return Mono.<Void>fromRunnable(() -> this.context.close(true))
			.subscribeOn(Schedulers.boundedElastic())
			.timeout(NOTICE, Mono.empty())
			.doFinally((signal) -> finish(0));
	}

	/** What was said is sent, and all connections are closed as they should be. */
	private Mono<Void> goodbye() {
		Duration longest = this.job.patience();
		return Mono.when(
				Flux.fromIterable(this.peers)
					.flatMap((line) -> line.end(Closing.GOING_AWAY, longest), Integer.MAX_VALUE),
				Flux.fromIterable(this.clients)
					.flatMap((line) -> line.end(Closing.NORMAL, longest), Integer.MAX_VALUE));
	}

	private void abandon() {
		this.loop.end();
	}

	/** End with a status. */
	void finish(int status) {
		this.over = true;
		// of which the low 8 bits arrive
		int low = status & 0xff;
		this.finished.tryEmitValue(() -> low);
	}

	/** End with a failure to tell. */
	void finish(RuntimeException failure) {
		this.over = true;
		this.finished.tryEmitError(failure);
	}

	/**
	 * Have something done beside; from any thread.
	 * @param work what to do, which handles its own errors
	 */
	void work(Mono<Void> work) {
		this.works.emitNext(work, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
	}

	/** Have what it prints go elsewhere; to be called before it runs. */
	void printTo(Consumer<String> printer) {
		this.out = (text) -> {
			printer.accept(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
			return true;
		};
	}

	/** Print for the program; tells whether somebody reads. */
	boolean print(String text) {
		return this.out.test(text);
	}

	/** What our part in JavaScript offers us. */
	Value lib() {
		Value made = this.lib;
		if (made == null) {
			throw new IllegalStateException("the program has not begun");
		}
		return made;
	}

	/** Are told what happens to connections of its servers. */
	LineEvents peerEvents() {
		return Objects.requireNonNull(this.peerEvents);
	}

	/** Are told what happens to connections to servers. */
	LineEvents clientEvents() {
		return Objects.requireNonNull(this.clientEvents);
	}

	ScriptLoop loop() {
		return this.loop;
	}

	SendBudget budget() {
		return this.budget;
	}

	ScriptJob job() {
		return this.job;
	}

	Console console() {
		return this.console;
	}

	Context context() {
		return this.context;
	}

	Dialer dialer() {
		return this.dialer;
	}

	ModuleFiles files() {
		return this.files;
	}

	Lifeline lifeline() {
		return this.lifeline;
	}

	/** Connections to servers. */
	Set<Line> clients() {
		return this.clients;
	}

	/** Connections of its servers. */
	Set<Line> peers() {
		return this.peers;
	}

}
