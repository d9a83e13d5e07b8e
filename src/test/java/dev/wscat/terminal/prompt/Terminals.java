package dev.wscat.terminal.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/**
 * Terminals of tests.
 */
final class Terminals {

	private Terminals() {
	}

	static Terminal none() {
		try {
			return new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
