package dev.wscat.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compressed payloads.
 */
class PackedTests {

	private static final byte[] TEXT = "{\"bid\":1,\"ask\":2}".repeat(100).getBytes(StandardCharsets.UTF_8);

	@Test
	void gzipAndZlibAreUnpacked() throws Exception {
		assertThat(Packed.unpack(packed(true, TEXT), 1 << 20)).isEqualTo(TEXT);
		assertThat(Packed.unpack(packed(false, TEXT), 1 << 20)).isEqualTo(TEXT);
		assertThat(Packed.unpack(packed(true, new byte[0]), 1 << 20)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "plain text", "x\u0001abcdefghi", "\u001f\u008b",
			"\u001f\u008b\u0008garbage behind it" })
	void whatIsNotPackedIsTheSameArray(String text) throws Exception {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(Packed.unpack(bytes, 1 << 20)).isSameAs(bytes);
	}

	@Test
	void whatIsCutOffIsLeftAlone() throws Exception {
		for (boolean gzip : new boolean[] { true, false }) {
			byte[] whole = packed(gzip, TEXT);
			for (int length = 0; length < whole.length; length++) {
				byte[] cut = Arrays.copyOf(whole, length);
				assertThat(Packed.unpack(cut, 1 << 20)).as("first " + length).isSameAs(cut);
			}
		}
	}

	@Test
	void aBombIsFoundAtTheLimit() throws Exception {
		byte[] bomb = packed(true, new byte[50_000_000]);
		assertThat(bomb).hasSizeLessThan(100_000);
		assertThatExceptionOfType(Packed.TooBig.class).isThrownBy(() -> Packed.unpack(bomb, 1 << 20));
		assertThat(Packed.unpack(packed(false, TEXT), TEXT.length)).isEqualTo(TEXT);
		assertThatExceptionOfType(Packed.TooBig.class)
			.isThrownBy(() -> Packed.unpack(packed(false, TEXT), TEXT.length - 1));
	}

	private static byte[] packed(boolean gzip, byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (OutputStream packing = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
			packing.write(bytes);
		}
		return out.toByteArray();
	}

}
