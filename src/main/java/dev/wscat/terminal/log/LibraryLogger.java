package dev.wscat.terminal.log;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * The log of a library: its warnings and errors become one line each.
 */
public final class LibraryLogger extends LegacyAbstractLogger {

	private static final long serialVersionUID = 1L;

	private static volatile @Nullable Consumer<String> sink;

	LibraryLogger(String name) {
		this.name = name;
	}

	/**
	 * Say where the lines go.
	 * @param lines takes a line for each warning or error, or {@code null} for nowhere
	 */
	public static void sendTo(@Nullable Consumer<String> lines) {
		sink = lines;
	}

	@Override
	protected @Nullable String getFullyQualifiedCallerName() {
		return null;
	}

	@Override
	protected void handleNormalizedLoggingCall(Level level, @Nullable Marker marker, String pattern,
			Object @Nullable [] arguments, @Nullable Throwable error) {
		Consumer<String> lines = sink;
		if (lines != null) {
			String text = MessageFormatter.basicArrayFormat(pattern, arguments);
			lines.accept(
					"(" + getName().replaceFirst(".*\\.", "") + ") " + text + ((error != null) ? ": " + error : ""));
		}
	}

	@Override
	public boolean isTraceEnabled() {
		return false;
	}

	@Override
	public boolean isDebugEnabled() {
		return false;
	}

	@Override
	public boolean isInfoEnabled() {
		return false;
	}

	@Override
	public boolean isWarnEnabled() {
		return sink != null;
	}

	@Override
	public boolean isErrorEnabled() {
		return sink != null;
	}

}
