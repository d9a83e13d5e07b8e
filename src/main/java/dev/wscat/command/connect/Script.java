package dev.wscat.command.connect;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.core.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were typed with the command or stand in files, a line each. A file is
 * read line by line as its messages are taken. Used by one thread at a time.
 */
final class Script {

	/** Stands before a text that is not to be taken for a file. */
	private static final char LITERAL = '\0';

	private final Iterator<String> sources;

	private final boolean files;

	private final int longest;

	private @Nullable InputStream lines;

	private String file = "";

	private long line;

	/**
	 * Create a script.
	 * @param sources {@code TEXT} or {@code @FILE}
	 * @param longest longest line of a file, in bytes
	 */
	Script(List<String> sources, int longest) {
		boolean any = false;
		for (String source : sources) {
			any |= source.startsWith("@");
		}
		this.files = any;
		this.sources = sources.iterator();
		this.longest = longest;
	}

	/** Mark a text that may begin with an at sign. */
	static String literal(String text) {
		return LITERAL + text;
	}

	/** Find out before connecting that a file is missing. */
	static void check(String source) {
		if (source.startsWith("@") && !Files.isReadable(Path.of(source.substring(1)))) {
			throw new CliException(ExitCode.LOCAL, "cannot read " + source.substring(1) + ": no such file, or not ours"
					+ " to read; to send a text that begins with @ write -x");
		}
	}

	/** Whether to take the next message may block. */
	boolean hasFiles() {
		return this.files;
	}

	/**
	 * Return the next message.
	 * @return {@code null} when there is none
	 * @throws CliException when a file cannot be read or is no text
	 */
	@Nullable Message next() {
		try {
			while (true) {
				InputStream open = this.lines;
				if (open != null) {
					byte[] text = line(open);
					if (text != null) {
						return Message.of(Opcode.TEXT, text);
					}
					close();
				}
				if (!this.sources.hasNext()) {
					return null;
				}
				String source = this.sources.next();
				if (!source.startsWith("@")) {
					return Message.text((source.indexOf(LITERAL) == 0) ? source.substring(1) : source);
				}
				this.file = source.substring(1);
				this.line = 0;
				this.lines = new BufferedInputStream(Files.newInputStream(Path.of(this.file)));
			}
		}
		catch (IOException ex) {
			String reason = (ex instanceof NoSuchFileException) ? "no such file" : String.valueOf(ex.getMessage());
			throw new CliException(ExitCode.LOCAL, "cannot read " + this.file + ": " + reason, ex);
		}
	}

	private byte @Nullable [] line(InputStream in) throws IOException {
		this.line++;
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int value = in.read();
		if (value < 0) {
			return null;
		}
		while (value >= 0 && value != '\n') {
			if (bytes.size() > this.longest) {
				throw fault("is longer than " + this.longest + " bytes; allow more with --max-message");
			}
			bytes.write(value);
			value = in.read();
		}
		byte[] text = bytes.toByteArray();
		if (value == '\n' && text.length > 0 && text[text.length - 1] == '\r') {
			text = Arrays.copyOf(text, text.length - 1);
		}
		int wrong = Utf8.firstFault(text, 0, text.length);
		if (wrong >= 0) {
			throw fault("is not UTF-8 at byte " + (wrong + 1));
		}
		return text;
	}

	private CliException fault(String what) {
		return new CliException(ExitCode.LOCAL, "line " + this.line + " of " + this.file + " " + what);
	}

	private void close() throws IOException {
		InputStream open = this.lines;
		this.lines = null;
		if (open != null) {
			open.close();
		}
	}

}
