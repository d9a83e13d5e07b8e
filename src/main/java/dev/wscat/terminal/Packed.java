package dev.wscat.terminal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Payloads that are gzip (RFC 1952) or zlib (RFC 1950).
 */
final class Packed {

	private static final int SHORTEST_ZLIB = 6;

	private Packed() {
	}

	/** What is packed is larger than allowed. */
	static final class TooBig extends Exception {

		private static final long serialVersionUID = 1L;

	}

	/**
	 * Unpack.
	 * @param bytes anything
	 * @param most largest result, in bytes
	 * @return what was packed, or the same array when it is not packed, or not whole
	 * @throws TooBig when there is more
	 */
	static byte[] unpack(byte[] bytes, int most) throws TooBig {
		boolean gzip = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
		if (!gzip && !isZlib(bytes)) {
			return bytes;
		}
		ByteArrayInputStream source = new ByteArrayInputStream(bytes);
		try (InputStream in = gzip ? new GZIPInputStream(source) : new InflaterInputStream(source)) {
			byte[] unpacked = in.readNBytes(most);
			if (in.read() >= 0) {
				throw new TooBig();
			}
			return unpacked;
		}
		catch (IOException ex) {
			return bytes;
		}
	}

	/**
	 * RFC 1950 section 2.2: the method is deflate, and the first two bytes are checked.
	 */
	private static boolean isZlib(byte[] bytes) {
		return bytes.length >= SHORTEST_ZLIB && (bytes[0] & 0x8f) == 0x08
				&& ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) % 31 == 0;
	}

}
