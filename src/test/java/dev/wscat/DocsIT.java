package dev.wscat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.wscat.testing.Invocation;
import dev.wscat.testing.Shell;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The examples of the documentation that are marked {@code sh run} print what stands in
 * the block behind them. {@code localhost:8080} is a server that sends each message back;
 * a line {@code ...} stands for any lines, and every time of a log for any other.
 */
class DocsIT {

	record Example(Path page, int line, String script, String expected) {

		@Override
		public String toString() {
			return this.page + ":" + this.line;
		}

	}

	private static final Pattern EXAMPLE = Pattern
		.compile("(?m)^```sh run\\n((?s:.*?))^```\\n+```\\w*\\n((?s:.*?))^```");

	private static final Pattern TIME = Pattern.compile("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d ");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@ParameterizedTest
	@MethodSource("examples")
	void anExamplePrintsWhatThePageSays(Example example) {
		assumeTrue(Shell.has("bash"));
		assumeTrue(!example.script().contains("groff") || Shell.has("groff"));
		Path bin = Shell.launcher(this.directory.resolve("bin/wscat")).getParent();
		try (WscatProcess server = Invocation.wscat("echo-server", "--port=0").noInput().start()) {
			String place = "localhost:" + server.port();
			String script = example.script().replace("localhost:8080", place).replace("/tmp/", this.directory + "/");
			Shell.Result result = Shell.run(this.directory,
					Map.of("PATH", bin + ":" + System.getenv("PATH"), "LC_ALL", "C.UTF-8"), "bash", "-c", script);
			String out = result.out().replace(place, "localhost:8080").replace(this.directory + "/", "/tmp/");
			assertThat(TIME.matcher(out).replaceAll("TIME "))
				.as("the output of %s; on stderr: %s", example, result.err())
				.matches(pattern(example.expected()));
			server.terminate().exits(143);
		}
	}

	@Test
	void thereAreExamples() {
		assertThat(examples()).hasSizeGreaterThan(5);
		long marked = DocsTests.pages()
			.stream()
			.mapToLong((page) -> Pattern.compile("(?m)^```sh run$").matcher(Written.read(page)).results().count())
			.sum();
		assertThat(examples()).as("each has a block with its output behind it").hasSize((int) marked);
	}

	static List<Example> examples() {
		List<Example> examples = new ArrayList<>();
		for (Path page : DocsTests.pages()) {
			String text = Written.read(page);
			Matcher matcher = EXAMPLE.matcher(text);
			while (matcher.find()) {
				int line = 1 + (int) text.substring(0, matcher.start()).chars().filter((one) -> one == '\n').count();
				examples.add(new Example(page, line, matcher.group(1), matcher.group(2)));
			}
		}
		return examples;
	}

	private static Pattern pattern(String expected) {
		String regex = TIME.matcher(expected)
			.replaceAll("TIME ")
			.lines()
			.map((line) -> line.equals("...") ? "(?:.*\\n)*" : Pattern.quote(line) + "\\n")
			.collect(Collectors.joining());
		return Pattern.compile(regex);
	}

}
