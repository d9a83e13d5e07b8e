package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Options from the environment and from {@code application.yml}; the command line wins.
 */
class SettingsIT {

	@Test
	void anEnvironmentVariableIsAnOption() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat()
					.environment("WSCAT_CONNECT", server.url())
					.environment("WSCAT_WAIT", "0")
					.input("hello\n")
					.start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().opcode()).isEqualTo(Frame.TEXT);
			peer.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void aFileInTheWorkingDirectoryGivesOptions(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("application.yml"), "wscat:\n  listen: 127.0.0.1:0\n  quiet: false\n");
		try (WscatProcess wscat = Invocation.wscat().in(directory).start()) {
			assertThat(wscat.port()).isPositive();
			wscat.terminate().exits(143);
		}
	}

	@Test
	void theEnvironmentWinsOverTheFileAndTheCommandLineOverBoth(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("application.yml"), "wscat:\n  connect: ws://file.invalid/\n");
		try (WscatProcess wscat = Invocation.wscat()
			.in(directory)
			.environment("WSCAT_CONNECT", "ws://environment.invalid/")
			.start()) {
			wscat.exits(3).said("environment.invalid").saidNot("file.invalid");
		}
		try (WscatProcess wscat = Invocation.wscat("--connect=ws://argument.invalid/")
			.in(directory)
			.environment("WSCAT_CONNECT", "ws://environment.invalid/")
			.start()) {
			wscat.exits(3).said("argument.invalid").saidNot("file.invalid", "environment.invalid");
		}
	}

	@Test
	void aFlagCanBeSetInTheFile(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("application.yml"), "wscat:\n  quiet: true\n");
		try (WscatProcess wscat = Invocation.wscat("-c", "ws://argument.invalid/").in(directory).start()) {
			wscat.exits(3).saidNot("connecting to");
		}
	}

	@Test
	void aValueInTheFileThatMakesNoSenseIsAUsageError(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("application.yml"), "wscat:\n  wait: soon\n");
		try (WscatProcess wscat = Invocation.wscat("-c", "ws://argument.invalid/").in(directory).start()) {
			wscat.exits(2).said("soon").saidNot("\tat ");
		}
	}

	@Test
	void aFileThatIsNoYamlIsAUsageError(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("application.yml"), "wscat: [unclosed\n");
		try (WscatProcess wscat = Invocation.wscat("-c", "ws://argument.invalid/").in(directory).start()) {
			wscat.exits(2).said("application.yml").saidNot("\tat ");
		}
	}

}
