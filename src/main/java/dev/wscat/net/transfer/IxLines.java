package dev.wscat.net.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named values as lines: name, blank, the value in hex.
 */
final class IxLines {

	private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_NAME = 64;

	private IxLines() {
	}

	static Map<String, byte[]> read(ByteBuffer from) {
		Map<String, byte[]> fields = new TreeMap<>();
		while (from.hasRemaining()) {
			int end = find(from, (byte) '\n');
			int blank = find(from, (byte) ' ');
			if (blank >= end || blank - from.position() > LONGEST_NAME) {
				throw new TransferFault("a line that is no name with its value");
			}
			byte[] name = new byte[blank - from.position()];
			from.get(name).get();
			if ((end - from.position()) % 2 != 0 || fields.size() == IxMessage.MOST_FIELDS) {
				throw new TransferFault("a value that is no hex, or too many of them");
			}
			byte[] value = new byte[(end - from.position()) / 2];
			for (int i = 0; i < value.length; i++) {
				value[i] = (byte) (digit(from.get()) << 4 | digit(from.get()));
			}
			fields.put(new String(name, StandardCharsets.UTF_8), value);
			if (from.hasRemaining()) {
				from.get();
			}
		}
		return fields;
	}

	private static int find(ByteBuffer in, byte wanted) {
		for (int i = in.position(); i < in.limit(); i++) {
			if (in.get(i) == wanted) {
				return i;
			}
		}
		return in.limit();
	}

	private static int digit(byte value) {
		int digit = Character.digit((char) (value & 0xff), 16);
		if (digit < 0) {
			throw new TransferFault("a value that is no hex");
		}
		return digit;
	}

	/** The largest value is held once: its hex is written where it stays. */
	static byte[] write(Map<String, byte[]> fields) {
		int size = fields.entrySet()
			.stream()
			.mapToInt((field) -> field.getKey().length() + 2 + 2 * field.getValue().length)
			.sum();
		ByteArrayOutputStream out = new ByteArrayOutputStream(size);
		fields.forEach((name, value) -> {
			out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
			out.write(' ');
			for (byte one : value) {
				out.write(DIGITS[one >> 4 & 0x0f]);
				out.write(DIGITS[one & 0x0f]);
			}
			out.write('\n');
		});
		return out.toByteArray();
	}

}
