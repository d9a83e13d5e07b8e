package dev.wscat.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs of the machine, run to their end.
 */
public final class Shell {

	/**
	 * What a program did.
	 *
	 * @param status its exit status
	 * @param out what it wrote to stdout
	 * @param err what it wrote to stderr
	 */
	public record Result(int status, String out, String err) {
	}

	private Shell() {
	}

	public static boolean has(String program) {
		for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
			if (Files.isExecutable(Path.of(directory, program))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Run a program with empty input.
	 * @param directory where
	 * @param environment added to ours
	 * @param command the program and its arguments
	 * @return what it did
	 */
	public static Result run(Path directory, Map<String, String> environment, String... command) {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectInput(new File("/dev/null"));
		builder.environment()
			.keySet()
			.removeIf((name) -> name.startsWith("WSCAT_") || name.equals("JAVA_TOOL_OPTIONS"));
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			Capture out = new Capture(process.getInputStream(), "stdout", null);
			Capture err = new Capture(process.getErrorStream(), "stderr", null);
			if (!process.waitFor(WscatProcess.DEADLINE.toSeconds() * 3, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new AssertionError(List.of(command) + " does not end; so far: " + out.text() + err.text());
			}
			out.join(WscatProcess.DEADLINE);
			err.join(WscatProcess.DEADLINE);
			return new Result(process.exitValue(), out.text(), err.text());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new AssertionError("interrupted", ex);
		}
	}

	/**
	 * Make a program {@code wscat} that runs the packaged jar.
	 * @param file where
	 * @return the file
	 */
	public static Path launcher(Path file) {
		List<String> command = Invocation.command();
		StringBuilder line = new StringBuilder("#!/bin/sh\nexec");
		for (String word : command) {
			line.append(" '").append(word.replace("'", "'\\''")).append('\'');
		}
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.write(file, (line + " \"$@\"\n").getBytes(StandardCharsets.UTF_8));
			if (!file.toFile().setExecutable(true)) {
				throw new AssertionError("cannot make " + file + " executable");
			}
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
