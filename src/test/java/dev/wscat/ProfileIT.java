package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Profiles: options with a name, which only their owner can read.
 */
class ProfileIT {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void aSavedProfileIsUsedByTheMainJobAndByTheCommand() throws IOException {
		try (RawServer server = new RawServer()) {
			try (WscatProcess wscat = run("connect", server.url(), "-w", "0", "--save-profile=test-1.a")) {
				wscat.exits(0).printed("").said(profile("test-1.a").toString()).saidNot("warning", "connecting");
			}
			assertThat(Files.readString(profile("test-1.a"))).contains("--connect=" + server.url(), "--wait=0");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile("test-1.a"))))
				.isEqualTo("rw-------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile("test-1.a").getParent())))
				.isEqualTo("rwx------");
			assertSends(server, "--profile=test-1.a");
			assertSends(server, "connect", "--profile=test-1.a");
		}
	}

	private void assertSends(RawServer server, String... args) {
		try (WscatProcess wscat = invocation(args).input("hello\n").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("hello");
			peer.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void whatIsTypedWinsOverTheProfileAndThatOverTheEnvironment() throws IOException {
		write("p", "--connect=ws://profile.invalid/ --wait=1");
		try (WscatProcess wscat = invocation("--profile=p", "-c", "ws://typed.invalid/").noInput().start()) {
			wscat.exits(3).said("typed.invalid").saidNot("profile.invalid");
		}
		try (WscatProcess wscat = invocation("--profile=p").environment("WSCAT_CONNECT", "ws://variable.invalid/")
			.noInput()
			.start()) {
			wscat.exits(3).said("profile.invalid").saidNot("variable.invalid");
		}
	}

	@Test
	void aVariableCanNameTheProfile() throws IOException {
		write("p", "--connect=ws://profile.invalid/");
		try (WscatProcess wscat = invocation("-q").environment("WSCAT_PROFILE", "p").noInput().start()) {
			wscat.exits(3).said("profile.invalid");
		}
	}

	@Test
	void aSecretIsWarnedAboutAndNotShown() throws IOException {
		try (WscatProcess wscat = run("-c", "wss://me:hunter2@localhost/", "--save-profile=p")) {
			wscat.exits(0).said("warning: ", "--connect").saidNot("hunter2");
		}
		assertThat(Files.readString(profile("p"))).contains("hunter2");
	}

	@Test
	void whatIsWrongIsNotSaved() {
		try (WscatProcess wscat = run("-c", "ftp://localhost/", "--save-profile=p")) {
			wscat.exits(2).said("ftp://localhost/");
		}
		assertThat(profile("p")).doesNotExist();
	}

	@Test
	void aProfileIsReplacedAsAWhole() throws IOException {
		write("p", "--quiet");
		try (WscatProcess wscat = run("listen", "0", "--keep", "--save-profile=p")) {
			wscat.exits(0);
		}
		assertThat(Files.readString(profile("p"))).contains("--listen=0\n--keep\n").doesNotContain("--quiet");
		try (var files = Files.list(profile("p").getParent())) {
			assertThat(files).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../p", "a/b", ".p", "", "a\\b", "a b", "p\n" })
	void aNameCannotLeadElsewhere(String name) {
		try (WscatProcess wscat = run("-c", "ws://localhost:1/", "--save-profile=" + name)) {
			wscat.exits(2).said("is no name of a profile");
		}
		try (WscatProcess wscat = run("--profile=" + name)) {
			wscat.exits(2).said("is no name of a profile");
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aProfileThatIsNotThereIsAUsageErrorThatNamesTheOthers() throws IOException {
		write("prod", "--quiet");
		try (WscatProcess wscat = run("--profile=pord")) {
			wscat.exits(2).said("no profile 'pord'", "prod");
		}
	}

	@Test
	void aDirectoryThatCannotBeWrittenIsALocalFault() throws IOException {
		Files.writeString(this.directory.resolve("wscat"), "a file");
		try (WscatProcess wscat = run("-c", "ws://localhost:1/", "--save-profile=p")) {
			wscat.exits(8).said("cannot write").saidNot("usage", "\tat ");
		}
	}

	private void write(String name, String content) throws IOException {
		Files.createDirectories(profile(name).getParent());
		Files.writeString(profile(name), content);
	}

	private Path profile(String name) {
		return this.directory.resolve("wscat").resolve(name + ".opts");
	}

	private WscatProcess run(String... args) {
		return invocation(args).noInput().start();
	}

	private Invocation invocation(String... args) {
		return Invocation.wscat(args).environment("XDG_CONFIG_HOME", this.directory.toString());
	}

}
