package dev.wscat.command.chatserver;

import java.security.SecureRandom;
import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.Pages;
import dev.wscat.cli.ServerCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Limit;
import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import dev.wscat.net.Site;
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code wscat chat-server}: rooms for people who talk, by a page, a terminal or a
 * program.
 */
public final class ChatServerCommand extends ServerCommand {

	private static final Closing BUG = new Closing(1011, "");

	/** In UTF-8, at most. */
	private static final int BYTES_OF_CHARACTER = 4;

	/** The rest of a message. */
	private static final int ROOM_FOR_NAMES = 1024;

	private static final int MOST_ROOMS = 10_000;

	private final Option history = Option
		.number("--history", "N", "Messages of a room that those who come later are shown")
		.initially("50");

	private final Option longestText = Option.number("--max-text", "N", "Characters of a message, at most")
		.initially("2000");

	private final Option mostRooms = Option.number("--max-rooms", "N", "Rooms at once").initially("100");

	private final Option userRate = Option
		.number("--user-rate", "N", "Messages of a user a second; those above are not delivered, and the user is told")
		.initially("10");

	private @Nullable Chat chat;

	private @Nullable Console console;

	/** Create the command. */
	public ChatServerCommand() {
		super(3000, "64KB");
	}

	@Override
	public void defineOwn(Options options) {
		options.add(this.history, this.longestText, this.mostRooms, this.userRate);
		super.defineOwn(options);
	}

	@Override
	public void check() {
		super.check();
		between(this.history, 0, 1000);
		between(this.longestText, 1, 100_000);
		between(this.mostRooms, 1, MOST_ROOMS);
		between(this.userRate, 1, 100_000);
		if (this.longestText.number() * BYTES_OF_CHARACTER + ROOM_FOR_NAMES > maxMessage()) {
			throw new CliException(ExitCode.USAGE, "invalid --max-text: " + this.longestText.number()
					+ " characters do not fit into --max-message=" + maxMessage() + "; raise that too");
		}
	}

	private static void between(Option option, int least, int most) {
		if (option.number() < least || option.number() > most) {
			throw new CliException(ExitCode.USAGE, "invalid " + option.names().get(0) + ": " + option.number()
					+ " is not between " + least + " and " + most);
		}
	}

	@Override
	protected Site.Pages pages() {
		return new Pages("chat");
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		Chat made = new Chat(
				new Rules(this.longestText.number(), this.history.number(), this.mostRooms.number(),
						this.userRate.number()),
				Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX), System::currentTimeMillis);
		this.chat = made;
		this.console = console;
		return super.run(console, stop.doOnTerminate(made::close));
	}

	@Override
	protected Mono<Void> serve(Session session, ClientLog log) {
		return (this.chat != null) ? serve(session, log, this.chat) : Mono.empty();
	}

	private Mono<Void> serve(Session session, ClientLog log, Chat present) {
		Guest guest = new Guest(new Mailbox(), new Bucket(this.userRate.number(), System::nanoTime));
		Wish wish = Wish.of(session.getHandshakeInfo().getUri());
		List<String> rooms = wish.rooms().isEmpty() ? List.of(Rules.LOBBY) : wish.rooms();
		Mono<Void> outgoing = session.sendMessages(guest.mailbox().contents());
		Mono<Void> incoming = session.batches().doOnNext((batch) -> {
			log.received(batch);
			receive(present, guest, batch);
		}).then();
		Mono<Void> dismissed = guest.mailbox()
			.dismissal()
			.takeUntilOther(session.closing())
			.flatMap((closing) -> dismiss(session, guest, closing));
		present.enter(guest, wish.user(), rooms);
		return Mono.when(outgoing, incoming, dismissed)
			.onErrorResume((error) -> fail(session, error))
			.doFinally((signal) -> present.leave(guest));
	}

	private static void receive(Chat present, Guest guest, MessageBatch batch) {
		try {
			for (int i = 0, size = batch.size(); i < size; i++) {
				if (batch.opcode(i) == Opcode.TEXT) {
					present.receive(guest, batch.text(i));
				}
				else {
					present.refuseBinary(guest);
				}
			}
		}
		finally {
			batch.release();
		}
	}

	private Mono<Void> dismiss(Session session, Guest guest, Closing closing) {
		Mono<Ending> closed = (closing == Mailbox.SLOW) ? session.close(Limit.SLOW, closing) : session.close(closing);
		return closed.doOnNext((ending) -> {
			long lost = guest.mailbox().lost() + session.unsent();
			say((guest.name().isEmpty() ? "someone" : guest.name()) + " had to go: " + closing
					+ ((lost > 0) ? ", " + lost + " messages were not delivered" : ""));
		}).then();
	}

	/** A fault of ours ends one session only. */
	private Mono<Void> fail(Session session, Throwable error) {
		say("a session fails: " + error);
		return session.close(BUG).then();
	}

	private void say(String line) {
		if (this.console != null) {
			this.console.error(line);
		}
	}

}
