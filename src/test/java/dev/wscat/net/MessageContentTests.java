package dev.wscat.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import dev.wscat.testing.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6455 section 8.1, UTF-8 of text messages, and the limit of their size.
 */
class MessageContentTests {

	/** The kinds of text that Autobahn's section 6 is about. */
	private static final String[] NOT_TEXT = { "c080", "e080af", "eda080", "f4908080", "f888808080", "ff", "80",
			"cebae1bdb9cf83cebcceb5eda080656469746564" };

	@Test
	void textIsGivenOnWhateverItsCharactersAndFrames() {
		String text = "\u0000 a\u00e4\u20ac\ud83d\ude00\ufffd\uffff";
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i <= bytes.length; i++) {
			try (Decoding decoding = Decoding.ofServer()) {
				decoding.frames(Frame.of(Frame.TEXT, Arrays.copyOf(bytes, i)).more(),
						Frame.of(0, Arrays.copyOfRange(bytes, i, bytes.length)));
				assertThat(decoding.events()).containsExactly("text " + text);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "c080", "e080af", "eda080", "f4908080", "f888808080", "ff", "80", "e282", "f09f98" })
	void textThatIsNotUtf8IsClosedWith1007(String hex) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		try (Decoding decoding = Decoding.ofServer()) {
			assertThat(decoding.frames(Frame.of(Frame.TEXT, bytes)).events()).containsExactly("fault 1007");
		}
		try (Decoding decoding = Decoding.ofServer()) {
			assertThat(decoding.byteByByte(Frame.of(Frame.TEXT, bytes).bytes(false)).events())
				.containsExactly("fault 1007");
		}
		try (Decoding decoding = Decoding.ofServer()) {
			decoding.frames(Frame.text("good").more(), Frame.of(0, bytes).more(), Frame.of(0));
			assertThat(decoding.events()).containsExactly("fault 1007");
		}
	}

	@Test
	void aFaultInTextIsFoundBeforeTheMessageIsWhole() {
		for (String hex : NOT_TEXT) {
			byte[] bytes = HexFormat.of().parseHex(hex);
			byte[] frame = Frame.of(Frame.TEXT, Arrays.copyOf(bytes, bytes.length + 100)).bytes(false);
			int header = frame.length - bytes.length - 100;
			try (Decoding decoding = Decoding.ofServer()) {
				decoding.byteByByte(Arrays.copyOf(frame, header + bytes.length));
				assertThat(decoding.events()).as(hex).containsExactly("fault 1007");
			}
		}
	}

	@Test
	void binaryIsNotLookedInto() {
		try (Decoding decoding = Decoding.ofServer()) {
			decoding.frames(Frame.binary((byte) 0xff, (byte) 0xc0), Frame.binary((byte) 0x80).more(), Frame.of(0));
			assertThat(decoding.events()).containsExactly("binary \u00ff\u00c0", "binary \u0080");
		}
	}

	@Test
	void aMessageOfTheLargestSizeIsTakenAndOneByteMoreIsClosedWith1009() {
		try (Decoding decoding = Decoding.limited(1000)) {
			decoding.frames(Frame.text("x".repeat(1000)), Frame.text("y".repeat(1001)));
			assertThat(decoding.events()).containsExactly("text " + "x".repeat(1000), "fault 1009");
			assertThat(decoding.reason()).contains("1001", "1000");
		}
	}

	@Test
	void theLimitIsForTheMessageAndNotForItsFrames() {
		try (Decoding decoding = Decoding.limited(1000)) {
			decoding.frames(Frame.text("x".repeat(600)).more(), Frame.of(0, new byte[400]));
			decoding.frames(Frame.text("x".repeat(600)).more(), Frame.of(0, new byte[401]));
			assertThat(decoding.events()).hasSize(2).endsWith("fault 1009");
		}
	}

	@Test
	void aMessageOverTheLimitIsRefusedByItsHeader() {
		try (Decoding decoding = Decoding.limited(1000)) {
			decoding.bytes((byte) 0x82, (byte) 127, (byte) 0x7f, (byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) -1,
					(byte) -1, (byte) -1);
			assertThat(decoding.events()).containsExactly("fault 1009");
		}
	}

	@Test
	void aFragmentedMessageCannotOutgrowTheLimitThroughALengthThatOverflows() {
		try (Decoding decoding = Decoding.limited(1000)) {
			decoding.frames(Frame.binary(new byte[10]).more());
			decoding.bytes((byte) 0x80, (byte) 127, (byte) 0x7f, (byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) -1,
					(byte) -1, (byte) -1);
			assertThat(decoding.events()).containsExactly("fault 1009");
		}
	}

	@Test
	void controlFramesAreFreeOfTheLimit() {
		try (Decoding decoding = Decoding.limited(10)) {
			decoding.frames(Frame.ping("x".repeat(125)), Frame.text("0123456789"));
			assertThat(decoding.events()).hasSize(2).endsWith("text 0123456789");
		}
	}

	@Test
	void anyMixOfFramesAndReadsGivesTheSameMessages() {
		Random random = new Random(42);
		for (int round = 0; round < 60; round++) {
			ByteArrayOutputStream wire = new ByteArrayOutputStream();
			List<String> expected = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				byte[] payload = new byte[random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(130)];
				Arrays.fill(payload, (byte) ('a' + random.nextInt(26)));
				int cut = random.nextInt(payload.length + 1);
				if (random.nextBoolean()) {
					wire.writeBytes(Frame.of(Frame.TEXT, payload).bytes(true));
				}
				else {
					wire.writeBytes(Frame.of(Frame.TEXT, Arrays.copyOf(payload, cut)).more().bytes(true));
					wire.writeBytes(Frame.of(0, Arrays.copyOfRange(payload, cut, payload.length)).bytes(true));
				}
				expected.add("text " + new String(payload, StandardCharsets.US_ASCII));
			}
			byte[] bytes = wire.toByteArray();
			try (Decoding decoding = Decoding.ofClient()) {
				for (int at = 0; at < bytes.length;) {
					int next = Math.min(at + 1 + random.nextInt(20_000), bytes.length);
					decoding.bytes(Arrays.copyOfRange(bytes, at, next));
					at = next;
				}
				assertThat(decoding.events()).isEqualTo(expected);
			}
		}
	}

}
