package dev.wscat.terminal.prompt;

import dev.wscat.core.CliException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * JSON, written another way.
 */
class JsonTextTests {

	@Test
	void numbersStayAsTheyWereWritten() {
		assertThat(JsonText.compact("{ \"a\" : 1.50, \"b\":[1E5 , 123456789012345678901234567890, -0]}"))
			.isEqualTo("{\"a\":1.50,\"b\":[1E5,123456789012345678901234567890,-0]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "{a:1}", "[1,]", "{} {}", "1 2", "nul", "\"a", "[NaN]" })
	void whatIsNoJsonIsRefused(String text) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> JsonText.compact(text))
			.withMessageStartingWith("not JSON: ")
			.satisfies((ex) -> assertThat(ex.line()).doesNotContain("\n"));
	}

}
