package dev.wscat.net.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The form of IXWebSocket's transfers, by what was seen on the wire.
 */
class IxMessageTests {

	/** Nine bytes in a file f.bin. */
	private static final String SEEN = "content 68656c6c6f0062696e\ndjb2_hash " + ascii("249811323602352187")
			+ "\nfilename 662e62696e\nid " + ascii("0a1b") + "\nkind 73656e64\n";

	@Test
	void linesOfHexAreRead() {
		String djb2 = IxMessage.djb2("hello\0bin".getBytes(StandardCharsets.US_ASCII));
		IxMessage message = read(SEEN.replace(ascii("249811323602352187"), ascii(djb2)));
		assertThat(message.isFile()).isTrue();
		assertThat(message.name()).isEqualTo("f.bin");
		assertThat(message.content()).asString(StandardCharsets.US_ASCII).isEqualTo("hello\0bin");
		assertThat(new String(message.ack().write(), StandardCharsets.US_ASCII))
			.isEqualTo("ack 74727565\nfilename 662e62696e\nid " + ascii("0a1b") + "\n");
	}

	@Test
	void bernsteinsHashIsOf64BitsAndDecimal() {
		assertThat(IxMessage.djb2(new byte[0])).isEqualTo("5381");
		assertThat(IxMessage.djb2("a".getBytes(StandardCharsets.US_ASCII))).isEqualTo("177670");
		byte[] many = new byte[1000];
		java.util.Arrays.fill(many, (byte) 0xff);
		assertThat(IxMessage.djb2(many)).matches("\\d+").doesNotStartWith("-");
	}

	@ParameterizedTest
	@EnumSource(IxMessage.Form.class)
	void whatIsWrittenIsRead(IxMessage.Form form) {
		byte[] content = new byte[70_000];
		new java.util.Random(1).nextBytes(content);
		IxMessage message = IxMessage.read(ByteBuffer.wrap(IxMessage.file(form, "id-1", "dir/x.bin", content).write()));
		assertThat(message.content()).isEqualTo(content);
		assertThat(message.name()).isEqualTo("x.bin");
		IxMessage ack = IxMessage.read(ByteBuffer.wrap(message.ack().write()));
		assertThat(ack.isAck()).isTrue();
		assertThat(ack.id()).isEqualTo("id-1");
		IxMessage error = IxMessage.read(ByteBuffer.wrap(message.error("full").write()));
		assertThat(error.isError()).isTrue();
		assertThat(error.why()).isEqualTo("full");
	}

	@Test
	void theOlderMapIsRead() {
		// {"kind":"send","id":"7","filename":"f","content":bin(2),"djb2_hash":"5859874"}
		String hash = HexFormat.of().formatHex(IxMessage.djb2(new byte[] { 1, 2 }).getBytes(StandardCharsets.US_ASCII));
		String map = "85" + "a46b696e64" + "a473656e64" + "a26964" + "a137" + "a866696c656e616d65" + "a166"
				+ "a7636f6e74656e74" + "c4020102" + "a9646a62325f68617368"
				+ String.format("%02x", 0xa0 | hash.length() / 2) + hash;
		IxMessage message = IxMessage.read(ByteBuffer.wrap(HexFormat.of().parseHex(map)));
		assertThat(message.isFile()).isTrue();
		assertThat(message.content()).containsExactly(1, 2);
		String list = map.replace("c4020102", "9201cc02");
		assertThat(IxMessage.read(ByteBuffer.wrap(HexFormat.of().parseHex(list))).content()).containsExactly(1, 2);
	}

	@Test
	void bytesThatWereChangedAreFound() {
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> read(SEEN).content());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "content", "content 6", "content zz\n", "\n", " 61\n61\n" })
	void whatIsNoMessageIsRefused(String text) {
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> read(text).content());
	}

	@ParameterizedTest
	@ValueSource(strings = { "81", "81a161", "81a161c6ffffffff", "81a161ddffffffff", "dfffffffff", "deffff", "81c1c1",
			"81a161db7fffffff00" })
	void aMapThatLiesAboutItsSizeCostsNothing(String bytes) {
		assertThatExceptionOfType(TransferFault.class)
			.isThrownBy(() -> IxMessage.read(ByteBuffer.wrap(HexFormat.of().parseHex(bytes))));
	}

	@Test
	void manyFieldsAreRefused() {
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < 33; i++) {
				text.append('a').append(i).append(" 61\n");
			}
			read(text.toString());
		});
	}

	private static IxMessage read(String text) {
		return IxMessage.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
	}

	private static String ascii(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
	}

}
