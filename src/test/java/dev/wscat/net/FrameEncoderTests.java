package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6455 section 5.2 and 5.3 for what we send.
 */
class FrameEncoderTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 9, 125, 126, 127, 65_535, 65_536, 100_000 })
	void whatTheEncoderWritesTheDecoderReads(int length) {
		String text = "0123456789".repeat(length / 10 + 1).substring(0, length);
		try (Decoding decoding = Decoding.ofServer()) {
			decoding.bytes(encoded(false, Opcode.TEXT, text));
			assertThat(decoding.events()).containsExactly("text " + text);
		}
		try (Decoding decoding = Decoding.ofClient()) {
			decoding.bytes(encoded(true, Opcode.BINARY, text));
			assertThat(decoding.events()).containsExactly("binary " + text);
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10" })
	void theLengthIsInItsShortestForm(int length, int header) {
		assertThat(encoded(false, Opcode.TEXT, "x".repeat(length))).hasSize(header + length);
		assertThat(encoded(true, Opcode.TEXT, "x".repeat(length))).hasSize(header + 4 + length);
	}

	@Test
	void theExamplesOfSection57() {
		assertThat(ByteBufUtil.hexDump(encoded(false, Opcode.TEXT, "Hello"))).isEqualTo("810548656c6c6f");
		assertThat(ByteBufUtil.hexDump(encoded(false, Opcode.PING, "Hello"))).isEqualTo("890548656c6c6f");
	}

	@Test
	void section53EachFrameHasAFreshMaskingKey() {
		FrameEncoder encoder = new FrameEncoder(true, null, null, 0);
		Set<Integer> keys = new HashSet<>();
		for (int i = 0; i < 5000; i++) {
			ByteBuf out = Unpooled.buffer();
			encoder.encode(out, Opcode.TEXT, new byte[0]);
			assertThat(out.getUnsignedShort(0)).isEqualTo(0x8180);
			keys.add(out.getInt(2));
		}
		// two of 5000 random keys are equal once in 340 runs, three pairs never
		assertThat(keys).hasSizeGreaterThan(4997);
		encoder.release();
	}

	@Test
	void section54AMessageIsCutIntoFragmentsAlsoInsideACharacter() {
		FrameEncoder encoder = new FrameEncoder(false, null, null, 2);
		ByteBuf out = Unpooled.buffer();
		encoder.encode(out, Opcode.TEXT, "a\u20acb".getBytes(StandardCharsets.UTF_8));
		encoder.encode(out, Opcode.BINARY, new byte[] { 1, 2 });
		encoder.encode(out, Opcode.TEXT, new byte[0]);
		encoder.encode(out, Opcode.PING, "whole".getBytes(StandardCharsets.UTF_8));
		encoder.release();
		assertThat(ByteBufUtil.hexDump(out))
			.isEqualTo("010261e2" + "000282ac" + "800162" + "82020102" + "8100" + "890577686f6c65");
	}

	@Test
	void closePayloadsAreCodeAndReasonCutBetweenCharacters() {
		assertThat(CloseFrames.payload(new Closing(1000, "bye")))
			.isEqualTo(new byte[] { 3, (byte) 0xe8, 'b', 'y', 'e' });
		assertThat(CloseFrames.payload(Closing.NO_CODE)).isEmpty();
		assertThat(CloseFrames.payload(Closing.LOST)).isEmpty();
		for (int i = 0; i < 4; i++) {
			String reason = "x".repeat(i) + "\ud83d\ude00".repeat(40);
			byte[] payload = CloseFrames.payload(new Closing(4000, reason));
			assertThat(payload).hasSizeBetween(122, 125);
			assertThat(reason).startsWith(new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
		}
	}

	private static byte[] encoded(boolean masked, int opcode, String text) {
		FrameEncoder encoder = new FrameEncoder(masked, null, null, 0);
		ByteBuf out = Unpooled.buffer();
		encoder.encode(out, opcode, text.getBytes(StandardCharsets.UTF_8));
		encoder.release();
		return ByteBufUtil.getBytes(out);
	}

}
