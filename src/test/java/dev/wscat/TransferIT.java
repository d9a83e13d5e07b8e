package dev.wscat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files from those who send to those who receive, each a process.
 */
@SuppressWarnings("NullAway.Init")
class TransferIT {

	@TempDir
	private Path folder;

	private Path from;

	private Path to;

	private final List<WscatProcess> processes = new ArrayList<>();

	private WscatProcess server;

	private String url;

	@BeforeEach
	void startServer() throws IOException {
		this.from = Files.createDirectory(this.folder.resolve("from"));
		this.to = Files.createDirectory(this.folder.resolve("to"));
		this.server = start("transfer", "--port=0");
		this.url = "ws://localhost:" + this.server.port();
	}

	@AfterEach
	void stopAll() {
		this.processes.forEach(WscatProcess::close);
	}

	@Test
	void aFileArrivesWithItsModeAndItsTime() throws IOException {
		Path file = random("a.bin", 1_000_000);
		assertThat(file.toFile().setExecutable(true, false)).isTrue();
		WscatProcess receiver = receive();
		WscatProcess sender = send(file.toString()).exits(0);
		receiver.exits(0).printed(this.to.resolve("a.bin") + "\n");
		assertThat(this.to.resolve("a.bin")).hasSameBinaryContentAs(file);
		assertThat(Files.getPosixFilePermissions(this.to.resolve("a.bin")))
			.isEqualTo(Files.getPosixFilePermissions(file));
		assertThat(Files.getLastModifiedTime(this.to.resolve("a.bin")).toMillis())
			.isEqualTo(Files.getLastModifiedTime(file).toMillis());
		sender.said("waiting for", "receiver", "has a.bin", "delivered 1 file, 976.6 KB");
		assertThat(sender.out()).isEmpty();
	}

	@Test
	void foldersAreSentWithWhatIsInThem() throws IOException {
		Path tree = this.from.resolve("tree");
		Files.createDirectories(tree.resolve("sub/deep"));
		for (int i = 0; i < 300; i++) {
			Files.writeString(tree.resolve("sub/f" + i), "content " + i);
		}
		Files.writeString(tree.resolve("empty"), "");
		random("tree/sub/deep/x", 300_000);
		Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc/passwd"));
		send(2, tree.toString()).exits(2).said("is a folder; send it with -r");
		WscatProcess receiver = receive();
		WscatProcess sender = send(2, "-r", tree.toString()).awaitErr("waiting for (1 more|2) receiver");
		Path second = Files.createDirectory(this.folder.resolve("second"));
		WscatProcess other = start("receive", this.url, "--dir", second.toString());
		sender.exits(0).said("not sent", "link is no plain file");
		receiver.exits(0);
		other.exits(0);
		Files.delete(tree.resolve("link"));
		for (Path copy : List.of(this.to, second)) {
			assertThat(names(copy.resolve("tree"))).isEqualTo(names(tree));
			assertThat(copy.resolve("tree/sub/f77")).hasContent("content 77");
			assertThat(copy.resolve("tree/sub/deep/x")).hasSameBinaryContentAs(tree.resolve("sub/deep/x"));
			assertThat(copy.resolve("tree/empty")).isEmptyFile();
		}
	}

	@Test
	void standardInputIsAFileWithAName() throws IOException {
		byte[] bytes = new byte[3_000_000];
		new Random(1).nextBytes(bytes);
		WscatProcess receiver = receive();
		send("-").exits(2).said("needs a --name");
		WscatProcess sender = Invocation.wscat("send", this.url, "--name=dir/in.bin", "-").input(bytes).start();
		this.processes.add(sender);
		sender.exits(0);
		receiver.exits(0);
		assertThat(this.to.resolve("dir/in.bin")).hasBinaryContent(bytes);
	}

	@Test
	void severalSendersAndReceiversAtOnce() throws IOException {
		Path second = Files.createDirectory(this.folder.resolve("second"));
		WscatProcess one = start("receive", this.url, "--dir", this.to.toString(), "--count=4");
		WscatProcess two = start("receive", this.url, "--dir", second.toString(), "--count=4");
		one.awaitErr("waiting for files");
		two.awaitErr("waiting for files");
		List<WscatProcess> senders = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Path large = random("large" + i, 9_000_000 + i);
			Path small = random("small" + i, 10 + i);
			senders.add(send(2, large.toString(), small.toString()));
		}
		senders.forEach((sender) -> sender.exits(0));
		one.exits(0);
		two.exits(0);
		for (Path copy : List.of(this.to, second)) {
			assertThat(names(copy)).isEqualTo(names(this.from));
			for (String name : names(this.from)) {
				assertThat(copy.resolve(name)).hasSameBinaryContentAs(this.from.resolve(name));
			}
		}
	}

	@Test
	void aReceiverThatWasKilledGoesOnWhereItWas() throws IOException {
		Path file = random("a.bin", 64_000_000);
		WscatProcess first = receive();
		first.awaitErr("waiting for files");
		WscatProcess sender = send(file.toString());
		Path partial = this.to.resolve("a.bin.part");
		await(() -> Files.exists(partial) && Files.size(partial) > 1_000_000);
		first.kill().exits(137);
		sender.awaitErr("receiver \\d+ is gone");
		long kept = Files.size(partial);
		assertThat(kept).isBetween(1_000_000L, 63_999_999L);
		WscatProcess second = receive();
		second.exits(0).said("going on with a.bin at " + kept + " bytes");
		sender.exits(0);
		assertThat(this.to.resolve("a.bin")).hasSameBinaryContentAs(file);
		assertThat(partial).doesNotExist();
	}

	@Test
	void aPartialFileOfSomethingElseIsBegunAnew() throws IOException {
		Path file = random("a.bin", 1_000_000);
		Files.writeString(this.to.resolve("a.bin.part"), "something else");
		WscatProcess receiver = receive();
		send(file.toString()).exits(0);
		receiver.exits(0).saidNot("going on");
		assertThat(this.to.resolve("a.bin")).hasSameBinaryContentAs(file);
	}

	@Test
	void aServerThatIsKilledIsWaitedFor() throws IOException {
		Path file = random("a.bin", 100_000_000);
		String port = Integer.toString(this.server.port());
		WscatProcess receiver = receive();
		receiver.awaitErr("waiting for files");
		WscatProcess sender = send(file.toString());
		Path partial = this.to.resolve("a.bin.part");
		await(() -> Files.exists(partial) && Files.size(partial) > 1_000_000);
		this.server.kill().exits(137);
		sender.awaitErr("connecting again in");
		receiver.awaitErr("connecting again in");
		start("transfer", "--port=" + port);
		sender.exits(0);
		receiver.exits(0).said("going on with a.bin at");
		assertThat(this.to.resolve("a.bin")).hasSameBinaryContentAs(file);
	}

	@Test
	void whatIsThereAlreadyIsNotSentAgain() throws IOException {
		Path file = random("a.bin", 500_000);
		Files.copy(file, this.to.resolve("a.bin"));
		WscatProcess receiver = receive();
		send(file.toString()).exits(0);
		receiver.exits(0);
	}

	@Test
	void aFileThatIsThereIsKeptUnlessOneSaysOtherwise() throws IOException {
		Path file = random("a.bin", 500_000);
		Path there = Files.writeString(this.to.resolve("a.bin"), "precious");
		WscatProcess receiver = receive();
		send(file.toString()).exits(1).said("does not take a.bin: there is a file of this name already");
		receiver.exits(8);
		assertThat(there).hasContent("precious");
		WscatProcess renaming = receive("--overwrite=rename");
		send(file.toString()).exits(0);
		renaming.exits(0).printed(this.to.resolve("a (1).bin") + "\n");
		assertThat(there).hasContent("precious");
		WscatProcess asking = Invocation.wscat("receive", this.url, "--dir", this.to.toString(), "--overwrite=ask")
			.start();
		this.processes.add(asking);
		asking.awaitErr("waiting for files");
		WscatProcess sender = send(file.toString());
		asking.awaitErr("a.bin is there already: overwrite it\\?").type("what?\n");
		asking.awaitErr("(?s)overwrite it.*overwrite it").type("y\n");
		sender.exits(0);
		asking.exits(0);
		assertThat(there).hasSameBinaryContentAs(file);
	}

	@Test
	void nobodyToReceiveIsWaitedForAsLongAsOneLikes() throws IOException {
		Path file = random("a.bin", 10);
		send("--wait-receivers=100ms", file.toString()).exits(7).said("waiting for 1 receiver", "0 of 1");
		WscatProcess sender = send(file.toString());
		sender.awaitErr("waiting for 1 receiver");
		receive().exits(0);
		sender.exits(0);
	}

	@Test
	void aSignalEndsEachOfThemAndKeepsWhatIsThere() throws IOException {
		Path file = random("a.bin", 100_000_000);
		WscatProcess receiver = receive();
		receiver.awaitErr("waiting for files");
		WscatProcess sender = send(file.toString());
		Path partial = this.to.resolve("a.bin.part");
		await(() -> Files.exists(partial) && Files.size(partial) > 1_000_000);
		sender.interrupt().exits(130);
		receiver.awaitErr("the sender of a.bin is gone at \\d+ bytes");
		receiver.terminate().exits(143);
		assertThat(Files.size(partial)).isGreaterThan(1_000_000);
		assertThat(this.to.resolve("a.bin")).doesNotExist();
		this.server.interrupt().exits(130);
	}

	@Test
	void theFormatOfIxIsSpokenBothWays() throws IOException {
		WscatProcess ix = start("transfer", "--port=0", "--format=ix");
		String there = "ws://localhost:" + ix.port();
		Path file = random("a.bin", 200_000);
		WscatProcess receiver = start("receive", there, "--format=ix", "--count=2", "--dir", this.to.toString());
		receiver.awaitErr("waiting for files");
		start("send", there, "--format=ix", file.toString()).exits(0);
		Path other = random("b.bin", 100_000);
		start("send", there, "--format=ix-msgpack", other.toString()).exits(0);
		receiver.exits(0);
		assertThat(this.to.resolve("a.bin")).hasSameBinaryContentAs(file);
		assertThat(this.to.resolve("b.bin")).hasSameBinaryContentAs(other);
		start("send", there, "--format=ix", "--max-message=100KB", file.toString()).exits(8)
			.said("too large for one message");
	}

	/** The bytes are those that IXWebSocket's ws send was seen to write. */
	@Test
	void aPeerOfIxIsUnderstoodAndAnswered() {
		WscatProcess ix = start("transfer", "--port=0", "--format=ix");
		WscatProcess receiver = start("receive", "ws://localhost:" + ix.port(), "--format=ix", "--count=2", "--dir",
				this.to.toString());
		receiver.awaitErr("waiting for files");
		try (RawPeer peer = RawPeer.connect(ix.port())) {
			String file = "content 68656c6c6f0062696e\ndjb2_hash %s\nfilename 2f746d702f2e2e2f662e62696e\n"
					+ "id 35\nkind 73656e64\n";
			// 5381 * 33 + ... in 64 bits, as a decimal number in hex
			String hash = HexFormat.of().formatHex(djb2("hello\0bin").getBytes(StandardCharsets.US_ASCII));
			peer.send(Frame.of(Frame.BINARY, file.formatted(hash).getBytes(StandardCharsets.US_ASCII)));
			assertThat(peer.read().text()).isEqualTo("ack 74727565\nfilename 2f746d702f2e2e2f662e62696e\nid 35\n");
			peer.send(Frame.text("what is this?"));
			peer.send(Frame.of(Frame.BINARY, file.formatted("35").getBytes(StandardCharsets.US_ASCII)));
			assertThat(peer.read().text()).startsWith("id 35\nkind 6572726f72\nmessage ");
		}
		receiver.exits(8);
		assertThat(this.to.resolve("f.bin")).hasBinaryContent("hello\0bin".getBytes(StandardCharsets.US_ASCII));
	}

	private static String djb2(String text) {
		BigInteger hash = BigInteger.valueOf(5381);
		for (byte value : text.getBytes(StandardCharsets.US_ASCII)) {
			hash = hash.multiply(BigInteger.valueOf(33)).add(BigInteger.valueOf(value)).mod(BigInteger.TWO.pow(64));
		}
		return hash.toString();
	}

	@Test
	void whatCannotBeSentIsSaidBeforehand() {
		send(this.from.resolve("nothing").toString()).exits(8).said("nothing: no such file").saidNot("connecting");
		start("receive", this.url, "--dir", this.folder.resolve("nothing").toString()).exits(8).said("it is no folder");
		start("receive", this.url, "--keep", "--count=1").exits(2);
		start("send", this.url, "--receivers=0", "/etc/hostname").exits(2);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(WscatProcess.DEADLINE).pollInterval(Duration.ofMillis(5)).until(condition);
	}

	private WscatProcess receive(String... options) {
		List<String> args = new ArrayList<>(List.of("receive", this.url, "--dir", this.to.toString()));
		args.addAll(List.of(options));
		return start(args.toArray(String[]::new));
	}

	private WscatProcess send(String... args) {
		return send(1, args);
	}

	private WscatProcess send(int receivers, String... args) {
		List<String> all = new ArrayList<>(List.of("send", this.url, "--receivers=" + receivers));
		all.addAll(List.of(args));
		return start(all.toArray(String[]::new));
	}

	private WscatProcess start(String... args) {
		WscatProcess process = Invocation.wscat(args).start();
		this.processes.add(process);
		return process;
	}

	private Path random(String name, int size) throws IOException {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return Files.write(this.from.resolve(name), bytes);
	}

	private static List<String> names(Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter(Files::isRegularFile).map((file) -> root.relativize(file).toString()).sorted().toList();
		}
	}

}
