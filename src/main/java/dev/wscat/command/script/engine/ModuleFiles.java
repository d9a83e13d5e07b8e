package dev.wscat.command.script.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.graalvm.polyglot.io.FileSystem;

/**
 * What a program can import: the modules that are built in, and files below its own
 * folder. Nothing else of the file system is there for it, and nothing can be written.
 */
final class ModuleFiles implements FileSystem {

	/** No file can have this name. */
	private static final String BUILT_IN = "/wscat:\n/";

	private static final Map<String, String> MODULES = Map.of("http", """
			const http = globalThis[Symbol.for('wscat.modules')].http;
			export default http;
			export const { createServer, Server } = http;
			""", "fs", """
			const fs = globalThis[Symbol.for('wscat.modules')].fs;
			export default fs;
			export const { readFile, writeFile, promises } = fs;
			""", "fs/promises", """
			const { readFile, writeFile } = globalThis[Symbol.for('wscat.modules')].fs;
			export default { readFile, writeFile };
			export { readFile, writeFile };
			""", "process", """
			const process = globalThis[Symbol.for('wscat.modules')].process;
			export default process;
			export const { argv, env, exit, stdin, stdout, stderr } = process;
			""");

	private final Path folder;

	/** Files that are not on disk, by their absolute names. */
	private final Map<Path, byte[]> given = new HashMap<>();

	private final Set<Path> loaded = new LinkedHashSet<>();

	/**
	 * Create the files of a program.
	 * @param folder its folder, as it really is
	 */
	ModuleFiles(Path folder) {
		this.folder = folder;
		MODULES
			.forEach((name, text) -> this.given.put(Path.of(BUILT_IN + name), text.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Give a program that is in no file.
	 * @param name what it is called in errors
	 * @param code the program
	 * @return the name of its file
	 */
	Path give(String name, String code) {
		Path path = this.folder.resolve(name);
		this.given.put(path, code.getBytes(StandardCharsets.UTF_8));
		return path;
	}

	/** The files that were read. */
	synchronized Set<Path> loaded() {
		return new LinkedHashSet<>(this.loaded);
	}

	@Override
	public Path parsePath(URI uri) {
		if (uri.getScheme() != null && uri.getScheme().equals("node")) {
			return parsePath(uri.getSchemeSpecificPart());
		}
		if (!"file".equals(uri.getScheme())) {
			throw new SecurityException("a program imports local files only, not " + uri);
		}
		return Path.of(uri);
	}

	@Override
	public Path parsePath(String path) {
		if (MODULES.containsKey(path)) {
			return Path.of(BUILT_IN + path);
		}
		boolean bare = !path.isEmpty() && !path.startsWith("/") && !path.startsWith(".");
		return Path.of(bare ? BUILT_IN + "none/" + path : path);
	}

	@Override
	public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
		if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE)) {
			throw new SecurityException("a program cannot change its modules");
		}
		if (!this.given.containsKey(path)) {
			real(path);
		}
	}

	@Override
	public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... more)
			throws IOException {
		for (OpenOption option : options) {
			if (!option.toString().equals("READ")) {
				throw new SecurityException("a program cannot change its modules");
			}
		}
		byte[] bytes = this.given.get(path);
		if (bytes != null) {
			return new ByteArrayChannel(bytes);
		}
		Path real = real(path);
		synchronized (this) {
			this.loaded.add(real);
		}
		return Files.newByteChannel(real);
	}

	@Override
	public Path toAbsolutePath(Path path) {
		return path.isAbsolute() ? path : this.folder.resolve(path);
	}

	@Override
	public Path toRealPath(Path path, LinkOption... options) throws IOException {
		return this.given.containsKey(path) ? path : real(path);
	}

	/**
	 * Where a file really is, links followed, which has to be below the program's folder.
	 */
	private Path real(Path path) throws IOException {
		if (path.toString().startsWith(BUILT_IN)) {
			String name = path.toString().substring((BUILT_IN + "none/").length());
			throw new NoSuchFileException(name, null,
					"there is no module '" + name + "'; built in are http, fs and process, and ./ begins a local file");
		}
		Path real;
		try {
			real = toAbsolutePath(path).toRealPath();
		}
		catch (NoSuchFileException ex) {
			if (!toAbsolutePath(path).normalize().startsWith(this.folder)) {
				throw outside(path);
			}
			throw new NoSuchFileException(path.toString(), null, "there is no file " + path);
		}
		if (!real.startsWith(this.folder)) {
			throw outside(path);
		}
		return real;
	}

	private SecurityException outside(Path path) {
		return new SecurityException(path + " is outside of the program's folder " + this.folder);
	}

	@Override
	public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
		if (this.given.containsKey(path)) {
			return Map.of("isRegularFile", true, "isDirectory", false, "isSymbolicLink", false, "size",
					(long) this.given.get(path).length);
		}
		return Files.readAttributes(real(path), attributes, options);
	}

	@Override
	public void createDirectory(Path directory, FileAttribute<?>... attributes) {
		throw new SecurityException("a program cannot change its modules");
	}

	@Override
	public void delete(Path path) {
		throw new SecurityException("a program cannot change its modules");
	}

	@Override
	public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter) {
		throw new SecurityException("a program cannot list folders");
	}

}
