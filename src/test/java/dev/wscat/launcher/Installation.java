package dev.wscat.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The launcher and the jar, installed in a directory of their own.
 *
 * @param root the directory
 * @param launcher the script in it
 * @param jar the jar in it
 * @param jdk the JDK to start
 */
record Installation(Path root, Path launcher, Path jar, Path jdk) {

	private static final Path SCRIPT = Path.of("bin/wscat");

	private static final Path PACKAGED = Path.of("target/wscat.jar");

	private static final Path ENGINE = Path.of("target/wscat-script.jar");

	/**
	 * What a process left.
	 *
	 * @param status its exit status
	 * @param out what it wrote to stdout
	 * @param err what it wrote to stderr
	 */
	record Result(int status, String out, String err) {
	}

	static Installation in(Path root, Path jdk) throws IOException {
		Path launcher = Files.createDirectories(root.resolve("bin")).resolve("wscat");
		Path jar = Files.createDirectories(root.resolve("lib")).resolve("wscat.jar");
		Files.copy(SCRIPT, launcher, StandardCopyOption.COPY_ATTRIBUTES);
		Files.copy(PACKAGED, jar, StandardCopyOption.COPY_ATTRIBUTES);
		return new Installation(root, launcher, jar, jdk);
	}

	Result run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
		return run(List.of(this.launcher.toString()), environment, args);
	}

	Result run(List<String> command, Map<String, String> environment, String... args)
			throws IOException, InterruptedException {
		Path out = Files.createTempFile(this.root, "out", "");
		Path err = Files.createTempFile(this.root, "err", "");
		ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
			.redirectInput(Path.of("/dev/null").toFile())
			.redirectOutput(out.toFile())
			.redirectError(err.toFile());
		builder.command().addAll(List.of(args));
		builder.environment().keySet().removeIf((name) -> name.matches("(WSCAT|JAVA|JDK|_JAVA|XDG).*"));
		builder.environment().put("WSCAT_JAVA", this.jdk.toString());
		environment.forEach((name, value) -> {
			if (value.isEmpty()) {
				builder.environment().remove(name);
			}
			else {
				builder.environment().put(name, value);
			}
		});
		Process process = builder.start();
		if (!process.waitFor(3, TimeUnit.MINUTES)) {
			process.destroyForcibly();
			throw new AssertionError(command + " does not end; it said: " + Files.readString(err));
		}
		return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
	}

	/** Put the engine of JavaScript beside the jar. */
	Path addEngine() throws IOException {
		return Files.copy(ENGINE, this.jar.resolveSibling(ENGINE.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
	}

	/** Whether a run with these settings takes our classes from a cache. */
	boolean isCached(Map<String, String> environment) throws IOException, InterruptedException {
		return isCached(environment, "dev.wscat.Wscat", "--version");
	}

	/** Whether a run with these settings takes a class from a cache. */
	boolean isCached(Map<String, String> environment, String type, String... args)
			throws IOException, InterruptedException {
		// WSCAT_JAVA_OPTS is split at spaces
		Path log = Files.createTempFile("classes", "");
		Map<String, String> logging = new HashMap<>(environment);
		logging.put("WSCAT_JAVA_OPTS", "-Xlog:class+load=info:file=" + log);
		run(logging, args);
		return Files.readString(log).lines().anyMatch((line) -> line.contains(type + " source: shared objects"));
	}

	/** Put another version of the program in the place of the jar. */
	void replaceJar(String version, String other) throws IOException {
		Path copy = this.root.resolve("other.jar");
		Files.copy(this.jar, copy);
		try (FileSystem zip = FileSystems.newFileSystem(copy)) {
			try (Stream<Path> classes = Files.list(zip.getPath("/dev/wscat"))) {
				classes.filter((file) -> file.toString().endsWith(".class"))
					.forEach((file) -> replace(file, version, other));
			}
		}
		Files.move(copy, this.jar, StandardCopyOption.REPLACE_EXISTING);
	}

	private static void replace(Path file, String text, String other) {
		try {
			String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
			if (bytes.contains(text)) {
				Files.writeString(file, bytes.replace(text, other), StandardCharsets.ISO_8859_1);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
