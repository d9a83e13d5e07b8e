package dev.wscat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.wscat.cli.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation is whole, and what of it is made from the options is theirs.
 */
class DocsTests {

	private static final Path DOCS = Path.of("docs");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	@ParameterizedTest
	@MethodSource("commands")
	void eachCommandHasAPageWithItsOptions(String name) {
		Path page = DOCS.resolve(name + ".md");
		assertThat(page).exists();
		Written.check(page, "<!-- options: made from the definitions -->\n", "<!-- end of options -->",
				"\n" + OptionTable.of(Help.describe(name)) + "\n");
		assertThat(Written.read(page)).startsWith("# wscat " + name + "\n").contains("\n## Examples\n");
	}

	@Test
	void theTableForUsersOfNpmWscatNamesOurOptions() {
		Path page = DOCS.resolve("from-npm-wscat.md");
		String begin = "<!-- flags: made from the definitions -->\n";
		String end = "<!-- end of flags -->";
		String text = Written.read(page);
		String table = text.substring(text.indexOf(begin) + begin.length(), text.indexOf(end));
		Options options = Help.describe("").options();
		String expected = table.lines().map((line) -> row(line, options) + "\n").collect(Collectors.joining());
		assertThat(table.lines().count()).isGreaterThan(20);
		Written.check(page, begin, end, expected);
	}

	/**
	 * The option of the flag's long name or of its letter, or the one that turns it off.
	 */
	private static String row(String line, Options options) {
		String[] cells = line.split(" \\| ");
		Matcher flag = Pattern.compile("^\\| `(-\\w)?[ ,]*(--[\\w-]+)").matcher(line);
		if (cells.length < 3 || !flag.find()) {
			return line;
		}
		String ours = Stream.of(flag.group(2), flag.group(1), flag.group(2).replaceFirst("--", "--no-"))
			.map((name) -> (name != null) ? options.find(name) : null)
			.filter((option) -> option != null)
			.findFirst()
			.map((option) -> "`" + String.join("`, `", option.names()) + "`")
			.orElse("not yet");
		return cells[0] + " | " + ours + " | " + cells[2];
	}

	@Test
	void theIndexListsEachPage() {
		String index = Written.read(DOCS.resolve("index.md"));
		for (Path page : pages()) {
			if (page.startsWith(DOCS) && !page.endsWith("index.md")) {
				assertThat(index).contains("](" + DOCS.relativize(page) + ")");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void noLinkIsDead(Path page) {
		Matcher link = LINK.matcher(withoutCode(Written.read(page)));
		List<String> dead = new ArrayList<>();
		while (link.find()) {
			if (!link.group(1).matches("(https?|mailto):.*") && !leadsSomewhere(page, link.group(1))) {
				dead.add(link.group(1));
			}
		}
		assertThat(dead).as("dead links of " + page).isEmpty();
	}

	private static boolean leadsSomewhere(Path page, String link) {
		int hash = link.indexOf('#');
		String file = (hash < 0) ? link : link.substring(0, hash);
		Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
		if (!Files.exists(target)) {
			return false;
		}
		return hash < 0 || !target.toString().endsWith(".md")
				|| anchors(Written.read(target)).contains(link.substring(hash + 1));
	}

	/** As GitHub names the headings. */
	private static Set<String> anchors(String text) {
		return Stream.concat(
				withoutCode(text).lines()
					.filter((line) -> line.matches("#{1,6} .*"))
					.map((line) -> line.replaceFirst("^#+ ", "")
						.toLowerCase(Locale.ROOT)
						.replaceAll("[^\\p{L}\\p{N}_ -]", "")
						.replace(' ', '-')),
				Pattern.compile("<a (?:id|name)=\"([^\"]+)\"").matcher(text).results().map((match) -> match.group(1)))
			.collect(Collectors.toSet());
	}

	private static String withoutCode(String text) {
		return text.replaceAll("(?ms)^```.*?^```", "");
	}

	static List<String> commands() {
		return Commands.visible();
	}

	static List<Path> pages() {
		try (Stream<Path> docs = Files.walk(DOCS)) {
			return Stream
				.concat(docs.filter((file) -> file.toString().endsWith(".md")),
						Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "questions.md").map(Path::of))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
