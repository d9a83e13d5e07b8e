package dev.wscat.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.wscat.net.Trace;
import io.netty.buffer.ByteBuf;

/**
 * What the lines of jsonl have in common. Used by one thread.
 */
final class JsonlParts {

	/** Bytes of which base64 is made at once, a multiple of three. */
	private static final int PIECE = 3 << 12;

	private final ByteSink sink;

	private long second = -1;

	private byte[] secondText = {};

	JsonlParts(ByteSink sink) {
		this.sink = sink;
	}

	/**
	 * Begin a line.
	 * @param micros microseconds since 1970
	 * @throws IOException if the sink cannot be written
	 */
	void time(long micros) throws IOException {
		if (micros / 1_000_000 != this.second) {
			this.second = micros / 1_000_000;
			String text = Instant.ofEpochSecond(this.second).toString();
			this.secondText = ("{\"ts\":\"" + text.substring(0, text.length() - 1) + '.')
				.getBytes(StandardCharsets.US_ASCII);
		}
		this.sink.put(this.secondText);
		int at = this.sink.room(6);
		int rest = (int) (micros % 1_000_000);
		for (int i = at + 5; i >= at; i--) {
			this.sink.buffer()[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		this.sink.used(at + 6);
	}

	/**
	 * Append headers, but not what they keep secret.
	 * @param headers names and values
	 * @throws IOException if the sink cannot be written
	 */
	void headers(Iterable<Map.Entry<String, String>> headers) throws IOException {
		this.sink.put(",\"headers\":{");
		Set<String> names = new HashSet<>();
		for (Map.Entry<String, String> header : headers) {
			String name = header.getKey().toLowerCase(Locale.ROOT);
			// an object has each key once
			if (!names.add(name)) {
				continue;
			}
			if (names.size() > 1) {
				this.sink.put(',');
			}
			JsonString.write(this.sink, header.getKey());
			this.sink.put(':');
			JsonString.write(this.sink, Trace.SECRETS.contains(name) ? "(hidden)" : header.getValue());
		}
		this.sink.put('}');
	}

	/**
	 * Append bytes in base64.
	 * @param data where they are
	 * @param offset index of the first
	 * @param length how many
	 * @throws IOException if the sink cannot be written
	 */
	void base64(ByteBuf data, int offset, int length) throws IOException {
		this.sink.put(",\"base64\":\"");
		for (int done = 0; done < length; done += PIECE) {
			byte[] piece = new byte[Math.min(PIECE, length - done)];
			data.getBytes(offset + done, piece);
			this.sink.put(Base64.getEncoder().encode(piece));
		}
		this.sink.put('"');
	}

}
