package dev.wscat.command.transfer;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.transfer.FileNames;
import dev.wscat.net.transfer.TransferFault;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is to be sent.
 */
final class Sources {

	/** Stands for standard input. */
	static final String INPUT = "-";

	private final Console console;

	private final boolean recursive;

	private final List<Source> found = new ArrayList<>();

	private boolean incomplete;

	Sources(Console console, boolean recursive) {
		this.console = console;
		this.recursive = recursive;
	}

	/**
	 * Look for files.
	 * @param paths what was typed
	 * @param name what the only one of them is called, or {@code null}
	 * @return the files, of each folder in the order of their names
	 * @throws CliException when one is not there, or has a name that no receiver takes
	 */
	List<Source> find(List<String> paths, @Nullable String name) {
		for (String typed : paths) {
			try {
				add(typed, name);
			}
			catch (TransferFault ex) {
				throw new CliException(ExitCode.LOCAL,
						"cannot send " + typed + ": " + ex.line() + "; name it with --name");
			}
			catch (IOException ex) {
				throw new CliException(ExitCode.LOCAL, "cannot send " + typed + ": " + SendLog.reason(ex), ex);
			}
		}
		return this.found;
	}

	/** Whether files of a folder were left out that should have been sent. */
	boolean isIncomplete() {
		return this.incomplete;
	}

	private void add(String typed, @Nullable String name) throws IOException {
		if (typed.equals(INPUT)) {
			keep(null, (name != null) ? name : "");
			return;
		}
		Path path = Path.of(typed);
		Path last = path.toAbsolutePath().normalize().getFileName();
		String own = (name != null) ? name : (last != null) ? last.toString() : "root";
		if (!Files.isDirectory(path)) {
			if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
				throw new IOException("it is no plain file");
			}
			if (!Files.isReadable(path)) {
				throw new IOException("permission denied");
			}
			keep(path, own);
			return;
		}
		if (!this.recursive) {
			throw new CliException(ExitCode.USAGE, typed + " is a folder; send it with -r");
		}
		int first = this.found.size();
		Files.walkFileTree(path, new Walk(path, own));
		this.found.subList(first, this.found.size()).sort(Comparator.comparing(Source::name));
	}

	private void keep(@Nullable Path path, String name) {
		FileNames.parts(name);
		this.found.add(new Source(path, name));
	}

	/** Through a folder; links are not followed. */
	private final class Walk extends SimpleFileVisitor<Path> {

		private final Path root;

		private final String name;

		Walk(Path root, String name) {
			this.root = root;
			this.name = name;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (attributes.isRegularFile()) {
				String below = this.root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
				try {
					keep(file, this.name + "/" + below);
				}
				catch (TransferFault ex) {
					Sources.this.incomplete = true;
					Sources.this.console.error("not sent: " + ex.line());
				}
			}
			else {
				Sources.this.console.error("not sent: " + file + " is no plain file");
			}
			return FileVisitResult.CONTINUE;
		}

	}

}
