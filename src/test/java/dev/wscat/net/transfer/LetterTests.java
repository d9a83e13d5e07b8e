package dev.wscat.net.transfer;

import java.util.HexFormat;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LetterTests {

	private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

	@Test
	void theFormIsThatOfThePage() {
		assertThat(hex(Letter.hello(Kinds.RECEIVER, ID)))
			.isEqualTo("01" + "00000001" + "00000002" + "00000000" + "00112233445566778899aabbccddeeff");
		assertThat(hex(Letter.offer(7, 3, 9, new FileHeader(ID, "a/b", 5_000_000_000L, 04755, 1_000_000))))
			.isEqualTo("10" + "00000007" + "00000003" + "00000009" + "00112233445566778899aabbccddeeff"
					+ "000000012a05f200" + "01ed" + "00000000000f4240" + "01" + "612f62");
		assertThat(hex(Letter.place(Kinds.PROGRESS, 7, 3, 9, 1L << 33)))
			.isEqualTo("25" + "00000007" + "00000003" + "00000009" + "0000000200000000");
		byte[] chunk = new byte[Chunk.HEAD];
		Chunk.head(chunk, 7, 3, 1L << 33);
		assertThat(HexFormat.of().formatHex(chunk)).isEqualTo("12" + "00000007" + "00000003" + "0000000200000000");
	}

	@Test
	void whatIsWrittenIsRead() {
		FileHeader header = Letter
			.read(Letter.offer(1, 2, 3, new FileHeader(ID, "\u0444/x", FileHeader.UNKNOWN, 0640, -5)).write())
			.header();
		assertThat(header.id()).isEqualTo(ID);
		assertThat(header.parts()).containsExactly("\u0444", "x");
		assertThat(header.size()).isEqualTo(-1);
		assertThat(header.mode()).isEqualTo(0640);
		assertThat(header.modified()).isEqualTo(-5);
		Letter want = Letter.read(Letter.place(Kinds.WANT, 1, 2, 3, 77, new byte[32]).write());
		assertThat(want.offset()).isEqualTo(77);
		assertThat(want.digest()).hasSize(32);
		assertThat(Letter.read(Letter.text(Kinds.FAILED, 1, 2, 3, "x".repeat(9999)).write()).text()).hasSize(500);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "10", "10000000010000000200000003", "1000000001000000020000000300",
			"10000000010000000200000003" + "00112233445566778899aabbccddeeff" + "000000000000000001a40000000000000000"
					+ "02",
			"10000000010000000200000003" + "00112233445566778899aabbccddeeff" + "fffffffffffffffe01a40000000000000000"
					+ "01" })
	void anOfferThatIsNoneIsRefused(String bytes) {
		assertThatExceptionOfType(TransferFault.class)
			.isThrownBy(() -> Letter.read(HexFormat.of().parseHex(bytes)).header());
	}

	@Test
	void placesAndDigestsAreChecked() {
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> Letter.place(Kinds.WANT, 1, 2, 3, -1).offset());
		assertThatExceptionOfType(TransferFault.class)
			.isThrownBy(() -> Letter.place(Kinds.WANT, 1, 2, 3, 1, new byte[31]).digest());
		assertThatExceptionOfType(TransferFault.class)
			.isThrownBy(() -> new Letter(Kinds.WANT, 1, 2, 3, new byte[7]).offset());
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> Letter.read(new byte[Letter.LONGEST + 1]));
	}

	private static String hex(Letter letter) {
		return HexFormat.of().formatHex(letter.write());
	}

}
