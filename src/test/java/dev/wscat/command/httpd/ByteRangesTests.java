package dev.wscat.command.httpd;

import java.util.List;

import dev.wscat.command.httpd.ByteRanges.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 9110 section 14.
 */
class ByteRangesTests {

	@ParameterizedTest
	@CsvSource({ "bytes=0-0, 0, 1", "bytes=0-9, 0, 10", "bytes=3-99, 3, 7", "bytes=3-, 3, 7", "bytes=-3, 7, 3",
			"bytes=-99, 0, 10", "BYTES=1-2, 1, 2", "bytes= 1-2 , 1, 2" })
	void onePiece(String header, long first, long length) {
		assertThat(ByteRanges.parse(header, 10)).containsExactly(new Piece(first, length));
	}

	@Test
	void severalPiecesKeepTheirOrderAndThoseBeyondTheEndAreLeftOut() {
		assertThat(ByteRanges.parse("bytes=8-,0-1, 20-30,-0", 10)).containsExactly(new Piece(8, 2), new Piece(0, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=10-", "bytes=99-100", "bytes=-0", "bytes=" })
	void nothingThatTheFileHas(String header) {
		assertThat(ByteRanges.parse(header, 10)).isEmpty();
		assertThat(ByteRanges.parse("bytes=0-", 0)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "bytes", "items=0-1", "bytes=a-b", "bytes=2-1", "bytes=1", "bytes=--1", "bytes=1-2-3",
			"bytes=-", "bytes=+1-2", "bytes=9999999999999999999-", "bytes=0-1,x", "bytes=0-5,5-9",
			"bytes=0-,0-,0-,0-,0-,0-,0-,0-,0-", "bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9,,,,,,,," })
	void whatIsWrongOrTooMuchIsIgnored(String header) {
		assertThat(ByteRanges.parse(header, 10)).isNull();
	}

	@Test
	void itsContentRangeCountsFromNoughtToTheLastByte() {
		assertThat(List.of(new Piece(2, 3)).get(0).contentRange(10)).isEqualTo("bytes 2-4/10");
	}

}
