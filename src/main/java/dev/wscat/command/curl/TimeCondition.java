package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * A time that what is asked for has to be newer or older than, RFC 9110 section 13.1.
 *
 * @param time the time
 * @param older whether older
 */
record TimeCondition(Instant time, boolean older) {

	/** The times without a zone are those of Greenwich, as in curl. */
	private static final List<Function<String, Instant>> FORMS = List.of(
			(text) -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(),
			(text) -> OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant(),
			(text) -> LocalDateTime.parse(text.replaceFirst(" ", "T")).toInstant(ZoneOffset.UTC),
			(text) -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
			(text) -> LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay().toInstant(ZoneOffset.UTC),
			(text) -> LocalDate.parse(text, DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT))
				.atStartOfDay()
				.toInstant(ZoneOffset.UTC),
			(text) -> LocalDateTime.parse(text, DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ROOT))
				.toInstant(ZoneOffset.UTC));

	/**
	 * Read a condition.
	 * @param text a date or a file, with {@code -} before it for what is older
	 * @return the condition
	 * @throws CliException when it is neither
	 */
	static TimeCondition parse(String text) {
		boolean older = text.startsWith("-");
		String bare = (older || text.startsWith("+") || text.startsWith("=")) ? text.substring(1) : text;
		Instant time = date(bare.strip());
		if (time == null) {
			time = file(bare);
		}
		if (time == null) {
			throw new CliException(ExitCode.USAGE,
					"invalid --time-cond: '" + text
							+ "' is no file and no date such as 2026-01-31, '2026-01-31 12:00:00' or"
							+ " 'Sat, 31 Jan 2026 12:00:00 GMT'");
		}
		return new TimeCondition(time, older);
	}

	private static @Nullable Instant date(String text) {
		for (Function<String, Instant> form : FORMS) {
			try {
				return form.apply(text);
			}
			catch (DateTimeException ex) {
				// perhaps of another form
			}
		}
		return null;
	}

	private static @Nullable Instant file(String text) {
		try {
			Path path = Path.of(text);
			return Files.exists(path) ? Files.getLastModifiedTime(path).toInstant() : null;
		}
		catch (IOException | InvalidPathException ex) {
			return null;
		}
	}

	String header() {
		return this.older ? "If-Unmodified-Since" : "If-Modified-Since";
	}

	String value() {
		return DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
			.format(this.time.atOffset(ZoneOffset.UTC));
	}

}
