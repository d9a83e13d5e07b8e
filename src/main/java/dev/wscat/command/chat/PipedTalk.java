package dev.wscat.command.chat;

import java.time.Duration;

import dev.wscat.cli.Durations;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.LineHub;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.Session;
import dev.wscat.net.chat.ChatCommands;
import dev.wscat.net.chat.ChatFault;
import dev.wscat.net.chat.ChatMessage;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The lines of stdin, said one after the other as fast as the server lets its users
 * speak.
 */
final class PipedTalk implements Talk.Input, LineReader.Listener {

	private final LineHub hub = new LineHub();

	private final Relay relay;

	private final Roster roster;

	private final Console console;

	private final Duration wait;

	private final LineReader reader;

	private final Sinks.One<Boolean> end = Sinks.one();

	private final Pace pace = new Pace(System::nanoTime);

	private volatile @Nullable CliException fault;

	PipedTalk(Relay relay, Roster roster, Console console, Duration wait, int longest) {
		this.relay = relay;
		this.roster = roster;
		this.console = console;
		this.wait = wait;
		this.reader = relay.reader(longest, this);
		this.hub.waitForSession();
	}

	@Override
	public Flux<Message> said(Session session) {
		// one line at a time is asked for: the others stay where they are
		return this.hub.lines().concatMap((line) -> {
			Message message = message(line);
			Duration pause = (message != null) ? this.pace.next(this.roster.rate()) : Duration.ZERO;
			return pause.isZero() ? Mono.justOrEmpty(message) : Mono.justOrEmpty(message).delayElement(pause);
		}, 1);
	}

	private @Nullable Message message(String line) {
		if (line.isBlank()) {
			return null;
		}
		try {
			ChatMessage request = ChatCommands.read(line);
			if (request.type().equals("message")) {
				request.with("room", this.roster.room());
			}
			return Message.of(Opcode.TEXT, request.json());
		}
		catch (ChatFault ex) {
			this.console.error(String.valueOf(ex.getMessage()));
			return null;
		}
	}

	@Override
	public void start() {
		this.reader.start();
	}

	@Override
	public int stop() {
		return this.reader.stop();
	}

	@Override
	public Mono<Closing> closing() {
		return this.end.asMono().flatMap((stays) -> {
			if (this.fault != null) {
				return Mono.just(Closing.NORMAL);
			}
			return stays ? Mono.empty() : this.relay.quiet(this.wait).thenReturn(Closing.NORMAL);
		});
	}

	@Override
	public @Nullable CliException fault() {
		return this.fault;
	}

	@Override
	public void dispose() {
		this.reader.stop();
	}

	@Override
	public boolean onLine(String line) {
		return this.hub.offer(line);
	}

	@Override
	public void onEnd(boolean empty) {
		this.hub.end();
		this.end.tryEmitValue(empty || this.wait.equals(Durations.FOREVER));
	}

	@Override
	public void onFault(CliException failure) {
		this.fault = failure;
		this.hub.end();
		this.end.tryEmitValue(false);
	}

}
