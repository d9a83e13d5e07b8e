package dev.wscat.command.connect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;

import dev.wscat.net.MessageBatch;
import dev.wscat.terminal.Escapes;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Counts what is received, and looks for what is waited for. What comes after that is not
 * printed, so that the output of a script ends with what it waited for.
 */
final class Reception implements Relay.Watch {

	private static final int SHOWN = 200;

	private final List<Expectation> expectations;

	private final int count;

	private final LongSupplier clock;

	private final Sinks.Empty<Void> met = Sinks.empty();

	private int next;

	private boolean isMet;

	private long messages;

	private long bytes;

	private long firstAt;

	private long surplus;

	private byte @Nullable [] last;

	private int lastLength;

	/**
	 * Create a reception.
	 * @param expectations messages to wait for, in this order
	 * @param count how many messages to wait for, 0 for any number
	 * @param clock tells the time of the first message
	 */
	Reception(List<Expectation> expectations, int count, LongSupplier clock) {
		this.expectations = expectations;
		this.count = count;
		this.clock = clock;
	}

	@Override
	public synchronized boolean onMessage(MessageBatch batch, int index) {
		if (this.isMet) {
			this.surplus++;
			this.bytes += batch.length(index);
			return false;
		}
		this.messages++;
		this.bytes += batch.length(index);
		if (this.messages == 1) {
			this.firstAt = this.clock.getAsLong();
		}
		keep(batch, index);
		if (this.next < this.expectations.size() && this.expectations.get(this.next).isMetBy(batch.text(index))) {
			this.next++;
		}
		if (isExpecting() && this.next == this.expectations.size() && this.messages >= this.count) {
			this.isMet = true;
			this.met.tryEmitEmpty();
		}
		return true;
	}

	/** Completes empty with the message that was waited for. */
	Mono<Void> met() {
		return this.met.asMono();
	}

	boolean isExpecting() {
		return this.count > 0 || !this.expectations.isEmpty();
	}

	synchronized boolean isMet() {
		return this.isMet;
	}

	/** Whether a message with a certain content is still waited for. */
	synchronized boolean isUnmet() {
		return this.next < this.expectations.size();
	}

	synchronized long messages() {
		return this.messages + this.surplus;
	}

	synchronized long bytes() {
		return this.bytes;
	}

	/** When the first message came, or 0. */
	synchronized long firstAt() {
		return this.firstAt;
	}

	/** How many messages came after what was waited for. */
	synchronized long surplus() {
		return this.surplus;
	}

	/** Say what is still waited for, and what came instead. */
	synchronized String describe() {
		StringBuilder text = new StringBuilder();
		if (this.next < this.expectations.size()) {
			text.append("no message matched ").append(this.expectations.get(this.next).text());
		}
		else if (this.messages < this.count) {
			text.append("not ").append(this.count).append((this.count == 1) ? " message" : " messages").append(" came");
		}
		else {
			text.append("the session had not ended");
		}
		text.append("; received ").append(this.messages).append((this.messages == 1) ? " message" : " messages");
		if (this.last != null) {
			text.append(", the last: ").append(shown(this.last, this.lastLength));
		}
		return text.toString();
	}

	private void keep(MessageBatch batch, int index) {
		this.lastLength = batch.length(index);
		byte[] head = new byte[Math.min(this.lastLength, SHOWN)];
		batch.data().getBytes(batch.offset(index), head);
		this.last = head;
	}

	private static String shown(byte[] head, int length) {
		String text = Escapes.oneLine(new String(head, StandardCharsets.UTF_8));
		return (length > head.length) ? text.replaceFirst("\ufffd+$", "") + "... (" + length + " bytes)" : text;
	}

}
