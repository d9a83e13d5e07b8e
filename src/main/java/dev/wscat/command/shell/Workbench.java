package dev.wscat.command.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import dev.wscat.cli.TalkOptions;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.prompt.CommandSet;
import dev.wscat.terminal.prompt.Paint;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The connections of a shell. Commands come on one thread and wait for what they ask for;
 * the connections live in one flux, which is served until the commands have ended.
 */
final class Workbench {

	/** Connections that are held at most. */
	private static final int MOST = 256;

	/** Messages received ahead of what is printed. */
	private static final int AHEAD = 16;

	private final Console console;

	private final TalkOptions talk;

	private final Sinks.Many<Mono<Void>> tasks = Sinks.many().unicast().onBackpressureBuffer();

	private final Scheduler printing = Schedulers.newSingle("wscat-shell", true);

	private final Map<String, Link> links = new LinkedHashMap<>();

	private final CommandSet commands;

	private Consumer<String> printer;

	private boolean colored;

	private @Nullable Link used;

	private volatile boolean over;

	Workbench(Console console, TalkOptions talk) {
		this.console = console;
		this.talk = talk;
		this.printer = console::print;
		this.commands = new ShellCommands(this).set();
	}

	static boolean isBlank(String line) {
		return line.isBlank() || line.stripLeading().startsWith("#");
	}

	CommandSet commands() {
		return this.commands;
	}

	Console console() {
		return this.console;
	}

	TalkOptions talk() {
		return this.talk;
	}

	void printTo(Consumer<String> target, boolean inColor) {
		this.printer = target;
		this.colored = inColor;
	}

	void print(String line) {
		this.printer.accept(line + '\n');
	}

	boolean isOver() {
		return this.over;
	}

	void end() {
		this.over = true;
	}

	synchronized String promptText() {
		return ((this.used != null) ? this.used.name() : "wscat") + "> ";
	}

	synchronized List<String> names() {
		return List.copyOf(this.links.keySet());
	}

	synchronized List<Link> links() {
		return List.copyOf(this.links.values());
	}

	/** Return a connection; without a name the one in use. */
	synchronized Link link(String name) {
		Link link = (name.isEmpty() || name.equals(Opening.CURRENT)) ? this.used : this.links.get(name);
		if (link == null) {
			throw new CliException(ExitCode.USAGE, name.isEmpty() ? "no connection is in use; open NAME URL makes one"
					: "there is no connection " + name + "; list tells which there are");
		}
		return link;
	}

	synchronized void use(Link link) {
		this.used = link;
	}

	/** Forget a connection that is closed. */
	synchronized void forget(Link link) {
		this.links.remove(link.name(), link);
		if (this.used == link) {
			this.used = this.links.isEmpty() ? null : new ArrayList<>(this.links.values()).get(this.links.size() - 1);
		}
	}

	/** Connect, and wait until that is done. */
	void open(String name, Opening opening) {
		synchronized (this) {
			Link there = this.links.get(name);
			if (there != null && there.ending() == null) {
				throw new CliException(ExitCode.USAGE, name + " is open already; close " + name + " first");
			}
			if (this.links.size() >= MOST) {
				throw new CliException(ExitCode.USAGE, "no more than " + MOST + " connections can be held");
			}
		}
		CompletableFuture<Session> opened = new CompletableFuture<>();
		Mono<Void> life = Mono.usingWhen(Mono.fromSupplier(() -> new Dialer(opening.dial())),
				(dialer) -> dialer.dial(opening.url(), (session) -> {
					Link link = new Link(name, opening.url(), session, opening.longest(), this.console::note);
					synchronized (this) {
						this.links.put(name, link);
						this.used = link;
					}
					opened.complete(session);
					return live(link);
				}), Dialer::dispose)
			.doOnError((error) -> {
				if (!opened.completeExceptionally(error)) {
					this.console.error(name + ": " + error.getMessage());
				}
			})
			.onErrorComplete();
		this.tasks.tryEmitNext(life);
		await(opened);
		this.console.note(name + ": connected");
	}

	/** Have something done, and wait for it. */
	void perform(Mono<Void> action) {
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		this.tasks.tryEmitNext(action.doOnSuccess((none) -> done.complete(true))
			.doOnError(done::completeExceptionally)
			.onErrorComplete());
		await(done);
	}

	/**
	 * Serve the connections.
	 * @param ended the status once no command follows
	 * @return cold; that status, after all connections are closed
	 */
	Mono<ExitCode> serve(Mono<ExitCode> ended) {
		Mono<ExitCode> closed = ended.materialize()
			.flatMap((status) -> closeAll().thenReturn(status))
			.<ExitCode>dematerialize();
		Mono<ExitCode> finished = closed.doOnTerminate(this.tasks::tryEmitComplete);
		Flux<ExitCode> work = this.tasks.asFlux().flatMap((task) -> task, MOST * 2).cast(ExitCode.class);
		return Flux.mergeDelayError(2, work, finished).next();
	}

	void dispose() {
		this.over = true;
		this.printing.dispose();
	}

	private Mono<Void> closeAll() {
		return Flux.defer(() -> Flux.fromIterable(links())).flatMap((link) -> link.close(Closing.NORMAL), MOST).then();
	}

	private Mono<Void> live(Link link) {
		Mono<Void> incoming = link.session()
			.receive()
			.publishOn(this.printing, AHEAD)
			.doOnNext((message) -> received(link, message))
			.then();
		return incoming.then(link.session().ended()).doOnNext((ending) -> {
			link.ended(ending);
			this.console.note(link.name() + ": websocket connection closed: " + ending.describe());
			this.console.lost(link.session().unsent());
		}).then();
	}

	private void received(Link link, WebSocketMessage message) {
		byte[] payload = new byte[message.getPayload().readableByteCount()];
		message.getPayload().read(payload);
		String shown = link.received(message.getType() == WebSocketMessage.Type.TEXT, payload);
		if (link.isWatched()) {
			print(Paint.INCOMING.on(link.name() + shown, this.colored));
		}
	}

	/** On the thread of the commands, which has nothing else to do. */
	private static <T> T await(CompletableFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CliException(ExitCode.LOCAL, "interrupted", ex);
		}
	}

}
