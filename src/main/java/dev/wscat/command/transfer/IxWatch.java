package dev.wscat.command.transfer;

import dev.wscat.net.Broadcast;
import dev.wscat.net.MessageBatch;
import dev.wscat.terminal.ClientLog;

/**
 * Says what comes from a client of {@code --format=ix}, and what did not get to it.
 *
 * @param log takes it
 */
record IxWatch(ClientLog log) implements Broadcast.Watch {

	@Override
	public void received(MessageBatch batch) {
		this.log.received(batch);
	}

	@Override
	public void dropped(long messages) {
		this.log.error(messages + ((messages == 1) ? " message was" : " messages were") + " not delivered");
	}

}
