package dev.wscat.command.connect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.Session;
import dev.wscat.terminal.Format;
import dev.wscat.terminal.prompt.Prompt;
import dev.wscat.terminal.prompt.RoundTrip;
import dev.wscat.terminal.prompt.Typed;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/**
 * What a person types at the prompt: messages, and commands with a slash in front. The
 * next line is read when the session has room for it.
 */
final class PromptInput implements Input {

	private final Session session;

	private final Prompt prompt;

	private final PromptLog log;

	private final Format format;

	private final Scheduler typist;

	private final boolean slash;

	private final Runnable again;

	private final RoundTrip pings;

	private final Deque<Message> pending = new ArrayDeque<>();

	private volatile boolean over;

	/**
	 * Create an input.
	 * @param session what is typed for
	 * @param prompt where
	 * @param log counts messages
	 * @param format how a line tells what to send
	 * @param typist the thread to read on
	 * @param slash whether there are commands
	 * @param again wishes for another session after this one
	 */
	PromptInput(Session session, Prompt prompt, PromptLog log, Format format, Scheduler typist, boolean slash,
			Runnable again) {
		this.session = session;
		this.prompt = prompt;
		this.log = log;
		this.format = format;
		this.typist = typist;
		this.slash = slash;
		this.again = again;
		this.pings = new RoundTrip(prompt::log);
		session.onPongs(this.pings::pong);
	}

	@Override
	public Mono<Void> sendOn(Session session) {
		// requests come to the typist's thread, and wait there for what is typed
		Flux<Message> typed = Flux.<Message>generate(this::next).subscribeOn(this.typist);
		return session.sendMessages(typed.takeUntilOther(session.closing().doOnTerminate(this::end)));
	}

	@Override
	public void start() {
		// begins with the first request
	}

	@Override
	public int stop() {
		end();
		this.prompt.awaitIdle();
		synchronized (this.pending) {
			int left = this.pending.size();
			this.pending.clear();
			return left;
		}
	}

	@Override
	public Mono<Closing> closing() {
		return Mono.just(Closing.NORMAL);
	}

	@Override
	public @Nullable CliException fault() {
		return null;
	}

	Session session() {
		return this.session;
	}

	PromptLog log() {
		return this.log;
	}

	Prompt prompt() {
		return this.prompt;
	}

	/** Longest message, in bytes. */
	int longest() {
		return this.format.maxMessage();
	}

	/** Send something; called while a line is looked at. */
	void send(Message message) {
		if (message.payload().length > longest()) {
			throw new CliException(ExitCode.USAGE, "not sent: the message has " + message.payload().length
					+ " bytes, and --max-message allows " + longest());
		}
		synchronized (this.pending) {
			this.pending.add(message);
		}
	}

	void ping(byte[] payload) {
		send(Message.control(Opcode.PING, this.pings.ping(payload)));
	}

	/** Close, and connect again. */
	void reconnect() {
		this.again.run();
		send(Message.close(Closing.NORMAL));
	}

	private void end() {
		this.over = true;
		this.prompt.interrupt();
	}

	private void next(SynchronousSink<Message> sink) {
		Message message = poll();
		while (message == null) {
			Typed typed = this.prompt.read("> ", () -> this.over);
			if (typed == null) {
				sink.complete();
				return;
			}
			take(typed);
			message = poll();
		}
		if (message.closing() != null) {
			this.over = true;
		}
		else if (!Opcode.isControl(message.opcode())) {
			this.log.countSent(message.payload().length);
		}
		sink.next(message);
	}

	private @Nullable Message poll() {
		synchronized (this.pending) {
			return this.pending.poll();
		}
	}

	private void take(Typed typed) {
		List<String> pieces = typed.pieces();
		for (String piece : pieces) {
			if (!this.slash || typed.isLiteral() || !piece.startsWith("/")) {
				say(piece);
			}
			else if (piece.startsWith("//")) {
				say(piece.substring(1));
			}
			else {
				this.prompt.execute(piece);
			}
		}
	}

	private void say(String text) {
		try {
			Message message = this.format.typed(text);
			if (message != null) {
				send(message);
			}
		}
		catch (CliException ex) {
			this.prompt.complain(ex.line());
		}
		catch (IllegalArgumentException ex) {
			this.prompt.complain("not sent: " + ex.getMessage());
		}
	}

}
