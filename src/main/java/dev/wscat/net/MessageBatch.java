package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import dev.wscat.core.Opcode;
import dev.wscat.core.ServerWatch;
import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;

/**
 * The whole messages that one read brought, in order, as places in one buffer. Counted:
 * who takes it over releases it. What else there may be in it is for {@link Seen} to say:
 * control frames, and frames of ours.
 */
public final class MessageBatch extends AbstractReferenceCounted {

	/** Marks, beside the opcode, what we sent. */
	private static final int OUTGOING = 0x10;

	private final ByteBuf data;

	private int[] places = new int[12];

	private int size;

	private long nanos;

	private long micros;

	MessageBatch(ByteBuf data) {
		this.data = data;
	}

	void add(int opcode, int offset, int length) {
		int at = this.size * 3;
		if (at == this.places.length) {
			this.places = Arrays.copyOf(this.places, at * 2);
		}
		this.places[at] = opcode;
		this.places[at + 1] = offset;
		this.places[at + 2] = length;
		this.size++;
	}

	void addOutgoing(int opcode, int offset, int length) {
		add(opcode | OUTGOING, offset, length);
	}

	/** Say that it came, or went, now. */
	void stamp() {
		Instant now = Instant.now();
		this.micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
		this.nanos = System.nanoTime();
	}

	/** Tell how much of each kind was received. */
	void tell(ServerWatch watch) {
		int texts = 0;
		int binaries = 0;
		long textBytes = 0;
		long binaryBytes = 0;
		for (int i = 0; i < this.size; i++) {
			if (this.places[i * 3] == Opcode.TEXT) {
				texts++;
				textBytes += length(i);
			}
			else if (this.places[i * 3] == Opcode.BINARY) {
				binaries++;
				binaryBytes += length(i);
			}
		}
		watch.received(texts, textBytes, binaries, binaryBytes);
	}

	boolean isIn(ByteBuf buffer) {
		return this.data == buffer;
	}

	/**
	 * Return how many messages there are.
	 * @return one or more
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Tell text from binary, and both from control frames.
	 * @param index which message
	 * @return {@link Opcode#TEXT} or {@link Opcode#BINARY}, or that of a control frame if
	 * such are seen
	 */
	public int opcode(int index) {
		return this.places[index * 3] & 0x0f;
	}

	/**
	 * Tell what we sent from what the peer did.
	 * @param index which message
	 * @return whether we sent it
	 */
	public boolean isOutgoing(int index) {
		return (this.places[index * 3] & OUTGOING) != 0;
	}

	/**
	 * Return when the messages came, or went.
	 * @return microseconds since 1970; 0 unless more than messages are seen
	 */
	public long micros() {
		return this.micros;
	}

	/**
	 * Return when the messages came, or went, by a clock that is never set.
	 * @return to be compared with that of another batch; 0 unless more than messages are
	 * seen
	 */
	public long nanos() {
		return this.nanos;
	}

	/**
	 * Return where a message begins.
	 * @param index which message
	 * @return index into {@link #data()}
	 */
	public int offset(int index) {
		return this.places[index * 3 + 1];
	}

	/**
	 * Return how long a message is.
	 * @param index which message
	 * @return length in bytes
	 */
	public int length(int index) {
		return this.places[index * 3 + 2];
	}

	/**
	 * Return the buffer that holds the messages.
	 * @return a buffer to be read by index only
	 */
	public ByteBuf data() {
		return this.data;
	}

	/**
	 * Copy a message out.
	 * @param index which message
	 * @return its bytes
	 */
	public byte[] bytes(int index) {
		byte[] bytes = new byte[length(index)];
		this.data.getBytes(offset(index), bytes);
		return bytes;
	}

	/**
	 * Copy a text message out.
	 * @param index which message
	 * @return its text
	 */
	public String text(int index) {
		return this.data.toString(offset(index), length(index), StandardCharsets.UTF_8);
	}

	@Override
	public MessageBatch touch(Object hint) {
		return this;
	}

	@Override
	protected void deallocate() {
		this.data.release();
	}

}
