package dev.wscat.terminal;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.Opcode;
import dev.wscat.core.Utf8;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Trace;
import dev.wscat.net.UpgradeRefused;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Writes each event of a session as a JSON object on a line of its own: what came and
 * what went, in the order of the wire. Used by one thread.
 */
final class JsonlOutput implements EventOutput {

	private static final byte[] TEXT = ",\"text\":".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

	private final ByteSink sink;

	private final JsonlParts parts;

	private final PingTimes pings = new PingTimes();

	private long connection;

	private final byte[] @Nullable [] heads = new byte[32][];

	JsonlOutput(WritableByteChannel out) {
		this.sink = new ByteSink(out);
		this.parts = new JsonlParts(this.sink);
	}

	@Override
	public void opened(Iterable<Map.Entry<String, List<String>>> headers) throws IOException {
		this.connection++;
		Arrays.fill(this.heads, null);
		begin("open");
		List<Map.Entry<String, String>> joined = new ArrayList<>();
		for (Map.Entry<String, List<String>> header : headers) {
			joined.add(Map.entry(header.getKey(), String.join(", ", header.getValue())));
		}
		this.parts.headers(joined);
		this.sink.put(END);
		this.sink.flush();
	}

	@Override
	public void failed(CliException failure) throws IOException {
		this.connection++;
		Arrays.fill(this.heads, null);
		begin("error");
		if (failure.getCause() instanceof UpgradeRefused refused) {
			this.sink.put(",\"code\":");
			this.sink.putNumber(refused.code());
			this.sink.put(",\"reason\":");
			JsonString.write(this.sink, "the server refused the upgrade: " + refused.getMessage());
			this.parts.headers(refused.headers());
			this.sink.put(TEXT);
			JsonString.write(this.sink, refused.body());
		}
		else {
			this.sink.put(",\"reason\":");
			JsonString.write(this.sink, failure.line());
		}
		this.sink.put(END);
		this.sink.flush();
	}

	@Override
	public void message(MessageBatch batch, int index) throws IOException {
		int opcode = batch.opcode(index);
		this.parts.time(batch.micros());
		this.sink.put(head(opcode, batch.isOutgoing(index)));
		this.sink.putNumber(batch.length(index));
		if (opcode == Opcode.CLOSE) {
			closing(batch, index);
		}
		else {
			payload(batch, index);
		}
		if (Opcode.isControl(opcode)) {
			roundTrip(batch, index);
		}
		this.sink.put(END);
	}

	@Override
	public void ended(Ending ending) throws IOException {
		Closing closing = ending.closing();
		if (closing == ending.sent()) {
			begin("error");
		}
		else if (ending.received() == null) {
			begin("close");
			this.sink.put(",\"dir\":\"in\"");
		}
		else {
			return;
		}
		this.sink.put(",\"code\":");
		this.sink.putNumber(closing.code());
		Throwable cause = ending.cause();
		this.sink.put(",\"reason\":");
		JsonString.write(this.sink, (cause != null) ? String.valueOf(cause.getMessage()) : closing.reason());
		this.sink.put("}\n");
		this.sink.flush();
	}

	@Override
	public void flush() throws IOException {
		this.sink.flush();
	}

	private void begin(String event) throws IOException {
		Instant now = Instant.now();
		this.parts.time(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
		this.sink.put("Z\",\"conn\":" + this.connection + ",\"event\":\"" + event + '"');
	}

	/** What stands between the time and the length, made once for each kind. */
	private byte[] head(int opcode, boolean outgoing) {
		int kind = outgoing ? opcode + 16 : opcode;
		byte[] head = this.heads[kind];
		if (head == null) {
			String event = Opcode.isControl(opcode) ? Opcode.name(opcode) : "message";
			String text = "Z\",\"conn\":" + this.connection + ",\"event\":\"" + event + "\",\"dir\":\""
					+ (outgoing ? "out" : "in") + "\",\"opcode\":" + opcode + ",\"len\":";
			head = text.getBytes(StandardCharsets.US_ASCII);
			this.heads[kind] = head;
		}
		return head;
	}

	private void payload(MessageBatch batch, int index) throws IOException {
		int opcode = batch.opcode(index);
		ByteBuf data = batch.data();
		if (opcode == Opcode.TEXT || Opcode.isControl(opcode) && isText(batch.bytes(index))) {
			this.sink.put(TEXT);
			JsonString.write(this.sink, data, batch.offset(index), batch.length(index));
			return;
		}
		this.parts.base64(data, batch.offset(index), batch.length(index));
	}

	private void closing(MessageBatch batch, int index) throws IOException {
		byte[] payload = batch.bytes(index);
		int code = (payload.length < 2) ? Closing.NO_CODE.code() : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
		this.sink.put(",\"code\":");
		this.sink.putNumber(code);
		this.sink.put(",\"reason\":");
		int length = Math.max(0, payload.length - 2);
		JsonString.write(this.sink, Unpooled.wrappedBuffer(payload), payload.length - length, length);
	}

	private void roundTrip(MessageBatch batch, int index) throws IOException {
		if (batch.opcode(index) == Opcode.PING && batch.isOutgoing(index)) {
			this.pings.sent(batch.bytes(index), batch.nanos());
		}
		else if (batch.opcode(index) == Opcode.PONG && !batch.isOutgoing(index)) {
			long micros = this.pings.answered(batch.bytes(index), batch.nanos());
			if (micros >= 0) {
				this.sink.put(",\"rtt_us\":");
				this.sink.putNumber(micros);
			}
		}
	}

	private static boolean isText(byte[] bytes) {
		return Utf8.firstFault(bytes, 0, bytes.length) < 0;
	}

}
