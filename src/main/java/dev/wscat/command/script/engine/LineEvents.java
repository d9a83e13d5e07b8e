package dev.wscat.command.script.engine;

import dev.wscat.core.Closing;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Our part in JavaScript that is told what happens to connections; on the program's
 * thread.
 */
final class LineEvents {

	private final Value events;

	private final Value text;

	private final Value binary;

	/**
	 * Create from {@code lib.peer} or {@code lib.client}.
	 * @param events the functions
	 */
	LineEvents(Value events) {
		this.events = events;
		this.text = events.getMember("text");
		this.binary = events.getMember("binary");
	}

	Value open(Value server, Line line, String url, String protocol, String address) {
		return this.events.invokeMember("open", server, line, url, protocol, address);
	}

	void opened(Value socket, String protocol, String extensions) {
		this.events.invokeMember("opened", socket, protocol, extensions);
	}

	void text(Value known, String message) {
		this.text.executeVoid(known, message);
	}

	void binary(Value known, byte[] message) {
		this.binary.executeVoid(known, HostFunctions.buffer(message));
	}

	void drained(Value known) {
		this.events.invokeMember("drained", known);
	}

	void closed(Value known, Closing closing, boolean clean, @Nullable String fault) {
		if (fault != null) {
			this.events.invokeMember("closed", known, closing.code(), closing.reason(), clean, fault);
		}
		else {
			this.events.invokeMember("closed", known, closing.code(), closing.reason(), clean);
		}
	}

}
