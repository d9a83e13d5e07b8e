package dev.wscat.command.transfer;

import java.util.UUID;

import dev.wscat.core.Closing;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.transfer.Kinds;
import dev.wscat.net.transfer.Letter;
import dev.wscat.terminal.ClientLog;

/**
 * A client of the server, as the {@link Depot} sees it. Guarded by its lock.
 */
class Party {

	/** Letters that may wait for a client who does not read. */
	private static final int MOST_WAITING = 1 << 20;

	private static final Closing SLOW = new Closing(1013, "too slow");

	private final int number;

	private final UUID id;

	private final Visitor visitor;

	private boolean dismissed;

	Party(int number, UUID id, Visitor visitor) {
		this.number = number;
		this.id = id;
		this.visitor = visitor;
	}

	int number() {
		return this.number;
	}

	UUID id() {
		return this.id;
	}

	ClientLog log() {
		return this.visitor.log();
	}

	/** Whether nothing it says counts any more. */
	boolean isDismissed() {
		return this.dismissed;
	}

	void say(Letter letter) {
		this.visitor.post().send(letter.write());
		look(MOST_WAITING);
	}

	/** Pass a message on as it is. */
	void pass(MessageBatch batch, int index, long underWay) {
		this.visitor.post().pass(batch, index);
		look(MOST_WAITING + underWay);
	}

	private void look(long most) {
		if (this.visitor.post().waiting() > most) {
			this.dismissed = true;
			this.visitor.dismissal().tryEmitValue(SLOW);
		}
	}

	void dismiss(Closing closing) {
		this.visitor.post().send(Letter.text(Kinds.FAULT, 0, 0, 0, closing.reason()).write());
		this.dismissed = true;
		this.visitor.dismissal().tryEmitValue(closing);
	}

}
