package dev.wscat.terminal;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * A secret that is typed, unseen, on the terminal itself; stdin and stdout may be pipes.
 */
public final class Passphrase {

	private static final File TERMINAL = new File("/dev/tty");

	private static final int LONGEST = 1024;

	private Passphrase() {
	}

	/**
	 * Ask, and wait for a line.
	 * @param question such as {@code Passphrase: }
	 * @return what was typed
	 * @throws CliException when there is no terminal
	 */
	public static String ask(String question) {
		// Ctrl-C ends the JVM in the middle of the question
		Thread restore = new Thread(() -> echo("echo"));
		try (FileInputStream in = new FileInputStream(TERMINAL);
				FileOutputStream out = new FileOutputStream(TERMINAL)) {
			Runtime.getRuntime().addShutdownHook(restore);
			echo("-echo");
			try {
				out.write(question.getBytes(StandardCharsets.UTF_8));
				return line(in);
			}
			finally {
				echo("echo");
				Runtime.getRuntime().removeShutdownHook(restore);
				out.write('\n');
			}
		}
		catch (IOException | IllegalStateException ex) {
			throw new CliException(ExitCode.LOCAL,
					"there is no terminal to ask for the passphrase on; give --passphrase=@FILE", ex);
		}
	}

	private static String line(FileInputStream in) throws IOException {
		ByteArrayOutputStream typed = new ByteArrayOutputStream();
		for (int next = in.read(); next >= 0 && next != '\n' && typed.size() < LONGEST; next = in.read()) {
			typed.write(next);
		}
		return typed.toString(StandardCharsets.UTF_8);
	}

	private static void echo(String mode) {
		try {
			new ProcessBuilder("stty", mode).redirectInput(TERMINAL)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			// it is seen then; there is no other way to ask
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
