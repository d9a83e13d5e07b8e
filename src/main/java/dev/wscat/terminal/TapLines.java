package dev.wscat.terminal;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import dev.wscat.core.Utf8;
import dev.wscat.net.Tap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes what a proxy's tap hears as jsonl: the lines of {@link JsonlOutput}, of many
 * connections, {@code in} from the client and {@code out} from the server. Used by one
 * thread.
 */
final class TapLines {

	private final ByteSink sink;

	private final JsonlParts parts;

	TapLines(WritableByteChannel out) {
		this.sink = new ByteSink(out);
		this.parts = new JsonlParts(this.sink);
	}

	void opened(long micros, long connection, String uri, String server, Iterable<Map.Entry<String, String>> headers)
			throws IOException {
		begin(micros, connection, "open");
		string("uri", uri);
		string("server", server);
		this.parts.headers(headers);
		end();
	}

	void refused(long micros, long connection, int status, String reason) throws IOException {
		begin(micros, connection, "error");
		number("code", status);
		string("reason", reason);
		end();
	}

	void lost(long micros, long connection, boolean server) throws IOException {
		begin(micros, connection, "close");
		string("dir", server ? "out" : "in");
		number("code", Closing.LOST.code());
		string("reason", "");
		end();
	}

	void passed(Tap.Event event) throws IOException {
		int opcode = event.opcode();
		begin(event.micros(), event.connection(),
				(opcode >= Opcode.CLOSE && opcode <= Opcode.PONG) ? Opcode.name(opcode) : "message");
		string("dir", event.fromServer() ? "out" : "in");
		number("opcode", opcode);
		number("len", event.length());
		byte[] payload = event.payload();
		if (opcode == Opcode.CLOSE) {
			closing(payload);
		}
		else {
			payload(event, payload);
		}
		if (!event.fate().equals("passed")) {
			string("fate", event.fate());
		}
		byte[] instead = event.instead();
		if (instead != null) {
			this.sink.put(",\"sent\":");
			text(instead, wholeCharacters(instead));
		}
		end();
	}

	private void payload(Tap.Event event, byte[] payload) throws IOException {
		boolean cut = payload.length < event.length();
		int length = (cut && event.opcode() == Opcode.TEXT) ? wholeCharacters(payload) : payload.length;
		boolean mayBeText = !event.isPacked() && event.opcode() != Opcode.BINARY;
		if (mayBeText && Utf8.firstFault(payload, 0, length) < 0) {
			this.sink.put(",\"text\":");
			text(payload, length);
		}
		else {
			this.parts.base64(Unpooled.wrappedBuffer(payload), 0, payload.length);
		}
		if (cut) {
			this.sink.put(",\"cut\":true");
		}
		if (event.isPacked()) {
			this.sink.put(",\"packed\":true");
		}
	}

	/** Without the beginning of a character whose rest is cut off. */
	private static int wholeCharacters(byte[] text) {
		int last = text.length - 1;
		while (last > 0 && text.length - last < 4 && (text[last] & 0xc0) == 0x80) {
			last--;
		}
		int first = (last >= 0) ? text[last] & 0xff : 0;
		int needed = (first < 0xc0) ? 1 : (first < 0xe0) ? 2 : (first < 0xf0) ? 3 : 4;
		return (text.length - last < needed) ? last : text.length;
	}

	private void closing(byte[] payload) throws IOException {
		int code = (payload.length < 2) ? Closing.NO_CODE.code() : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
		number("code", code);
		byte[] reason = (payload.length > 2) ? Arrays.copyOfRange(payload, 2, payload.length) : new byte[0];
		string("reason", new String(reason, StandardCharsets.UTF_8));
	}

	void flush() throws IOException {
		this.sink.flush();
	}

	private void begin(long micros, long connection, String event) throws IOException {
		this.parts.time(micros);
		this.sink.put("Z\",\"conn\":" + connection + ",\"event\":\"" + event + '"');
	}

	private void string(String key, String value) throws IOException {
		this.sink.put(",\"" + key + "\":");
		JsonString.write(this.sink, value);
	}

	private void text(byte[] bytes, int length) throws IOException {
		ByteBuf text = Unpooled.wrappedBuffer(bytes);
		JsonString.write(this.sink, text, 0, length);
	}

	private void number(String key, long value) throws IOException {
		this.sink.put(",\"" + key + "\":");
		this.sink.putNumber(value);
	}

	private void end() throws IOException {
		this.sink.put("}\n");
	}

	static long now() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
	}

}
