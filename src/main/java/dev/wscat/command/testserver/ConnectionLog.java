package dev.wscat.command.testserver;

import dev.wscat.core.Ending;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;

/**
 * Says who comes and who goes, a line each; messages are for the numbers.
 */
final class ConnectionLog extends ClientLog {

	private final Console console;

	private final String address;

	ConnectionLog(Console console, Turn turn, Session session) {
		super(console, turn);
		this.console = console;
		this.address = address(session);
		console.note("WebSocket connected: " + this.address);
	}

	@Override
	public void received(MessageBatch batch) {
		// counted, see Metrics
	}

	@Override
	public void closed(Ending ending) {
		this.console.note("WebSocket disconnected: " + this.address + describe(ending));
	}

	/** What is usual goes without saying. */
	private static String describe(Ending ending) {
		return ending.closing().isClean() ? "" : " (" + ending.describe() + ")";
	}

}
