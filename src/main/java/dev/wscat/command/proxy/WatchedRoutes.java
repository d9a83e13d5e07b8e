package dev.wscat.command.proxy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.FileStamp;
import dev.wscat.net.Upstream;
import dev.wscat.net.Upstreams;
import org.jspecify.annotations.Nullable;

/**
 * Routes of a file that may change. It is looked at when a client comes, at most once a
 * second; while it is wrong, the routes from before hold.
 */
final class WatchedRoutes implements Upstreams {

	private static final long PAUSE_NANOS = 1_000_000_000;

	private final Path file;

	private volatile Routes routes;

	/** Guarded by this; {@code null} while the file is gone. */
	private @Nullable FileStamp stamp;

	private volatile long next = System.nanoTime() + PAUSE_NANOS;

	private Consumer<String> log = (line) -> {
	};

	private Consumer<String> errors = this.log;

	private WatchedRoutes(Path file, FileStamp stamp, Routes routes) {
		this.file = file;
		this.stamp = stamp;
		this.routes = routes;
	}

	/**
	 * Read a file for the first time.
	 * @param file the file
	 * @return its routes, from now on
	 * @throws CliException when it cannot be read or is wrong
	 */
	static WatchedRoutes read(Path file) {
		try {
			FileStamp stamp = FileStamp.of(file);
			return new WatchedRoutes(file, stamp, RoutesFile.parse(Files.readString(file)));
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read " + file + ": " + reason(ex), ex);
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "invalid " + file + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Say what happens to the file.
	 * @param notes takes a line when it was read anew
	 * @param wrongs takes a line when it could not be
	 */
	void tell(Consumer<String> notes, Consumer<String> wrongs) {
		this.log = notes;
		this.errors = wrongs;
	}

	@Override
	public @Nullable Upstream find(String host, String path) {
		long now = System.nanoTime();
		if (now - this.next >= 0) {
			this.next = now + PAUSE_NANOS;
			look();
		}
		return this.routes.find(host, path);
	}

	@Override
	public List<Upstream> all() {
		return this.routes.all();
	}

	private synchronized void look() {
		try {
			FileStamp current = FileStamp.of(this.file);
			if (!current.equals(this.stamp)) {
				this.stamp = current;
				this.routes = RoutesFile.parse(Files.readString(this.file));
				this.log.accept("read " + this.file + " again: " + this.routes.hosts());
			}
		}
		catch (NoSuchFileException ex) {
			if (this.stamp != null) {
				this.stamp = null;
				wrong("no such file");
			}
		}
		catch (IOException ex) {
			wrong(reason(ex));
		}
		catch (IllegalArgumentException ex) {
			wrong(String.valueOf(ex.getMessage()));
		}
	}

	private void wrong(String why) {
		this.errors.accept("the routes from before hold: " + this.file + ": " + why);
	}

	private static String reason(IOException error) {
		return (error instanceof NoSuchFileException) ? "no such file"
				: (error instanceof CharacterCodingException) ? "it is not UTF-8" : String.valueOf(error.getMessage());
	}

}
