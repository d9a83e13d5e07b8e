package dev.wscat.terminal.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Binds SLF4J to {@link LibraryLogger}; named by the system property
 * {@code slf4j.provider}, which saves the search for one.
 */
public final class LogProvider implements SLF4JServiceProvider {

	private @Nullable IMarkerFactory markers;

	@Override
	public ILoggerFactory getLoggerFactory() {
		return LibraryLogger::new;
	}

	@Override
	public IMarkerFactory getMarkerFactory() {
		if (this.markers == null) {
			this.markers = new BasicMarkerFactory();
		}
		return this.markers;
	}

	@Override
	public MDCAdapter getMDCAdapter() {
		return new NOPMDCAdapter();
	}

	@Override
	public String getRequestedApiVersion() {
		return "2.0.99";
	}

	@Override
	public void initialize() {
		// nothing to prepare
	}

}
