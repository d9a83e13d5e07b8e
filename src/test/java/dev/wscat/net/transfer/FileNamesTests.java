package dev.wscat.net.transfer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "a b.txt", ".hidden", "...", "a..b", "\u0444\u0430\u0439\u043b", "\ud83d\ude00.png",
			"console", "com10", "con1.txt", "~a", "-rf", "a;b", "$(x)", "a'b\"c", "x.part" })
	void filesMayBeCalledSo(String name) {
		assertThat(FileNames.parts(name)).containsExactly(name);
		assertThat(FileNames.parts("b/" + name)).containsExactly("b", name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			value = { "/etc/passwd | absolute", "../a | leaves", "a/../b | leaves", ".. | leaves", "a/.. | leaves",
					". | leaves", "./a | leaves", "a//b | empty", "a/ | empty", "a\\b | backslash", "..\\a | backslash",
					"C:a | drive", "c:/a | drive", "nul | device", "NUL | device", "a/Con.txt | device",
					"com1 | device", "LPT9.log | device", "aux.tar.gz | device" })
	void theseAreOfElsewhere(String name, String why) {
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> FileNames.parts(name))
			.withMessageContaining(why);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000", "a\nb", "\u001b[31m", "a\u007f", "a\u0085", "a\u202egpj.exe", "a\u2066",
			"a\u2028", "a\ufffd", "\ud800", "" })
	void theseAreNoNames(String name) {
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> FileNames.parts(name));
	}

	@ParameterizedTest
	@CsvSource({ "a, 255", "\u0444, 127", "\u20ac, 85" })
	void aPartHas255BytesAtMost(String letter, int most) {
		assertThat(FileNames.parts(letter.repeat(most))).hasSize(1);
		assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> FileNames.parts(letter.repeat(most + 1)))
			.withMessageContaining("255");
	}

	@ParameterizedTest
	@CsvSource({ "64, true", "65, false" })
	void aNameHas64PartsAtMost(int count, boolean allowed) {
		String name = "a/".repeat(count - 1) + "a";
		if (allowed) {
			assertThat(FileNames.parts(name)).hasSize(count);
		}
		else {
			assertThatExceptionOfType(TransferFault.class).isThrownBy(() -> FileNames.parts(name));
		}
	}

}
