package dev.wscat.cli;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Format;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which formats go together.
 */
class FormatOptionsTests {

	@ParameterizedTest
	@ValueSource(strings = { "--hex --base64", "-b --hex", "-b --base64", "-b -0", "-b --separator=x",
			"-0 --separator=x", "-b --pretty", "-b --timestamps", "--output=jsonl --pretty", "--output=jsonl --gzip",
			"--output=jsonl --timestamps", "--output=jsonl --input=jsonl --hex", "--output=jsonl --input=jsonl -0",
			"--output=json", "--input=xml", "--input-dir=up", "--input-errors=ignore", "--fragment=0", "--separator=",
			"--separator=\\q", "--separator=\\x1", "--separator=\\" })
	void whatExcludesEachOtherOrIsUnknownIsAUsageError(String args) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> parse(args).check())
			.satisfies((fault) -> assertThat(fault.exitCode()).isEqualTo(ExitCode.USAGE))
			.satisfies((fault) -> assertThat(fault.line()).contains("--"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-b", "--hex -0", "--base64 --timestamps", "-b --gzip", "--output=jsonl -b",
			"--output=jsonl --hex", "--input=jsonl -0", "--input=jsonl --hex --pretty", "--output=jsonl --input=jsonl",
			"--gzip --pretty --timestamps -P", "--fragment=1 -P --output=jsonl",
			"--input=text --output=text --pretty" })
	void whatGoesTogetherIsTaken(String args) {
		assertThatCode(() -> parse(args).check()).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource({ "x, 78", "\\n, 0a", "\\r\\n, 0d0a", "\\0, 00", "\\x1E, 1e", "\\\\, 5c", "\u20ac\\t, e282ac09",
			"\\xff, ff", "-- --, 2d2d202d2d", "\ud83d\ude00, f09f9880" })
	void separatorsAreBytes(String text, String hex) {
		assertThat(Separator.parse(text)).isEqualTo(HexFormat.of().parseHex(hex));
	}

	@ParameterizedTest
	@CsvSource({ "--, LINES, LINES", "-b, CHUNKS, RAW", "--hex, HEX, HEX", "--base64, BASE64, BASE64",
			"--hex --output=jsonl, HEX, JSONL", "--hex --input=jsonl, JSONL, HEX" })
	void formatsAreThoseOfTheOptions(String args, Format.In in, Format.Out out) {
		Format format = parse(args.equals("--") ? "" : args).format(1);
		assertThat(format.in()).isEqualTo(in);
		assertThat(format.out()).isEqualTo(out);
	}

	private static FormatOptions parse(String args) {
		FormatOptions format = new FormatOptions();
		Options options = new Options();
		format.define(options);
		Arguments.read(options, args.isEmpty() ? List.of() : Arrays.asList(args.split(" ")));
		return format;
	}

}
