package dev.wscat.command.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import dev.wscat.net.chat.ChatFault;
import dev.wscat.net.chat.ChatJson;
import dev.wscat.net.chat.ChatMessage;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Escapes;
import dev.wscat.terminal.Output;
import dev.wscat.terminal.prompt.Paint;
import dev.wscat.terminal.prompt.Prompt;
import dev.wscat.terminal.prompt.Typed;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The chat at a prompt: what is said is shown above the line being typed. The terminal is
 * taken over with the first session.
 */
final class PromptedTalk implements Talk.Input, Output {

	private final Console console;

	private final Roster roster;

	private final boolean colored;

	private final Scheduler typist = Schedulers.newSingle("wscat-prompt", true);

	private final Deque<Message> pending = new ArrayDeque<>();

	private final StringBuilder shown = new StringBuilder();

	private @Nullable Prompt prompt;

	private volatile boolean over;

	/** Whether the prompt names a room that is no longer the current one. */
	private volatile boolean moved;

	PromptedTalk(Console console, Roster roster, boolean colored) {
		this.console = console;
		this.roster = roster;
		this.colored = colored;
	}

	@Override
	public Flux<Message> said(Session session) {
		return Flux.defer(() -> {
			this.over = false;
			Flux<Message> typed = Flux.<Message>generate(this::next).subscribeOn(this.typist);
			return typed.takeUntilOther(session.closing().doOnTerminate(this::end));
		});
	}

	@Override
	public void start() {
		// begins with the first request
	}

	@Override
	public int stop() {
		end();
		synchronized (this) {
			if (this.prompt != null) {
				this.prompt.awaitIdle();
			}
		}
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

	@Override
	public synchronized void dispose() {
		this.typist.dispose();
		if (this.prompt != null) {
			this.prompt.awaitIdle();
			this.prompt.close();
		}
	}

	/** Say something, or ask for it; called while a line is looked at. */
	void send(ChatMessage request) {
		send(Message.of(Opcode.TEXT, request.json()));
	}

	void send(Message message) {
		synchronized (this.pending) {
			this.pending.add(message);
		}
	}

	void show(String line) {
		prompt().say(line);
	}

	private synchronized Prompt prompt() {
		if (this.prompt == null) {
			this.prompt = new Prompt(this.console, new TypedCommands(this, this.roster).set(), "chat-history",
					this.colored);
		}
		return this.prompt;
	}

	private synchronized void end() {
		this.over = true;
		if (this.prompt != null) {
			this.prompt.interrupt();
		}
	}

	private void next(SynchronousSink<Message> sink) {
		Message message = poll();
		while (message == null) {
			stay();
			Typed typed = prompt().read(this.roster.room() + "> ", () -> this.over || this.moved);
			if (typed != null) {
				take(typed);
			}
			else if (this.over || !this.moved) {
				sink.complete();
				return;
			}
			message = poll();
		}
		this.over = message.closing() != null;
		sink.next(message);
	}

	/** In one step, lest the interrupt hits a line that is for the new room already. */
	private synchronized void move() {
		this.moved = true;
		prompt().interrupt();
	}

	/** The next line is for the room as it is now; who moves does so before or behind. */
	private synchronized void stay() {
		this.moved = false;
	}

	private @Nullable Message poll() {
		synchronized (this.pending) {
			return this.pending.poll();
		}
	}

	private void take(Typed typed) {
		for (String piece : typed.pieces()) {
			if (piece.isBlank()) {
				continue;
			}
			if (typed.isLiteral() || !piece.startsWith("/") || piece.startsWith("//")) {
				String text = (!typed.isLiteral() && piece.startsWith("//")) ? piece.substring(1) : piece;
				send(ChatMessage.of("message").with("room", this.roster.room()).with("text", text));
			}
			else {
				prompt().execute(piece);
			}
		}
	}

	@Override
	public void message(MessageBatch batch, int index) {
		if (batch.opcode(index) != Opcode.TEXT) {
			return;
		}
		try {
			ChatMessage message = ChatJson.read(batch.text(index));
			// what was typed here stands there already
			boolean own = (message.type().equals("message") || message.type().equals("private"))
					&& message.text("user").equals(this.roster.user());
			String before = this.roster.room();
			if (this.roster.note(message) && !own) {
				append(message);
			}
			if (!this.roster.room().equals(before)) {
				move();
			}
		}
		catch (ChatFault ex) {
			append(ex.message());
		}
	}

	private void append(ChatMessage message) {
		Paint paint = switch (message.type()) {
			case "message", "private" -> Paint.INCOMING;
			case "error" -> Paint.ERROR;
			default -> Paint.TALK;
		};
		message.messages("history").forEach(this::append);
		message.with("history", List.of());
		String lines = new String(message.line(), StandardCharsets.UTF_8);
		if (!lines.isEmpty()) {
			Escapes.visible(lines)
				.lines()
				.forEach((line) -> this.shown.append(paint.on(line, this.colored)).append('\n'));
		}
	}

	@Override
	public void flush() {
		if (!this.shown.isEmpty()) {
			String lines = this.shown.toString();
			this.shown.setLength(0);
			prompt().print(lines);
		}
	}

}
