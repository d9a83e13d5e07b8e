package dev.wscat.command.connect;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.Filter;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Predicate;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * A condition on a message that is JSON, such as {@code $.type == "ack"}: what JSONPath
 * calls a filter. The only class that knows the library, which is loaded with it.
 *
 * @param text as typed
 * @param filter the same, compiled
 */
record JsonCondition(String text, Predicate filter) implements Expectation {

	private static final Configuration CONFIGURATION = Configuration.defaultConfiguration();

	static JsonCondition parse(String text) {
		try {
			return new JsonCondition(text, Filter.parse("[?(" + text + ")]"));
		}
		catch (JsonPathException ex) {
			throw new CliException(ExitCode.USAGE,
					"--expect='" + text + "' is no condition; write such as $.type == \"ack\", $.items[0].n > 3"
							+ " or $.error, or \\$ for a regular expression",
					ex);
		}
	}

	@Override
	public boolean isMetBy(String message) {
		try {
			return this.filter.apply(new Document(CONFIGURATION.jsonProvider().parse(message)));
		}
		catch (JsonPathException ex) {
			// no JSON, or the path leads nowhere
			return false;
		}
	}

	/** The whole message, to which {@code $} and {@code @} refer alike. */
	private record Document(Object root) implements Predicate.PredicateContext {

		@Override
		public Object item() {
			return this.root;
		}

		@Override
		public <T> T item(Class<T> type) {
			return CONFIGURATION.mappingProvider().map(this.root, type, CONFIGURATION);
		}

		@Override
		public Configuration configuration() {
			return CONFIGURATION;
		}

	}

}
