package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import dev.wscat.testing.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 7692, permessage-deflate: section 7.1 negotiation, section 7.2 messages.
 */
class DeflateTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "permessage-deflate | permessage-deflate",
			"permessage-deflate; client_max_window_bits | permessage-deflate",
			"permessage-deflate; client_max_window_bits=10 | permessage-deflate",
			"permessage-deflate; server_max_window_bits=10 | permessage-deflate; server_max_window_bits=10",
			"permessage-deflate; server_max_window_bits=\"12\" | permessage-deflate; server_max_window_bits=12",
			"permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover",
			"permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover",
			"x-other, permessage-deflate | permessage-deflate",
			"permessage-deflate; server_max_window_bits=8, permessage-deflate | permessage-deflate",
			"permessage-deflate; unknown, permessage-deflate; server_max_window_bits=9 | permessage-deflate; server_max_window_bits=9" })
	void section71AServerTakesTheFirstOfferItCanMeet(String offers, String response) {
		Deflate deflate = Deflate.accept(List.of(offers));
		assertThat((deflate != null) ? deflate.response() : null).isEqualTo(response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x-webkit-deflate-frame", "permessage-deflate; server_max_window_bits",
			"permessage-deflate; server_max_window_bits=7", "permessage-deflate; server_max_window_bits=16",
			"permessage-deflate; server_max_window_bits=8", "permessage-deflate; server_max_window_bits=010",
			"permessage-deflate; client_max_window_bits=x", "permessage-deflate; server_no_context_takeover=1",
			"permessage-deflate; client_no_context_takeover; client_no_context_takeover",
			"permessage-deflate; unknown=1" })
	void section71AnOfferThatCannotBeMetIsDeclined(String offer) {
		assertThat(Deflate.accept(List.of(offer))).isNull();
	}

	@Test
	void section71OffersMayStandInSeveralHeaders() {
		assertThat(Deflate.accept(List.of("x-other", "permessage-deflate"))).isNotNull();
		assertThat(Deflate.accept(List.of())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x-other", "permessage-deflate, permessage-deflate", "permessage-deflate; unknown",
			"permessage-deflate; server_max_window_bits", "permessage-deflate; client_max_window_bits",
			"permessage-deflate; server_max_window_bits=7", "permessage-deflate; client_max_window_bits=16", "" })
	void section71AClientFailsAnAnswerThatIsNone(String answer) {
		assertThat(Deflate.agreed(answer)).isNull();
	}

	@Test
	void section71AClientTakesTheServersParameters() {
		assertThat(Deflate.agreed("permessage-deflate")).isEqualTo(new Deflate(true, true, 15, 15));
		assertThat(Deflate.agreed("permessage-deflate; server_no_context_takeover; client_max_window_bits=8"))
			.isEqualTo(new Deflate(false, true, 15, 8));
		assertThat(Deflate.agreed("permessage-deflate;client_no_context_takeover;server_max_window_bits=9"))
			.isEqualTo(new Deflate(true, false, 9, 15));
	}

	@ParameterizedTest
	@CsvSource({ "9, true", "9, false", "10, true", "11, false", "12, true", "13, false", "14, true", "14, false",
			"15, true", "15, false" })
	void section72WhatIsPackedIsUnpackedAlike(int bits, boolean keepsContext) throws ProtocolFault {
		Deflation deflation = Deflation.create(bits, keepsContext);
		Inflation inflation = new Inflation(keepsContext);
		Random random = new Random(bits);
		byte[] noise = new byte[100_000];
		random.nextBytes(noise);
		List<byte[]> messages = List.of(new byte[0], bytes("Hello"), bytes("Hello"), noise, new byte[200_000],
				bytes("Hello ".repeat(50_000)), new byte[1], noise);
		for (byte[] message : messages) {
			ByteBuf packed = Unpooled.wrappedBuffer(deflation.pack(message).clone(), 0, deflation.size());
			ByteBuf out = Unpooled.buffer();
			while (packed.isReadable()) {
				inflation.part(packed, Math.min(packed.readableBytes(), 1 + random.nextInt(5000)), out, 1 << 20);
			}
			inflation.finish(out, 1 << 20);
			assertThat(ByteBufUtil.getBytes(out)).isEqualTo(message);
		}
		deflation.end();
		inflation.end();
	}

	@ParameterizedTest
	@ValueSource(ints = { 60, 63, 64, 65, 440, 444, 447, 448, 449, 508, 509, 511, 512, 513, 960, 1020, 1024 })
	void section721MessagesAroundTheSizeOfTheBufferArePackedWhole(int size) throws ProtocolFault {
		byte[] noise = new byte[size];
		new Random(size).nextBytes(noise);
		for (int bits : new int[] { 9, 15 }) {
			Deflation deflation = Deflation.create(bits, true);
			Inflation inflation = new Inflation(true);
			for (int i = 0; i < 3; i++) {
				ByteBuf packed = Unpooled.wrappedBuffer(deflation.pack(noise).clone(), 0, deflation.size());
				ByteBuf out = Unpooled.buffer();
				inflation.part(packed, packed.readableBytes(), out, 1 << 20);
				inflation.finish(out, 1 << 20);
				assertThat(ByteBufUtil.getBytes(out)).isEqualTo(noise);
			}
		}
	}

	@Test
	void section7231TheExampleIsUnpacked() {
		try (Decoding decoding = Decoding.packed(1000, true)) {
			decoding.bytes(hex("c107f248cdc9c90700"));
			decoding.bytes(hex("c105f200110000"));
			assertThat(decoding.events()).containsExactly("text Hello", "text Hello");
		}
	}

	@Test
	void section7231TheExampleInFragmentsIsUnpacked() {
		try (Decoding decoding = Decoding.packed(1000, true)) {
			decoding.byteByByte(hex("4103f248cd8004c9c90700"));
			assertThat(decoding.events()).containsExactly("text Hello");
		}
	}

	@Test
	void section7234ABlockMarkedAsTheLastIsUnpacked() {
		try (Decoding decoding = Decoding.packed(1000, true)) {
			decoding.bytes(hex("c108f348cdc9c9070000"));
			decoding.bytes(hex("c107f248cdc9c90700"));
			assertThat(decoding.events()).containsExactly("text Hello", "text Hello");
		}
	}

	@Test
	void section6TheBitIsForTheFirstFrameOfAMessageOnly() {
		for (Frame second : new Frame[] { Frame.of(0).with(0x40), Frame.ping("").with(0x40) }) {
			try (Decoding decoding = Decoding.packed(1000, true)) {
				decoding.frames(Frame.text("a").more(), second);
				assertThat(decoding.events()).containsExactly("fault 1002");
			}
		}
	}

	@Test
	void section6MessagesWithoutTheBitAreNotUnpacked() {
		try (Decoding decoding = Decoding.packed(1000, true)) {
			decoding.frames(Frame.text("plain")).bytes(hex("c107f248cdc9c90700")).frames(Frame.text("plain"));
			assertThat(decoding.events()).containsExactly("text plain", "text Hello", "text plain");
		}
	}

	@Test
	void aBombIsStoppedAtTheLimitWithoutUnpackingIt() {
		byte[] bomb = packed(new byte[50_000_000]);
		assertThat(bomb.length).isLessThan(60_000);
		try (Decoding decoding = Decoding.packed(100_000, true)) {
			decoding.frames(Frame.of(Frame.BINARY, bomb).with(0x40));
			assertThat(decoding.events()).containsExactly("fault 1009");
			assertThat(decoding.used()).as("memory in use").isLessThan(1_000_000);
		}
	}

	@Test
	void theLimitIsForTheUnpackedMessage() {
		try (Decoding decoding = Decoding.packed(1000, true)) {
			decoding.frames(Frame.of(Frame.BINARY, packed(new byte[1000])).with(0x40));
			assertThat(decoding.events()).hasSize(1);
			decoding.frames(Frame.of(Frame.BINARY, packed(new byte[1001])).with(0x40));
			assertThat(decoding.events()).hasSize(2).endsWith("fault 1009");
		}
		// seven bytes packed, and five unpacked
		try (Decoding decoding = Decoding.packed(5, true)) {
			decoding.bytes(hex("c107f248cdc9c90700"));
			assertThat(decoding.events()).containsExactly("text Hello");
		}
	}

	@Test
	void unpackedTextHasToBeUtf8() {
		try (Decoding decoding = Decoding.packed(1000, true)) {
			decoding.frames(Frame.of(Frame.TEXT, packed(new byte[] { 'a', (byte) 0xff })).with(0x40));
			assertThat(decoding.events()).containsExactly("fault 1007");
		}
	}

	@Test
	void bytesThatAreNoDeflateStreamAreAFault() {
		try (Decoding decoding = Decoding.packed(1000, true)) {
			decoding.frames(Frame.of(Frame.BINARY, hex("ffffffffffff")).with(0x40));
			assertThat(decoding.events()).singleElement().asString().startsWith("fault 100");
		}
	}

	private static byte[] packed(byte[] message) {
		Deflation deflation = Deflation.create(15, false);
		byte[] packed = Arrays.copyOf(deflation.pack(message), deflation.size());
		deflation.end();
		return packed;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] hex(String hex) {
		return HexFormat.of().parseHex(hex);
	}

}
