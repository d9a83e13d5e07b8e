package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table for users has the codes there are.
 */
class CurlCodeTests {

	@Test
	void theDocumentationHasEachCode() throws IOException {
		String page = Files.readString(Path.of("docs/curl.md"));
		String table = page.substring(page.indexOf("<!-- codes"), page.indexOf("<!-- end of codes"));
		assertThat(table.lines().filter((line) -> line.matches("\\| \\d+ \\|.*")).map((line) -> line.split(" ")[1]))
			.containsExactlyElementsOf(Stream
				.concat(Stream.of(CurlCode.values()).map(CurlCode::status), Stream.of(ExitCode.USAGE.status()))
				.collect(Collectors.toCollection(TreeSet::new))
				.stream()
				.map(String::valueOf)
				.toList());
	}

}
