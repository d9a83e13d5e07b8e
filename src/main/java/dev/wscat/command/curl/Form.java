package dev.wscat.command.curl;

import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import dev.wscat.cli.Option;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * A form of parts, RFC 7578. Files are read while they are sent.
 */
final class Form {

	private static final String DASHES = "------------------------";

	/**
	 * A part as typed.
	 *
	 * @param name of the field
	 * @param mark {@code @} for a file that is uploaded, {@code <} for the content of
	 * one, or 0 for a value
	 * @param content value or file
	 * @param type media type, or {@code null}
	 * @param fileName to be told, or {@code null}
	 */
	record Part(String name, char mark, String content, @Nullable String type, @Nullable String fileName) {
	}

	private final Option form;

	private final Option plain;

	private final ReadableByteChannel stdin;

	private final String boundary;

	/**
	 * Create a form.
	 * @param form of {@code NAME=CONTENT}
	 * @param plain of {@code NAME=VALUE}
	 * @param stdin what the file {@code -} stands for
	 */
	Form(Option form, Option plain, ReadableByteChannel stdin) {
		this.form = form;
		this.plain = plain;
		this.stdin = stdin;
		ThreadLocalRandom random = ThreadLocalRandom.current();
		this.boundary = DASHES + String.format(Locale.ROOT, "%016x", random.nextLong());
	}

	static void check(List<String> forms, List<String> plain) {
		forms.forEach(Form::parse);
		plain.forEach(Form::parsePlain);
	}

	static List<String> fields(List<String> forms, List<String> plain) {
		List<String> fields = new ArrayList<>();
		forms.forEach((text) -> fields.add(parse(text).name() + ": " + parse(text).content()));
		plain.forEach((text) -> fields.add(parsePlain(text).name() + ": " + parsePlain(text).content()));
		return fields;
	}

	Body body() {
		List<Body.Piece> pieces = new ArrayList<>();
		for (Part part : parts()) {
			StringBuilder head = new StringBuilder("--").append(this.boundary)
				.append("\r\nContent-Disposition: form-data; name=\"")
				.append(quoted(part.name()))
				.append('"');
			String fileName = fileName(part);
			if (fileName != null) {
				head.append("; filename=\"").append(quoted(fileName)).append('"');
			}
			String type = (part.type() != null) ? part.type() : (fileName != null) ? type(fileName) : null;
			if (type != null) {
				head.append("\r\nContent-Type: ").append(type);
			}
			pieces.add(text(head.append("\r\n\r\n").toString()));
			pieces.addAll(content(part));
			pieces.add(text("\r\n"));
		}
		pieces.add(text("--" + this.boundary + "--\r\n"));
		return new Body("multipart/form-data; boundary=" + this.boundary, pieces);
	}

	private List<Part> parts() {
		List<Part> parts = new ArrayList<>();
		int one = 0;
		int other = 0;
		while (one < this.form.texts().size() || other < this.plain.texts().size()) {
			boolean first = other == this.plain.texts().size()
					|| one < this.form.texts().size() && this.form.place(one) < this.plain.place(other);
			parts.add(first ? parse(this.form.texts().get(one++)) : parsePlain(this.plain.texts().get(other++)));
		}
		return parts;
	}

	private List<Body.Piece> content(Part part) {
		if (part.mark() == 0) {
			return List.of(text(part.content()));
		}
		return part.content().equals("-") ? BodyOptions.held(this.stdin)
				: List.of(Body.Piece.of(BodyOptions.path(part.content()), 0));
	}

	private static @Nullable String fileName(Part part) {
		if (part.fileName() != null || part.mark() != '@') {
			return part.fileName();
		}
		Path name = BodyOptions.path(part.content()).getFileName();
		return (name != null) ? name.toString() : "";
	}

	private static Body.Piece text(String text) {
		return Body.Piece.of(text.getBytes(StandardCharsets.UTF_8));
	}

	/** As browsers do it, WHATWG HTML 4.10.21.8. */
	private static String quoted(String text) {
		return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
	}

	private static String type(String fileName) {
		return switch (fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
			case "gif" -> "image/gif";
			case "jpg", "jpeg" -> "image/jpeg";
			case "png" -> "image/png";
			case "svg" -> "image/svg+xml";
			case "txt" -> "text/plain";
			case "htm", "html" -> "text/html";
			case "pdf" -> "application/pdf";
			case "xml" -> "application/xml";
			default -> "application/octet-stream";
		};
	}

	static Part parsePlain(String text) {
		int equals = equals(text);
		return new Part(text.substring(0, equals), (char) 0, text.substring(equals + 1), null, null);
	}

	static Part parse(String text) {
		int equals = equals(text);
		String rest = text.substring(equals + 1);
		char mark = (rest.startsWith("@") || rest.startsWith("<")) ? rest.charAt(0) : 0;
		List<String> words = words((mark == 0) ? rest : rest.substring(1));
		@Nullable String type = null;
		@Nullable String fileName = null;
		StringBuilder content = new StringBuilder(words.get(0));
		for (String word : words.subList(1, words.size())) {
			String trimmed = word.strip();
			if (trimmed.startsWith("type=")) {
				type = trimmed.substring("type=".length());
			}
			else if (trimmed.startsWith("filename=")) {
				fileName = unquoted(trimmed.substring("filename=".length()));
			}
			else if (type != null && trimmed.matches("[\\w-]+=.*")) {
				type += "; " + trimmed;
			}
			else {
				content.append(';').append(word);
			}
		}
		if (type != null && type.chars().anyMatch((c) -> c < ' ' || c >= 0x7f)) {
			throw bad("the type of a part of -F has a control character in it");
		}
		return new Part(text.substring(0, equals), mark, unquoted(content.toString()), type, fileName);
	}

	private static int equals(String text) {
		int equals = text.indexOf('=');
		if (equals < 0) {
			throw bad("-F takes NAME=CONTENT, and this has no equals sign");
		}
		return equals;
	}

	/** At semicolons that do not stand between quotes. */
	private static List<String> words(String text) {
		List<String> words = new ArrayList<>();
		boolean quoted = false;
		int start = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\' && quoted) {
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			else if (c == ';' && !quoted) {
				words.add(text.substring(start, i));
				start = i + 1;
			}
		}
		words.add(text.substring(start));
		return words;
	}

	private static String unquoted(String text) {
		boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
		return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1") : text;
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

}
