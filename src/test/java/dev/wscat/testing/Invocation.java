package dev.wscat.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A command line of the packaged jar, yet to be run. The JDK is that of the system
 * property or environment variable {@code WSCAT_IT_JAVA}, else the one of the tests.
 */
public final class Invocation {

	private static final Path JAR = Path.of("target", "wscat.jar").toAbsolutePath();

	/** Runs its arguments on a terminal of its own, which it copies from and to. */
	private static final String TERMINAL = """
			import fcntl, os, pty, select, struct, sys, termios
			pid, fd = pty.fork()
			if pid == 0:
			    os.execvp(sys.argv[1], sys.argv[1:])
			fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 200, 0, 0))
			sources = [0, fd]
			while fd in sources:
			    for source in select.select(sources, [], [])[0]:
			        try:
			            data = os.read(source, 65536)
			        except OSError:
			            data = b''
			        if not data:
			            sources.remove(source)
			        while data:
			            data = data[os.write(1 if source == fd else fd, data):]
			sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
			""";

	private boolean terminal;

	private final List<String> args;

	private final List<String> javaOptions = new ArrayList<>(
			List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));

	private final Map<String, String> environment = new HashMap<>();

	private byte @Nullable [] input;

	private boolean noInput;

	private @Nullable String lastOutput;

	private @Nullable Path outputFile;

	private @Nullable Path directory;

	private Invocation(List<String> args) {
		this.args = args;
	}

	public static Invocation wscat(String... args) {
		return new Invocation(List.of(args));
	}

	/**
	 * Give stdin a text and end it; without this stdin is a pipe that stays open.
	 * @param text the whole input
	 * @return this
	 */
	public Invocation input(String text) {
		return input(text.getBytes(StandardCharsets.UTF_8));
	}

	public Invocation input(byte... bytes) {
		this.input = bytes;
		return this;
	}

	/**
	 * Read stdin from {@code /dev/null}.
	 * @return this
	 */
	public Invocation noInput() {
		this.noInput = true;
		return this;
	}

	/**
	 * Close stdout once a text has come, as {@code head} does.
	 * @param text the text
	 * @return this
	 */
	public Invocation readUntil(String text) {
		this.lastOutput = text;
		return this;
	}

	/**
	 * Run on a terminal: what is typed goes there, and stdout is all that is seen there.
	 * @return this
	 */
	public Invocation onTerminal() {
		this.terminal = true;
		return environment("TERM", "xterm-256color");
	}

	/**
	 * Tell whether the machine can give us a terminal.
	 * @return whether {@link #onTerminal()} works
	 */
	public static boolean isTerminalAvailable() {
		try {
			Process process = new ProcessBuilder("python3", "-c",
					"import os, pty, sys\nsys.exit(sys.version_info < (3, 9) or os.close(pty.openpty()[0]) or 0)")
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException | InterruptedException ex) {
			return false;
		}
	}

	public Invocation outputTo(Path file) {
		this.outputFile = file;
		return this;
	}

	public Invocation java(String... options) {
		this.javaOptions.addAll(List.of(options));
		return this;
	}

	public Invocation environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	public Invocation in(Path workingDirectory) {
		this.directory = workingDirectory;
		return this;
	}

	/**
	 * Start the process.
	 * @return the running process, to be closed
	 */
	public WscatProcess start() {
		if (!Files.exists(JAR)) {
			throw new AssertionError(JAR + " is missing; run ./mvnw verify");
		}
		List<String> command = new ArrayList<>(signalsRestored());
		command.add(java());
		command.addAll(this.javaOptions);
		command.addAll(List.of("-jar", JAR.toString()));
		command.addAll(this.args);
		if (this.terminal) {
			command.addAll(0, List.of("python3", "-c", TERMINAL));
		}
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		builder.environment()
			.keySet()
			.removeIf((name) -> name.startsWith("WSCAT_") || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
		builder.environment().putAll(this.environment);
		if (this.directory != null) {
			builder.directory(this.directory.toFile());
		}
		if (this.noInput) {
			builder.redirectInput(new File("/dev/null"));
		}
		if (this.outputFile != null) {
			builder.redirectOutput(this.outputFile.toFile());
		}
		try {
			WscatProcess process = new WscatProcess(command, builder.start(), this.lastOutput);
			byte[] bytes = this.input;
			return (bytes != null) ? process.writeAndEnd(bytes) : process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The jar with the options that every invocation has. */
	static List<String> command() {
		Invocation plain = new Invocation(List.of());
		List<String> command = new ArrayList<>(List.of(java()));
		command.addAll(plain.javaOptions);
		command.addAll(List.of("-jar", JAR.toString()));
		return command;
	}

	private static String java() {
		String named = System.getProperty("WSCAT_IT_JAVA", System.getenv("WSCAT_IT_JAVA"));
		return (named != null && !named.isBlank()) ? named
				: Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * A build in the background of a shell ignores SIGINT, and so would its children.
	 */
	private static List<String> signalsRestored() {
		Path status = Path.of("/proc/self/status");
		try {
			boolean ignored = Files.exists(status) && Files.readAllLines(status)
				.stream()
				.filter((line) -> line.startsWith("SigIgn:"))
				.anyMatch((line) -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
			return ignored ? List.of("env", "--default-signal=INT") : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
