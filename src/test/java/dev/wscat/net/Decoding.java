package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import dev.wscat.testing.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A decoder, what comes out of it as text, and a count of the buffers it has not given
 * back.
 */
final class Decoding implements FrameDecoder.Listener, AutoCloseable {

	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

	private final List<String> events = new ArrayList<>();

	private final boolean masked;

	private final FrameDecoder decoder;

	private @Nullable Closing fault;

	private Decoding(boolean masked, int maxMessage, @Nullable Inflation inflation) {
		this.masked = masked;
		this.decoder = new FrameDecoder(() -> this.allocator, masked, maxMessage, new Share(null), inflation, null,
				Seen.MESSAGES, this);
	}

	/** Frames of a server, which are not masked. */
	static Decoding ofServer() {
		return new Decoding(false, 1 << 20, null);
	}

	/** Frames of a client, which are masked. */
	static Decoding ofClient() {
		return new Decoding(true, 1 << 20, null);
	}

	static Decoding limited(int maxMessage) {
		return new Decoding(false, maxMessage, null);
	}

	static Decoding packed(int maxMessage, boolean keepsContext) {
		return new Decoding(false, maxMessage, new Inflation(keepsContext));
	}

	Decoding frames(Frame... frames) {
		return bytes(Frame.allBytes(this.masked, frames));
	}

	/** One read. */
	Decoding bytes(byte... bytes) {
		ByteBuf in = Unpooled.buffer(bytes.length + 1).writeBytes(bytes);
		try {
			if (this.fault == null) {
				this.decoder.decode(in);
				assertThat(in.isReadable()).as("all bytes are consumed").isFalse();
			}
		}
		catch (ProtocolFault ex) {
			this.fault = ex.closing();
			this.events.add("fault " + ex.closing().code());
		}
		finally {
			in.release();
		}
		assertThat(in.refCnt()).as("the read's buffer is given back").isZero();
		return this;
	}

	/** Each byte as a read of its own. */
	Decoding byteByByte(byte... bytes) {
		for (byte value : bytes) {
			bytes(value);
		}
		return this;
	}

	/** Two reads. */
	Decoding splitAt(int place, byte... bytes) {
		return bytes(Arrays.copyOf(bytes, place)).bytes(Arrays.copyOfRange(bytes, place, bytes.length));
	}

	List<String> events() {
		return this.events;
	}

	String reason() {
		return (this.fault != null) ? this.fault.reason() : "";
	}

	/** Bytes of buffers not given back. */
	long used() {
		return this.allocator.metric().usedHeapMemory() + this.allocator.metric().usedDirectMemory();
	}

	@Override
	public void onMessages(MessageBatch messages) {
		for (int i = 0; i < messages.size(); i++) {
			this.events.add(Opcode.name(messages.opcode(i)) + " " + new String(messages.bytes(i),
					(messages.opcode(i) == Opcode.TEXT) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
		}
		assertThat(messages.release()).as("the last owner").isTrue();
	}

	@Override
	public void onPing(byte[] payload) {
		this.events.add("ping " + new String(payload, StandardCharsets.UTF_8));
	}

	@Override
	public void onPong(byte[] payload) {
		this.events.add("pong " + new String(payload, StandardCharsets.UTF_8));
	}

	@Override
	public void onClose(Closing closing) {
		this.events.add("close " + closing.code() + " " + closing.reason());
	}

	/** Ends the decoder, and counts its buffers. */
	@Override
	public void close() {
		this.decoder.release();
		assertThat(used()).as("bytes of buffers not given back").isZero();
	}

}
