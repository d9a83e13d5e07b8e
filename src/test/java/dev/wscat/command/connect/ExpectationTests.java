package dev.wscat.command.connect;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpectationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "$.type == \"ack\" | {\"type\":\"ack\"}", "$.type == 'ack' | {\"type\":\"ack\",\"n\":1}",
					"$.items[0].n > 3 | {\"items\":[{\"n\":4}]}", "$.error | {\"error\":{\"code\":1}}",
					"$[1] == 'x' | [0,\"x\"]", "$.a == 1 && $.b == 2 | {\"a\":1,\"b\":2}",
					"$.name =~ /al.*/ | {\"name\":\"alice\"}", "$.ok && !$.error | {\"ok\":true}" })
	void aConditionHolds(String condition, String message) {
		assertThat(Expectation.parse(condition).isMetBy(message)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "$.type == \"ack\" | {\"type\":\"nack\"}", "$.type == \"ack\" | ack", "$.type == \"ack\" | ``",
					"$.type == \"ack\" | {\"type\":", "$.items[0].n > 3 | {\"items\":[{\"n\":3}]}",
					"$.items[0].n > 3 | {\"items\":[]}", "$.items[0].n > 3 | {\"items\":[{\"n\":\"many\"}]}",
					"$.error | {\"ok\":true}", "$.error | [1]", "$.error | 7" })
	void aConditionDoesNotHold(String condition, String message) {
		assertThat(Expectation.parse(condition).isMetBy(message)).isFalse();
	}

	@Test
	void aRegularExpressionIsFoundAnywhere() {
		Expectation expectation = Expectation.parse("a.k$");
		assertThat(expectation.isMetBy("an ack")).isTrue();
		assertThat(expectation.isMetBy("acks")).isFalse();
		assertThat(expectation.text()).isEqualTo("a.k$");
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "[a", "$.a ===", "$.", "$.a == ", "$(", "*" })
	void whatIsNeitherIsAUsageError(String text) {
		assertThatThrownBy(() -> Expectation.parse(text)).isInstanceOfSatisfying(CliException.class, (ex) -> {
			assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE);
			assertThat(ex.line()).contains("--expect='" + text + "'").doesNotContain("\n");
		});
	}

}
