package dev.wscat.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Indents JSON by two blanks a level. Only what is between the values changes: strings
 * and numbers stay as they were written. It goes to the sink as it is made, since a level
 * deep down can cost many blanks.
 */
final class PrettyJson {

	private static final String KEY = "\u001b[34;1m";

	private static final String STRING = "\u001b[32m";

	private static final String NUMBER = "\u001b[36m";

	private static final String WORD = "\u001b[35m";

	private static final String PLAIN = "\u001b[0m";

	private final JsonFactory factory = new JsonFactory();

	private final ByteSink sink;

	private final boolean terminal;

	private final boolean coloured;

	/**
	 * Create a printer.
	 * @param sink where to
	 * @param terminal whether a person reads: then marks that drive a terminal are made
	 * visible
	 * @param coloured whether it is coloured
	 */
	PrettyJson(ByteSink sink, boolean terminal, boolean coloured) {
		this.sink = sink;
		this.terminal = terminal;
		this.coloured = coloured;
	}

	/**
	 * Write an object or array, indented.
	 * @param bytes UTF-8 text
	 * @return whether it is one; if not, nothing is written
	 * @throws IOException if the sink cannot be written
	 */
	boolean write(byte[] bytes) throws IOException {
		int start = behindBlanks(bytes, 0);
		if (start == bytes.length || bytes[start] != '{' && bytes[start] != '['
				|| !isJson(new String(bytes, StandardCharsets.UTF_8))) {
			return false;
		}
		int depth = 0;
		for (int i = start; i < bytes.length; i = behindBlanks(bytes, i)) {
			int end = behindValue(bytes, i);
			switch (bytes[i]) {
				case '{', '[' -> {
					int next = behindBlanks(bytes, end);
					this.sink.put(bytes[i]);
					if (bytes[next] == '}' || bytes[next] == ']') {
						this.sink.put(bytes[next]);
						end = next + 1;
					}
					else {
						depth++;
						newLine(depth);
					}
				}
				case '}', ']' -> {
					depth--;
					newLine(depth);
					this.sink.put(bytes[i]);
				}
				case ',' -> {
					this.sink.put(',');
					newLine(depth);
				}
				case ':' -> this.sink.put(": ");
				default -> value(bytes, i, end);
			}
			i = end;
		}
		return true;
	}

	private boolean isJson(String text) {
		try (JsonParser parser = this.factory.createParser(ObjectReadContext.empty(), text)) {
			int depth = 0;
			int values = 0;
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				values += (depth == 0) ? 1 : 0;
				depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
			}
			return values == 1;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private void newLine(int depth) throws IOException {
		this.sink.put('\n');
		for (int i = 0; i < depth; i++) {
			this.sink.put(' ');
			this.sink.put(' ');
		}
	}

	private void value(byte[] bytes, int from, int to) throws IOException {
		if (this.coloured) {
			this.sink.put(colour(bytes, from, to));
		}
		if (this.terminal) {
			this.sink.put(Escapes.visible(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
		}
		else {
			this.sink.put(bytes, from, to);
		}
		if (this.coloured) {
			this.sink.put(PLAIN);
		}
	}

	private static String colour(byte[] bytes, int from, int to) {
		if (bytes[from] == '"') {
			int next = behindBlanks(bytes, to);
			return (next < bytes.length && bytes[next] == ':') ? KEY : STRING;
		}
		return (bytes[from] >= 'a') ? WORD : NUMBER;
	}

	private static int behindBlanks(byte[] bytes, int from) {
		int i = from;
		while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r')) {
			i++;
		}
		return i;
	}

	/** Behind a string, a number, a word, or a single mark. */
	private static int behindValue(byte[] bytes, int from) {
		int i = from + 1;
		if (bytes[from] == '"') {
			while (bytes[i] != '"') {
				i += (bytes[i] == '\\') ? 2 : 1;
			}
			return i + 1;
		}
		if ("{}[]:,".indexOf(bytes[from]) >= 0) {
			return i;
		}
		while (i < bytes.length && "{}[]:, \n\t\r".indexOf(bytes[i]) < 0) {
			i++;
		}
		return i;
	}

}
