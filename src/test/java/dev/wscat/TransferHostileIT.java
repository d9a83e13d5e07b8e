package dev.wscat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.wscat.net.transfer.Chunk;
import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.Kinds;
import dev.wscat.net.transfer.Letter;
import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Senders, receivers and servers that do not keep to the rules of a transfer.
 */
@SuppressWarnings("NullAway.Init")
class TransferHostileIT {

	private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

	@TempDir
	private Path folder;

	private Path to;

	private WscatProcess server;

	private WscatProcess receiver;

	private RawPeer sender;

	/** Our number as a sender, and that of the receiver. */
	private int us;

	private int them;

	@BeforeEach
	void start() throws IOException {
		this.to = Files.createDirectory(this.folder.resolve("to"));
		this.server = Invocation.wscat("transfer", "--port=0").start();
		this.receiver = Invocation
			.wscat("receive", "ws://localhost:" + this.server.port(), "--keep", "--dir", this.to.toString())
			.start();
		this.receiver.awaitErr("waiting for files");
		this.sender = enter(Kinds.SENDER);
		this.us = read(this.sender, Kinds.WELCOME).sender();
		this.them = read(this.sender, Kinds.HERE).receiver();
	}

	@AfterEach
	void stop() {
		this.sender.close();
		this.receiver.close();
		this.server.close();
	}

	@Test
	void whoKeepsToTheRulesIsServed() {
		assertDelivers(1, "good.txt");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tmp/x", "../x", "a/../../x", "nul", "a\u0000b", "a\nb", "a\\b", "", "a//b", "\u202ex" })
	void namesThatLeadElsewhereAreRefused(String name) throws IOException {
		say(Letter.offer(this.us, 1, this.them, new FileHeader(UUID.randomUUID(), name, 5, 0644, 0)));
		assertThat(read(this.sender, Kinds.REFUSE).file()).isEqualTo(1);
		assertThat(this.to).isEmptyDirectory();
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).containsExactly(this.to);
		}
		assertDelivers(2, "good.txt");
	}

	@Test
	void longNamesAndTwinsByCaseAreRefused() {
		say(Letter.offer(this.us, 1, this.them, header("a".repeat(256), 5)));
		assertThat(read(this.sender, Kinds.REFUSE).text()).contains("255 bytes");
		assertDelivers(2, "Readme");
		say(Letter.offer(this.us, 3, this.them, header("README", 5)));
		assertThat(read(this.sender, Kinds.REFUSE).text()).contains("differs in nothing but case");
		say(Letter.offer(this.us, 4, this.them, header("x", 5)));
		read(this.sender, Kinds.WANT);
		say(Letter.offer(this.us, 5, this.them, header("x.part", 5)));
		assertThat(read(this.sender, Kinds.REFUSE).text()).contains("is being received");
	}

	@Test
	void linksInTheFolderAreNotGoneThrough() throws IOException {
		Path outside = Files.createDirectory(this.folder.resolve("outside"));
		Files.createSymbolicLink(this.to.resolve("way"), outside);
		Files.createSymbolicLink(this.to.resolve("y.part"), outside.resolve("y"));
		say(Letter.offer(this.us, 1, this.them, header("way/x", 5)));
		assertThat(read(this.sender, Kinds.REFUSE).text()).contains("no folder");
		say(Letter.offer(this.us, 2, this.them, header("y", 5)));
		assertThat(read(this.sender, Kinds.REFUSE).text()).contains("no plain file");
		assertThat(outside).isEmptyDirectory();
	}

	@Test
	void aWrongDigestLeavesNothing() {
		offer(1, "a", 5);
		say(Letter.place(Kinds.START, this.us, 1, this.them, 0));
		chunk(1, 0, HELLO);
		say(Letter.place(Kinds.END, this.us, 1, 0, 5, new byte[32]));
		assertThat(read(this.sender, Kinds.FAILED).text()).isEqualTo("what has arrived is not what was sent");
		assertThat(this.to).isEmptyDirectory();
		assertDelivers(2, "a");
	}

	@Test
	void moreBytesThanSaidAreRefused() {
		offer(1, "a", 4);
		say(Letter.place(Kinds.START, this.us, 1, this.them, 0));
		chunk(1, 0, HELLO);
		assertThat(read(this.sender, Kinds.FAILED).text()).isEqualTo("more bytes than it was said to have");
		assertThat(this.to.resolve("a")).doesNotExist();
	}

	@Test
	void anEndBeforeTheEndIsRefused() throws NoSuchAlgorithmException {
		offer(1, "a", 9);
		say(Letter.place(Kinds.START, this.us, 1, this.them, 0));
		chunk(1, 0, HELLO);
		say(Letter.place(Kinds.END, this.us, 1, 0, 9, sha256(HELLO)));
		assertThat(read(this.sender, Kinds.FAILED).text()).contains("at 5 bytes, and not at 9");
		assertThat(this.to.resolve("a")).doesNotExist();
	}

	@Test
	void aSenderThatGoesLeavesThePartialFile() {
		offer(1, "a", 9);
		say(Letter.place(Kinds.START, this.us, 1, this.them, 0));
		chunk(1, 0, HELLO);
		read(this.sender, Kinds.PROGRESS);
		this.sender.reset();
		this.receiver.awaitErr("the sender of a is gone at 5 bytes");
		assertThat(this.to.resolve("a.part")).hasContent("hello");
		assertThat(this.to.resolve("a")).doesNotExist();
	}

	@Test
	void bytesThatNobodyAskedForEndTheSession() {
		chunk(1, 0, HELLO);
		assertDismissed(this.sender, "has not begun");
	}

	@Test
	void aStartWithoutAnAnswerEndsTheSession() {
		say(Letter.place(Kinds.START, this.us, 1, this.them, 0));
		assertDismissed(this.sender, "has not asked");
	}

	@Test
	void bytesThatDoNotFollowEndTheSession() {
		offer(1, "a", 100);
		say(Letter.place(Kinds.START, this.us, 1, this.them, 0));
		chunk(1, 0, HELLO);
		chunk(1, 7, HELLO);
		assertDismissed(this.sender, "do not follow");
	}

	@Test
	void bytesFromAPlaceBeyondEndTheSession() {
		offer(1, "a", 100);
		say(Letter.place(Kinds.START, this.us, 1, this.them, 0));
		chunk(1, Long.MAX_VALUE - 2, HELLO);
		assertDismissed(this.sender, "nobody has asked for");
	}

	@Test
	void nobodySpeaksForOthers() {
		say(Letter.offer(this.us + 5, 1, this.them, header("a", 1)));
		assertDismissed(this.sender, "speaks for sender");
	}

	@Test
	void aHugeLetterAndTextAndOthersWordsEndTheSession() {
		this.sender.send(Frame.of(Frame.BINARY, new byte[1 << 20]));
		assertDismissed(this.sender, "");
		try (RawPeer text = enter(Kinds.SENDER)) {
			text.send(Frame.text("hello"));
			assertDismissed(text, "text is no part");
		}
		try (RawPeer stranger = RawPeer.connect(this.server.port())) {
			stranger.send(Frame.of(Frame.BINARY, new byte[50]));
			assertDismissed(stranger, "does not say who you are");
		}
		try (RawPeer old = RawPeer.connect(this.server.port())) {
			old.send(Frame.of(Frame.BINARY, new Letter(Kinds.HELLO, 99, 1, 0, new byte[16]).write()));
			assertDismissed(old, "version 99");
		}
		try (RawPeer wrong = enter(Kinds.RECEIVER)) {
			int number = read(wrong, Kinds.WELCOME).sender();
			wrong.send(Frame.of(Frame.BINARY,
					Letter.offer(1, 1, number, new FileHeader(UUID.randomUUID(), "a", 1, 0, 0)).write()));
			assertDismissed(wrong, "from a receiver");
		}
	}

	@Test
	void offersThatAreNotAnsweredAreNotPiledUp() {
		try (RawPeer deaf = enter(Kinds.RECEIVER)) {
			int number = read(deaf, Kinds.WELCOME).sender();
			for (int i = 0; i < 500; i++) {
				try {
					say(Letter.offer(this.us, i, number, header("f" + i, 1)));
				}
				catch (RuntimeException ex) {
					break; // it has closed by now
				}
			}
			assertDismissed(this.sender, "too many offers");
		}
	}

	@Test
	void lettersAboutNothingAreNotPiledUp() {
		try (RawPeer loud = enter(Kinds.RECEIVER)) {
			int number = read(loud, Kinds.WELCOME).sender();
			loud.send(Frame.of(Frame.BINARY, Letter.place(Kinds.WANT, this.us, 1, number, 0).write()));
			assertDismissed(loud, "about no file");
		}
	}

	@Test
	void moreThanTheWindowIsNotTaken() {
		try (RawPeer slow = enter(Kinds.RECEIVER)) {
			int number = read(slow, Kinds.WELCOME).sender();
			say(Letter.offer(this.us, 1, number, header("a", 1L << 40)));
			read(slow, Kinds.OFFER);
			slow.send(Frame.of(Frame.BINARY, Letter.place(Kinds.WANT, this.us, 1, number, 0).write()));
			read(this.sender, Kinds.WANT);
			say(Letter.place(Kinds.START, this.us, 1, number, 0));
			byte[] bytes = new byte[1 << 20];
			for (int i = 0; i < 20; i++) {
				try {
					chunk(1, (long) i << 20, bytes);
				}
				catch (RuntimeException ex) {
					break; // it has closed by now
				}
			}
			this.server.awaitErr("more bytes under way than receivers can take");
		}
	}

	@Test
	void aServerThatLiesIsNotFollowed() {
		try (RawServer lying = new RawServer();
				WscatProcess victim = Invocation.wscat("receive", lying.url(), "--keep", "--dir", this.to.toString())
					.start();
				RawPeer peer = lying.accept()) {
			assertThat(Letter.read(peer.read().payload()).file()).isEqualTo(Kinds.RECEIVER);
			send(peer, Letter.welcome(1, 0));
			byte[] chunk = new byte[Chunk.HEAD + 1];
			Chunk.head(chunk, 2, 1, 0);
			peer.send(Frame.of(Frame.BINARY, chunk));
			send(peer, Letter.place(Kinds.START, 2, 1, 1, 0));
			send(peer, Letter.offer(2, 1, 1, header("a", 9)));
			assertThat(Letter.read(peer.read().payload()).kind()).isEqualTo(Kinds.WANT);
			send(peer, Letter.place(Kinds.START, 2, 1, 1, 5));
			assertThat(Letter.read(peer.read().payload()).kind()).isEqualTo(Kinds.REFUSE);
			assertThat(this.to).isEmptyDirectory();
			peer.send(Frame.of(Frame.BINARY, (byte) Kinds.OFFER));
			peer.answerClose(1002);
			victim.exits(6).said("this is no transfer server");
		}
	}

	@Test
	void anEchoServerIsNoTransferServer() {
		try (RawServer echo = new RawServer();
				WscatProcess victim = Invocation.wscat("send", echo.url(), "/etc/hostname").start();
				RawPeer peer = echo.accept()) {
			Frame hello = peer.read();
			peer.send(Frame.of(Frame.BINARY, hello.payload()), Frame.text("x"));
			peer.answerClose(1002);
			victim.exits(6).said("this is no transfer server");
		}
	}

	private void assertDelivers(int file, String name) {
		offer(file, name, 5);
		say(Letter.place(Kinds.START, this.us, file, this.them, 0));
		chunk(file, 0, HELLO);
		try {
			say(Letter.place(Kinds.END, this.us, file, 0, 5, sha256(HELLO)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new AssertionError(ex);
		}
		assertThat(read(this.sender, Kinds.ACK).file()).isEqualTo(file);
		assertThat(this.to.resolve(name)).hasContent("hello");
	}

	private void assertDismissed(RawPeer peer, String why) {
		List<Frame> last = peer.readToEnd();
		Frame close = last.get(last.size() - 1);
		assertThat(close.opcode()).isEqualTo(Frame.CLOSE);
		assertThat(close.code()).isEqualTo(1008);
		assertThat(close.reason()).contains(why);
		assertThat(last).filteredOn((frame) -> frame.opcode() == Frame.BINARY)
			.anySatisfy((frame) -> assertThat(frame.payload()[0]).isEqualTo((byte) Kinds.FAULT));
	}

	private RawPeer enter(int role) {
		RawPeer peer = RawPeer.connect(this.server.port());
		send(peer, Letter.hello(role, UUID.randomUUID()));
		return peer;
	}

	private void offer(int file, String name, long size) {
		say(Letter.offer(this.us, file, this.them, header(name, size)));
		assertThat(read(this.sender, Kinds.WANT).file()).isEqualTo(file);
	}

	private static FileHeader header(String name, long size) {
		return new FileHeader(UUID.randomUUID(), name, size, 0644, 0);
	}

	private void say(Letter letter) {
		send(this.sender, letter);
	}

	private static void send(RawPeer peer, Letter letter) {
		peer.send(Frame.of(Frame.BINARY, letter.write()));
	}

	private void chunk(int file, long offset, byte[] bytes) {
		byte[] message = ByteBuffer.allocate(Chunk.HEAD + bytes.length).put(Chunk.HEAD, bytes).array();
		Chunk.head(message, this.us, file, offset);
		this.sender.send(Frame.of(Frame.BINARY, message));
	}

	private static Letter read(RawPeer peer, int kind) {
		while (true) {
			Frame frame = peer.read();
			assertThat(frame.opcode()).as(frame.toString()).isEqualTo(Frame.BINARY);
			Letter letter = Letter.read(frame.payload());
			if (letter.kind() == kind) {
				return letter;
			}
		}
	}

	private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
		return MessageDigest.getInstance("SHA-256").digest(bytes);
	}

}
