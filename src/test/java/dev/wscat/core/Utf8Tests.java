package dev.wscat.core;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The automaton against the JDK's decoder.
 */
class Utf8Tests {

	/** Bytes at the edges of every row of Unicode's table 3-7. */
	private static final int[] EDGES = { 0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
			0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff };

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
		.onMalformedInput(CodingErrorAction.REPORT)
		.onUnmappableCharacter(CodingErrorAction.REPORT);

	@Test
	void everySequenceOfTwoBytesIsJudgedAsTheJdkDoes() {
		for (int i = 0; i < 1 << 16; i++) {
			assertLikeJdk((byte) (i >> 8), (byte) i);
		}
	}

	@Test
	void everySequenceOfFourEdgesIsJudgedAsTheJdkDoes() {
		for (int a : EDGES) {
			for (int b : EDGES) {
				for (int c : EDGES) {
					assertLikeJdk((byte) a, (byte) b, (byte) c);
					for (int d : EDGES) {
						assertLikeJdk((byte) a, (byte) b, (byte) c, (byte) d);
					}
				}
			}
		}
	}

	@Test
	void everyCodePointIsAccepted() {
		for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
			if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
				byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
				if (Utf8.firstFault(bytes, 0, bytes.length) != -1) {
					throw new AssertionError("U+" + Integer.toHexString(point));
				}
			}
		}
	}

	@Test
	void longRandomSequencesAreJudgedAsTheJdkDoes() {
		Random random = new Random(7);
		for (int round = 0; round < 20_000; round++) {
			byte[] bytes = new byte[random.nextInt(24)];
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = (byte) (random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)]
						: 0x80 + random.nextInt(0x40));
			}
			assertLikeJdk(bytes);
		}
	}

	@Test
	void aFaultStaysAFault() {
		int state = Utf8.next(Utf8.ACCEPT, (byte) 0xff);
		assertThat(state).isEqualTo(Utf8.REJECT);
		for (int i = 0; i < 256; i++) {
			assertThat(Utf8.next(state, (byte) i)).isEqualTo(Utf8.REJECT);
		}
	}

	@Test
	void theFaultIsTheFirstByteThatCannotBeRight() {
		assertThat(fault("61", "e2", "28", "61")).isEqualTo(2);
		assertThat(fault("ed", "a0", "80")).isEqualTo(1);
		assertThat(fault("c0", "80")).isZero();
		assertThat(fault("f4", "90", "80", "80")).isEqualTo(1);
		assertThat(fault("61", "80")).isEqualTo(1);
		assertThat(fault("61", "e2", "82")).as("breaks off").isEqualTo(3);
		assertThat(fault("61", "e2", "82", "ac")).isEqualTo(-1);
	}

	@Test
	void onlyTheGivenRangeIsLookedAt() {
		byte[] bytes = { (byte) 0xff, 'a', 'b', (byte) 0xff };
		assertThat(Utf8.firstFault(bytes, 1, 3)).isEqualTo(-1);
		assertThat(Utf8.firstFault(bytes, 2, 2)).isEqualTo(-1);
		assertThat(Utf8.firstFault(bytes, 1, 4)).isEqualTo(3);
	}

	private static int fault(String... hex) {
		byte[] bytes = HexFormat.of().parseHex(String.join("", hex));
		return Utf8.firstFault(bytes, 0, bytes.length);
	}

	private void assertLikeJdk(byte... bytes) {
		CharBuffer out = CharBuffer.allocate(bytes.length + 1);
		ByteBuffer in = ByteBuffer.wrap(bytes);
		this.decoder.reset();
		CoderResult result = this.decoder.decode(in, out, true);
		int fault = Utf8.firstFault(bytes, 0, bytes.length);
		if (result.isError() != (fault >= 0)) {
			throw new AssertionError(HexFormat.of().formatHex(bytes) + ": JDK " + result + ", ours " + fault);
		}
		if (fault >= 0 && (fault < in.position() || fault > in.position() + 3)) {
			throw new AssertionError(HexFormat.of().formatHex(bytes) + ": JDK at " + in.position() + ", ours " + fault);
		}
	}

}
