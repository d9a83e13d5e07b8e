package dev.wscat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file of which a part is made from the definitions. {@code -Dwscat.write=true} writes
 * that part instead of comparing it.
 */
final class Written {

	private Written() {
	}

	/**
	 * Compare a part of a file, or write it.
	 * @param file in the repository
	 * @param begin stands right in front of the part
	 * @param end stands right behind it
	 * @param expected what the part has to be
	 */
	static void check(Path file, String begin, String end, String expected) {
		String text = read(file);
		int start = text.indexOf(begin) + begin.length();
		int stop = text.indexOf(end, start);
		assertThat(start).as(file + " has '" + begin + "'").isGreaterThanOrEqualTo(begin.length());
		assertThat(stop).as(file + " has '" + end + "' behind that").isNotNegative();
		if (Boolean.getBoolean("wscat.write")) {
			write(file, text.substring(0, start) + expected + text.substring(stop));
			return;
		}
		assertThat(text.substring(start, stop))
			.as(file + ": ./mvnw test -Dtest='HelpTests,DocsTests'"
					+ " -Dwscat.write=true writes what is made from the options")
			.isEqualTo(expected);
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
