package dev.wscat.command.broadcast;

import dev.wscat.net.Broadcast;
import dev.wscat.net.MessageBatch;
import dev.wscat.terminal.ClientLog;

/**
 * Logs the messages that a client was not sent: a line a second at most, and how many
 * there were in all when it has gone.
 */
final class Drops implements Broadcast.Watch {

	private static final long PAUSE_NANOS = 1_000_000_000;

	private final ClientLog log;

	private long total;

	private long untold;

	private long lastTold = System.nanoTime() - PAUSE_NANOS;

	private boolean over;

	Drops(ClientLog log) {
		this.log = log;
	}

	@Override
	public void received(MessageBatch batch) {
		this.log.received(batch);
	}

	@Override
	public synchronized void dropped(long messages) {
		this.total += messages;
		this.untold += messages;
		long now = System.nanoTime();
		if (this.over) {
			tellTotal();
		}
		else if (now - this.lastTold >= PAUSE_NANOS) {
			this.lastTold = now;
			this.log.say("too slow, " + counted(this.untold) + " dropped");
			this.untold = 0;
		}
	}

	/** The client has gone, or is about to. */
	synchronized void end() {
		this.over = true;
		if (this.total > 0) {
			tellTotal();
		}
	}

	private void tellTotal() {
		this.log.error(counted(this.total) + " not delivered");
	}

	private static String counted(long messages) {
		return messages + ((messages == 1) ? " message was" : " messages were");
	}

}
