package dev.wscat.command.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.TransferFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where a file that is received is written, and where not.
 */
@SuppressWarnings("NullAway.Init")
class IncomingTests {

	@TempDir
	private Path folder;

	private Path root;

	private Path outside;

	@BeforeEach
	void makeFolders() throws IOException {
		this.root = Files.createDirectory(this.folder.resolve("root"));
		this.outside = Files.createDirectory(this.folder.resolve("outside"));
	}

	@Test
	void aFileIsPartialUntilItIsWhole() throws IOException {
		try (Incoming file = incoming("a/b/c.txt", 5)) {
			file.start(0);
			assertThat(file.write(0, bytes("hel"))).isEqualTo(3);
			assertThat(this.root.resolve("a/b/c.txt.part")).hasContent("hel");
			assertThat(this.root.resolve("a/b/c.txt")).doesNotExist();
			file.write(3, bytes("lo"));
			file.end(5);
			file.complete();
		}
		assertThat(this.root.resolve("a/b/c.txt.part")).doesNotExist();
		assertThat(this.root.resolve("a/b/c.txt")).hasContent("hello");
		assertThat(Files.getPosixFilePermissions(this.root.resolve("a/b/c.txt")))
			.isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
		assertThat(Files.getLastModifiedTime(this.root.resolve("a/b/c.txt")).toMillis()).isEqualTo(1_000_000);
		assertThat(Files.getAttribute(this.root.resolve("a/b/c.txt"), "unix:mode")).isEqualTo(0100750);
	}

	@Test
	void whatIsThereIsCountedAndGoneOnWith() throws IOException {
		Files.writeString(this.root.resolve("x.part"), "hel");
		try (Incoming file = incoming("x", 5)) {
			assertThat(file.count(false)).isEqualTo(Digests.sha256().digest("hel".getBytes(StandardCharsets.UTF_8)));
			assertThat(file.counted()).isEqualTo(3);
			file.start(3);
			assertThat(file.write(0, bytes("he"))).isZero();
			assertThat(file.write(1, bytes("ELlo"))).as("only what is new").isEqualTo(2);
			file.end(5);
			file.count(bytes("lo"));
			assertThat(file.isSame(Digests.sha256().digest("hello".getBytes(StandardCharsets.UTF_8)))).isTrue();
			file.complete();
		}
		assertThat(this.root.resolve("x")).hasContent("hello");
	}

	@Test
	void whatIsThereAndOfNoUseIsCutOff() throws IOException {
		Files.writeString(this.root.resolve("x.part"), "something else");
		try (Incoming file = incoming("x", 2)) {
			assertThat(file.count(false)).as("longer than the file").isEmpty();
			file.start(0);
			file.write(0, bytes("ab"));
			file.complete();
		}
		assertThat(this.root.resolve("x")).hasContent("ab");
	}

	@Test
	void bytesThatDoNotFollowAreRefused() throws IOException {
		try (Incoming file = incoming("x", 5)) {
			assertFault(() -> file.write(0, bytes("a")));
			assertFault(() -> file.start(1));
			file.start(0);
			assertFault(() -> file.start(0));
			assertFault(() -> file.write(1, bytes("a")));
			assertFault(() -> file.write(0, bytes("abcdef")));
			assertFault(() -> file.write(Long.MAX_VALUE - 2, bytes("abc")));
			file.write(0, bytes("abc"));
			assertFault(() -> file.end(3));
			assertFault(() -> file.end(5));
			file.write(3, bytes("de"));
			file.end(5);
			assertFault(() -> file.write(5, bytes("f")));
		}
	}

	@Test
	void linksAreNotFollowed() throws IOException {
		Files.createSymbolicLink(this.root.resolve("way"), this.outside);
		Files.createSymbolicLink(this.root.resolve("x.part"), this.outside.resolve("target"));
		try (Incoming file = incoming("way/x", 1); Incoming partial = incoming("x", 1)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.start(0));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> partial.start(0));
		}
		assertThat(this.outside).isEmptyDirectory();
	}

	@Test
	void aLinkOfTheNameIsReplacedAndItsTargetIsNot() throws IOException {
		Path target = Files.writeString(this.outside.resolve("target"), "precious");
		Files.createSymbolicLink(this.root.resolve("x"), target);
		try (Incoming file = incoming("x", 1)) {
			file.start(0);
			file.write(0, bytes("a"));
			file.complete();
		}
		assertThat(target).hasContent("precious");
		assertThat(Files.isSymbolicLink(this.root.resolve("x"))).isFalse();
		assertThat(Files.size(this.root.resolve("x"))).isEqualTo(1);
	}

	@Test
	void aFolderThatBecomesALinkMeanwhileLeadsNowhere() throws IOException {
		try (Incoming file = incoming("sub/x", 1)) {
			file.start(0);
			Files.move(this.root.resolve("sub"), this.root.resolve("moved"));
			Files.createSymbolicLink(this.root.resolve("sub"), this.outside);
			file.write(0, bytes("a"));
			file.complete();
		}
		assertThat(this.outside).isEmptyDirectory();
		assertThat(this.root.resolve("moved/x")).hasContent("a");
	}

	@Test
	void pipesAndFoldersOfTheNameAreNoFiles() throws IOException, InterruptedException {
		Files.createDirectory(this.root.resolve("y.part"));
		assertThat(new ProcessBuilder("mkfifo", this.root.resolve("x.part").toString()).start().waitFor()).isZero();
		for (String name : new String[] { "x", "y" }) {
			try (Incoming file = incoming(name, 1)) {
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.start(0))
					.withMessageContaining("no plain file");
			}
		}
	}

	@Test
	void aFolderIsNotReplacedByAFile() throws IOException {
		Files.createDirectory(this.root.resolve("x"));
		try (Incoming file = incoming("x", 1)) {
			file.start(0);
			file.write(0, bytes("a"));
			assertThatExceptionOfType(IOException.class).isThrownBy(file::complete);
		}
		assertThat(Files.isDirectory(this.root.resolve("x"), LinkOption.NOFOLLOW_LINKS)).isTrue();
	}

	@Test
	void aLongNameHasAPartialFileToo() throws IOException {
		String name = "\u0444".repeat(127);
		try (Incoming file = incoming(name, 1)) {
			assertThat(file.partial().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
			assertThat(file.partial()).endsWith(".part").isNotEqualTo(incoming(name + "a", 1).partial());
			file.start(0);
			file.write(0, bytes("a"));
			file.complete();
		}
		assertThat(this.root.resolve(name)).hasContent("a");
	}

	@Test
	void anotherNameIsTheNextThatIsFree() throws IOException {
		Files.writeString(this.root.resolve("a.b.txt"), "");
		Files.writeString(this.root.resolve("a.b (1).txt"), "");
		try (Incoming file = incoming("a.b.txt", 1); Folder present = file.open()) {
			assertThat(present.free("a.b.txt")).isEqualTo("a.b (2).txt");
			assertThat(present.free(".profile")).isEqualTo(".profile (1)");
		}
	}

	private Incoming incoming(String name, long size) {
		FileHeader header = new FileHeader(UUID.randomUUID(), name, size, 06750, 1_000_000_000L);
		return new Incoming(this.root, 1, 1, header, header.parts());
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	private static void assertFault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(TransferFault.class).isThrownBy(call);
	}

}
