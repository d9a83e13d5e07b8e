package dev.wscat.net.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One map of MessagePack with values that are strings, bytes, lists of bytes or numbers.
 * Written out here, since so little of it is needed: the library for it reaches into the
 * JVM by ways that newer ones warn of.
 */
final class IxMsgPack {

	private final ByteBuffer in;

	IxMsgPack(ByteBuffer in) {
		this.in = in;
	}

	Map<String, byte[]> map() {
		try {
			int type = this.in.get() & 0xff;
			long size = switch (type) {
				case 0xde -> this.in.getShort() & 0xffff;
				case 0xdf -> this.in.getInt() & 0xffffffffL;
				default -> type & 0x0f;
			};
			if (size > IxMessage.MOST_FIELDS) {
				throw new TransferFault("a map of " + size + " values");
			}
			Map<String, byte[]> fields = new TreeMap<>();
			for (int i = 0; i < size; i++) {
				fields.put(new String(value(), StandardCharsets.UTF_8), value());
			}
			return fields;
		}
		catch (BufferUnderflowException ex) {
			throw new TransferFault("a map that is cut off");
		}
	}

	private byte[] value() {
		int type = this.in.get() & 0xff;
		if (type < 0x80) {
			return number(type);
		}
		if (type >= 0xa0 && type <= 0xbf) {
			return bytes(type & 0x1f);
		}
		if (type >= 0x90 && type <= 0x9f) {
			return list(type & 0x0f);
		}
		return switch (type) {
			case 0xc0 -> new byte[0];
			case 0xc2 -> "false".getBytes(StandardCharsets.UTF_8);
			case 0xc3 -> "true".getBytes(StandardCharsets.UTF_8);
			case 0xc4, 0xd9 -> bytes(this.in.get() & 0xff);
			case 0xc5, 0xda -> bytes(this.in.getShort() & 0xffff);
			case 0xc6, 0xdb -> bytes(this.in.getInt() & 0xffffffffL);
			case 0xdc -> list(this.in.getShort() & 0xffff);
			case 0xdd -> list(this.in.getInt() & 0xffffffffL);
			case 0xcc -> number(this.in.get() & 0xff);
			case 0xcd -> number(this.in.getShort() & 0xffff);
			case 0xce -> number(this.in.getInt() & 0xffffffffL);
			case 0xcf, 0xd3 -> number(this.in.getLong());
			default -> throw new TransferFault("a value of an unknown kind: " + type);
		};
	}

	private static byte[] number(long value) {
		return Long.toUnsignedString(value).getBytes(StandardCharsets.UTF_8);
	}

	private byte[] bytes(long length) {
		if (length > this.in.remaining()) {
			throw new BufferUnderflowException();
		}
		byte[] bytes = new byte[(int) length];
		this.in.get(bytes);
		return bytes;
	}

	/** A vector of bytes, one by one. */
	private byte[] list(long length) {
		if (length > this.in.remaining()) {
			throw new BufferUnderflowException();
		}
		byte[] bytes = new byte[(int) length];
		for (int i = 0; i < bytes.length; i++) {
			int type = this.in.get() & 0xff;
			bytes[i] = (type == 0xcc) ? this.in.get() : (byte) type;
		}
		return bytes;
	}

	static byte[] write(Map<String, byte[]> fields) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(0x80 | fields.size());
		fields.forEach((name, value) -> {
			write(out, name.getBytes(StandardCharsets.UTF_8), 0xd9);
			write(out, value, name.equals("content") ? 0xc4 : 0xd9);
		});
		return out.toByteArray();
	}

	private static void write(ByteArrayOutputStream out, byte[] value, int kind) {
		boolean text = kind == 0xd9;
		if (text && value.length < 32) {
			out.write(0xa0 | value.length);
		}
		else if (value.length < 256) {
			out.write(kind);
			out.write(value.length);
		}
		else {
			out.write(kind + 2);
			out.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
		}
		out.writeBytes(value);
	}

}
