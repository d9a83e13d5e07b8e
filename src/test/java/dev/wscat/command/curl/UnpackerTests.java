package dev.wscat.command.curl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import dev.wscat.core.CliException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * RFC 1950 to 1952.
 */
class UnpackerTests {

	private static final byte[] TEXT = "some text, ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 1000, 1_000_000 })
	void unpacksPiecesOfAnySize(int size) throws IOException {
		assertThat(unpacked("gzip", gzip(), size)).isEqualTo(TEXT);
		assertThat(unpacked("x-GZip ", gzip(), size)).isEqualTo(TEXT);
		assertThat(unpacked("deflate", deflated(false), size)).isEqualTo(TEXT);
		assertThat(unpacked("deflate", deflated(true), size)).isEqualTo(TEXT);
	}

	@Test
	void readsAHeadWithAllItsParts() throws IOException {
		byte[] plain = gzip();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(new byte[] { 0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3 });
		bytes.writeBytes(new byte[] { 3, 0, 'x', 'y', 'z', 'n', 'a', 0, 'c', 'o', 0, 1, 2 });
		bytes.write(plain, 10, plain.length - 10);
		assertThat(unpacked("gzip", bytes.toByteArray(), 1)).isEqualTo(TEXT);
	}

	@Test
	void knowsWhatIsNotPackedAndWhatItDoesNotKnow() {
		assertThat(Unpacker.of(null)).isNull();
		assertThat(Unpacker.of("identity")).isNull();
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> Unpacker.of("br"))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(CurlCode.BAD_PACKING));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 12, 100, -8, -1 })
	void tellsADamagedByte(int at) throws IOException {
		byte[] bytes = gzip();
		bytes[(at < 0) ? bytes.length + at : at] ^= 0x55;
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> unpacked("gzip", bytes, 100))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(CurlCode.BAD_PACKING));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 50, -8, -1 })
	void tellsAnEndThatIsTooEarly(int at) throws IOException {
		byte[] bytes = gzip();
		byte[] cut = Arrays.copyOf(bytes, (at < 0) ? bytes.length + at : at);
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> unpacked("gzip", cut, 100))
			.withMessageContaining("too early");
	}

	private static byte[] unpacked(String encoding, byte[] packed, int size) throws IOException {
		Unpacker unpacker = Objects.requireNonNull(Unpacker.of(encoding));
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		for (int from = 0; from < packed.length; from += size) {
			ByteBuffer piece = ByteBuffer.wrap(packed, from, Math.min(size, packed.length - from));
			unpacker.unpack(piece, (block) -> {
				byte[] bytes = new byte[block.remaining()];
				block.get(bytes);
				text.writeBytes(bytes);
			});
		}
		unpacker.end();
		return text.toByteArray();
	}

	private static byte[] gzip() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write(TEXT);
		}
		return bytes.toByteArray();
	}

	private static byte[] deflated(boolean raw) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(6, raw))) {
			out.write(TEXT);
		}
		return bytes.toByteArray();
	}

}
