package dev.wscat.terminal.prompt;

import java.io.StringWriter;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Text that is JSON, written another way; numbers stay as they were written.
 */
public final class JsonText {

	private static final JsonFactory FACTORY = new JsonFactory();

	private JsonText() {
	}

	/**
	 * Check JSON, and take the blanks out of it.
	 * @param text what should be JSON
	 * @return the JSON on one line
	 * @throws CliException when it is none
	 */
	public static String compact(String text) {
		try {
			return copy(text);
		}
		catch (JacksonException ex) {
			throw new CliException(ExitCode.USAGE, "not JSON: " + ex.getOriginalMessage() + " (character "
					+ Math.max(ex.getLocation().getCharOffset(), 0) + ")", ex);
		}
	}

	private static String copy(String text) {
		StringWriter writer = new StringWriter(text.length() * 2);
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text);
				JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
			int values = 0;
			int depth = 0;
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				values += (depth == 0) ? 1 : 0;
				depth += token.isStructStart() ? 1 : (token.isStructEnd() ? -1 : 0);
				if (values > 1) {
					throw new CliException(ExitCode.USAGE, "not JSON: more than one value");
				}
				if (token.isNumeric()) {
					generator.writeNumber(parser.getString());
				}
				else {
					generator.copyCurrentEvent(parser);
				}
			}
			if (values == 0) {
				throw new CliException(ExitCode.USAGE, "not JSON: nothing is there");
			}
		}
		return writer.toString();
	}

}
