package dev.wscat.net;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.wscat.core.Opcode;
import dev.wscat.testing.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6455 section 5.2 to 5.5: base framing, masking, fragmentation, control frames. Each
 * rule is checked with the bytes in one read, and in a read for each byte.
 */
class FrameDecoderTests {

	static IntStream reservedOpcodes() {
		return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x10, 0x20, 0x40, 0x70 })
	void section52ReservedBitsAreAFault(int bits) {
		assertDecoded(Frame.text("x").with(bits).bytes(false), "fault 1002");
		assertDecoded(Frame.ping("x").with(bits).bytes(false), "fault 1002");
		assertDecoded(Frame.closeWithoutCode().with(bits).bytes(false), "fault 1002");
	}

	@ParameterizedTest
	@MethodSource("reservedOpcodes")
	void section52ReservedOpcodesAreAFault(int opcode) {
		assertDecoded(Frame.of(opcode).bytes(false), "fault 1002");
		assertDecoded(Frame.of(opcode, (byte) 'x').bytes(false), "fault 1002");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 124, 125, 126, 127, 65_535, 65_536, 70_000 })
	void section52EachClassOfLengthIsRead(int length) {
		String text = "x".repeat(length);
		assertDecoded(Frame.text(text).bytes(false), "text " + text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 2", "125, 2", "0, 8", "125, 8", "126, 8", "65535, 8" })
	void section52ALengthNotInItsShortestFormIsAFault(int length, int lengthBytes) {
		assertDecoded(Frame.text("x".repeat(length)).bytes(false, lengthBytes), "fault 1002");
	}

	@Test
	void section52ALengthWithTheHighestBitIsAFault() {
		assertDecoded(new byte[] { (byte) 0x82, 127, (byte) 0x80, 0, 0, 0, 0, 0, 0, 1 }, "fault 1002");
		assertDecoded(new byte[] { (byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0 }, "fault 1002");
	}

	@Test
	void section51AFrameOfAClientHasToBeMasked() {
		try (Decoding decoding = Decoding.ofClient()) {
			assertThat(decoding.bytes(Frame.text("x").bytes(false)).events()).containsExactly("fault 1002");
		}
		try (Decoding decoding = Decoding.ofClient()) {
			assertThat(decoding.byteByByte(Frame.ping("").bytes(false)).events()).containsExactly("fault 1002");
		}
	}

	@Test
	void section51AFrameOfAServerMustNotBeMasked() {
		assertDecoded(Frame.text("x").bytes(true), "fault 1002");
		assertDecoded(Frame.closeWithoutCode().bytes(true), "fault 1002");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 125, 126, 1000 })
	void section53MaskedPayloadsAreUnmaskedWhereverTheReadsEnd(int length) {
		String text = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(30).substring(0, length);
		byte[] bytes = Frame.allBytes(true, Frame.text(text), Frame.ping("p"), Frame.text("end"));
		for (int i = 0; i <= bytes.length; i++) {
			try (Decoding decoding = Decoding.ofClient()) {
				assertThat(decoding.splitAt(i, bytes).events()).containsExactly("text " + text, "ping p", "text end");
			}
		}
	}

	@Test
	void section54FragmentsMakeOneMessage() {
		assertDecoded(Frame.allBytes(false, Frame.text("a").more(), Frame.of(0).more(), Frame.of(0, (byte) 'b').more(),
				Frame.of(0, (byte) 'c')), "text abc");
		assertDecoded(Frame.allBytes(false, Frame.of(Frame.BINARY).more(), Frame.of(0)), "binary ");
	}

	@Test
	void section54ControlFramesMayStandBetweenFragments() {
		assertDecoded(
				Frame.allBytes(false, Frame.text("done"), Frame.text("a").more(), Frame.ping("1"), Frame.pong("2"),
						Frame.of(0, (byte) 'b'), Frame.text("next")),
				"text done", "ping 1", "pong 2", "text ab", "text next");
	}

	@Test
	void section54AContinuationOfNothingIsAFault() {
		assertDecoded(Frame.of(0, (byte) 'x').bytes(false), "fault 1002");
		assertDecoded(Frame.of(0).more().bytes(false), "fault 1002");
		assertDecoded(Frame.allBytes(false, Frame.text("whole"), Frame.of(0)), "text whole", "fault 1002");
		assertDecoded(Frame.allBytes(false, Frame.text("a").more(), Frame.of(0), Frame.of(0)), "text a", "fault 1002");
	}

	@Test
	void section54ANewMessageInsideAFragmentedOneIsAFault() {
		assertDecoded(Frame.allBytes(false, Frame.text("a").more(), Frame.text("b")), "fault 1002");
		assertDecoded(Frame.allBytes(false, Frame.text("a").more(), Frame.binary((byte) 'b')), "fault 1002");
	}

	@ParameterizedTest
	@ValueSource(ints = { Frame.CLOSE, Frame.PING, Frame.PONG })
	void section55ControlFramesAreNotFragmented(int opcode) {
		assertDecoded(Frame.of(opcode).more().bytes(false), "fault 1002");
	}

	@ParameterizedTest
	@ValueSource(ints = { Frame.CLOSE, Frame.PING, Frame.PONG })
	void section55ControlFramesHaveAtMost125Bytes(int opcode) {
		assertDecoded(Frame.of(opcode, new byte[126]).bytes(false), "fault 1002");
		assertDecoded(Frame.ping("x".repeat(125)).bytes(false), "ping " + "x".repeat(125));
	}

	@Test
	void section551ACloseHasNoPayloadOrACodeAndAReason() {
		assertDecoded(Frame.closeWithoutCode().bytes(false), "close 1005 ");
		assertDecoded(Frame.close(1000, "").bytes(false), "close 1000 ");
		assertDecoded(Frame.close(4999, "r\u20ac").bytes(false), "close 4999 r\u20ac");
		assertDecoded(Frame.close(3000, "x".repeat(123)).bytes(false), "close 3000 " + "x".repeat(123));
		assertDecoded(Frame.of(Frame.CLOSE, (byte) 3).bytes(false), "fault 1002");
		assertDecoded(Frame.of(Frame.CLOSE, (byte) 3, (byte) 0xe8, (byte) 0xff).bytes(false), "fault 1007");
	}

	@Test
	void section74OnlyCodesThatMayBeSentAreTaken() {
		for (int code = 0; code <= 0xffff; code++) {
			boolean sendable = code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014
					|| code >= 3000 && code <= 4999;
			try (Decoding decoding = Decoding.ofServer()) {
				assertThat(decoding.frames(Frame.close(code, "")).events())
					.containsExactly(sendable ? "close " + code + " " : "fault 1002");
			}
		}
	}

	@Test
	void aFaultIsFoundAtTheFirstByteThatShowsIt() {
		try (Decoding decoding = Decoding.ofServer()) {
			assertThat(decoding.bytes((byte) 0x83).events()).containsExactly("fault 1002");
		}
		try (Decoding decoding = Decoding.ofServer()) {
			assertThat(decoding.bytes((byte) 0x89).events()).isEmpty();
			assertThat(decoding.bytes((byte) 126).events()).containsExactly("fault 1002");
		}
		try (Decoding decoding = Decoding.ofClient()) {
			assertThat(decoding.bytes((byte) 0x81, (byte) 5).events()).containsExactly("fault 1002");
		}
	}

	@Test
	void messagesBeforeAFaultAreHandedOver() {
		assertDecoded(Frame.allBytes(false, Frame.text("one"), Frame.text("two"), Frame.of(3), Frame.text("three")),
				"text one", "text two", "fault 1002");
	}

	@Test
	void theResultIsTheSameWhereverTwoReadsMeet() {
		byte[] bytes = Frame.allBytes(true, Frame.text("short"), Frame.text("\u20ac".repeat(50)), Frame.ping("ping"),
				Frame.text("frag").more(), Frame.pong(""), Frame.of(0, (byte) 'm').more(), Frame.of(0),
				Frame.binary(new byte[200]), Frame.text(""), Frame.close(1000, "bye"));
		String[] expected = { "text short", "text " + "\u20ac".repeat(50), "ping ping", "pong ", "text fragm",
				"binary " + "\0".repeat(200), "text ", "close 1000 bye" };
		for (int first = 0; first <= bytes.length; first++) {
			try (Decoding decoding = Decoding.ofClient()) {
				assertThat(decoding.splitAt(first, bytes).events()).containsExactly(expected);
			}
		}
		for (int step = 1; step < 40; step++) {
			try (Decoding decoding = Decoding.ofClient()) {
				for (int i = 0; i < bytes.length; i += step) {
					decoding.bytes(Arrays.copyOfRange(bytes, i, Math.min(i + step, bytes.length)));
				}
				assertThat(decoding.events()).containsExactly(expected);
			}
		}
	}

	private static void assertDecoded(byte[] bytes, String... expected) {
		try (Decoding decoding = Decoding.ofServer()) {
			assertThat(decoding.bytes(bytes).events()).containsExactly(expected);
		}
		try (Decoding decoding = Decoding.ofServer()) {
			assertThat(decoding.byteByByte(bytes).events()).containsExactly(expected);
		}
	}

}
