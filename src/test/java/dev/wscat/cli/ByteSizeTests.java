package dev.wscat.cli;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ByteSizeTests {

	@ParameterizedTest
	@CsvSource({ "1, 1", "65536, 65536", "10B, 10", "64KB, 65536", "64kb, 65536", "1K, 1024", "64MB, 67108864",
			"3m, 3145728", "1GB, 1073741824", "2147483647, 2147483647" })
	void aSizeIsBytesOrHasAUnitOf1024(String text, int bytes) {
		assertThat(ByteSize.parse(text)).isEqualTo(bytes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "MB", "-1", "1.5MB", "1 MB", "0x10", "1TB", "12345678901", "many", "\u00df", "1\u00df",
			"\u0661" })
	void whatIsNoSizeIsRefusedWithAnExample(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text)).withMessageContaining("64MB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2147483648", "2GB", "3GB", "4GB", "5GB", "9999999999", "9999999999GB", "8589934592GB",
			"8589934593GB" })
	void whatIsOverTheLargestArrayIsRefusedAndNeverWrapsAround(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text)).withMessageContaining(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "1000", "64KB", "64MB", "1GB", "1536KB", "0" })
	void aSizeIsShownAsItWouldBeTyped(String text) {
		assertThat(ByteSize.show(ByteSize.parse(text))).isEqualTo(text);
	}

}
