package dev.wscat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs in JavaScript, on the packaged jar with the engine's beside it.
 */
class JavaScriptIT {

	private static final String SCRIPTS = "src/test/resources/script/";

	private static final String EXAMPLES = "examples/";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void aHandlerGetsMessagesAndRequests() {
		try (WscatProcess server = script(SCRIPTS + "basic.js")) {
			int port = server.port();
			try (RawPeer peer = RawPeer.connect(port)) {
				assertThat(peer.send(Frame.text("hello")).read().text()).isEqualTo("Echo: hello");
				assertThat(peer.send(Frame.close(1000, "")).readToEnd()).extracting(Frame::code).containsExactly(1000);
			}
			fetch("http://localhost:" + port + "/").printed("200 text/plain HTTP Server with WebSocket support\n");
			server.awaitOut("Received: hello\n");
			server.interrupt().exits(130);
		}
	}

	@Test
	void severalMessagesAreAnsweredInTheirOrder() {
		try (WscatProcess server = script(EXAMPLES + "echo.js", "0"); RawPeer peer = RawPeer.connect(server.port())) {
			peer.send(Frame.text("one"), Frame.text("zw\u00f6lf"), Frame.text(""),
					Frame.of(Frame.BINARY, (byte) 0, (byte) -1));
			assertThat(peer.read().text()).isEqualTo("one");
			assertThat(peer.read().text()).isEqualTo("zw\u00f6lf");
			assertThat(peer.read().text()).isEmpty();
			Frame binary = peer.read();
			assertThat(binary.opcode()).isEqualTo(Frame.BINARY);
			assertThat(binary.payload()).containsExactly(0, -1);
		}
	}

	@Test
	void theSameConnectionIsTheSameObject() {
		try (WscatProcess server = script(SCRIPTS + "broadcast.js");
				RawPeer one = RawPeer.connect(server.port());
				RawPeer two = RawPeer.connect(server.port())) {
			assertThat(one.send(Frame.text("a")).read().text()).isEqualTo("Broadcast: a");
			assertThat(two.send(Frame.text("b")).read().text()).isEqualTo("Broadcast: b");
			assertThat(one.read().text()).isEqualTo("Broadcast: b");
			assertThat(one.send(Frame.text("c")).read().text()).isEqualTo("Broadcast: c");
			assertThat(two.read().text()).isEqualTo("Broadcast: c");
			server.awaitOut("Client connected, total: 2\n");
			assertThat(server.out()).doesNotContain("total: 3");
		}
	}

	@Test
	void aClientIsTheOneOfBrowsers() {
		try (WscatProcess server = script(EXAMPLES + "echo.js", "0")) {
			try (WscatProcess client = script(SCRIPTS + "client.js", "ws://localhost:" + server.port())) {
				client.exits(0).printed("Connected!\nReceived: Hello Server\nConnection closed\n");
			}
		}
	}

	@Test
	void theChatIsForItsOwnClientAndForOthers() {
		try (WscatProcess server = script(EXAMPLES + "websocket-chat-server.js", "0");
				RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.read().text()).isEqualTo("* guest1 has come");
			try (WscatProcess client = script(EXAMPLES + "websocket-client.js", "ws://localhost:" + server.port(),
					"ann")) {
				client.awaitOut("is now ann\n").type("hello\n").awaitOut("ann: hello\n");
				assertThat(peer.read().text()).isEqualTo("* guest2 has come");
				assertThat(peer.read().text()).isEqualTo("* guest2 is now ann");
				assertThat(peer.read().text()).isEqualTo("ann: hello");
				client.endInput().exits(0);
			}
			assertThat(peer.read().text()).isEqualTo("* ann has gone");
		}
	}

	@Test
	void anApiTellsItsWatchers() {
		try (WscatProcess server = script(EXAMPLES + "api.js", "0"); RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.read().text()).isEqualTo("{\"notes\":[]}");
			run("-e", "const r = await fetch('http://localhost:" + server.port()
					+ "/notes', {method: 'POST', body: '{\"text\": \"milk\"}'}); console.log(r.status, await r.json())")
				.exits(0)
				.printed("201 { id: 1, text: 'milk' }\n");
			assertThat(peer.read().text()).isEqualTo("{\"added\":{\"id\":1,\"text\":\"milk\"}}");
		}
	}

	@Test
	void whoSendsToAllGetsItToo() {
		try (WscatProcess server = script(EXAMPLES + "broadcast.js", "0");
				RawPeer one = RawPeer.connect(server.port());
				RawPeer two = RawPeer.connect(server.port())) {
			assertThat(two.send(Frame.text("x")).read().text()).isEqualTo("x");
			assertThat(one.read().text()).isEqualTo("x");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					typeof Java + typeof Packages + typeof Polyglot + typeof Graal + typeof load | undefinedundefinedundefinedundefinedundefined
					import('/etc/passwd').catch((e) => e.message.includes('outside of'))       | true
					import('fs').then((fs) => fs.readFile('/etc/passwd')).catch((e) => e.code) | EACCES
					import('fs').then((fs) => fs.writeFile('/tmp/x', 'x')).catch((e) => e.code) | EACCES
					Object.keys(process.env).length                                            | 0
					new Promise(() => 0).constructor.constructor('return typeof Java')()        | undefined
					""")
	void whatIsNotAllowedIsNotThere(String code, String answer) {
		try (WscatProcess server = script(SCRIPTS + "hostile.js"); RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.send(Frame.text(code)).read().text()).isEqualTo(answer);
		}
	}

	@Test
	void aHandlerThatFailsClosesItsConnectionOnly() {
		try (WscatProcess server = script(SCRIPTS + "hostile.js");
				RawPeer good = RawPeer.connect(server.port());
				RawPeer bad = RawPeer.connect(server.port())) {
			assertThat(bad.send(Frame.text("null.foo")).read().code()).isEqualTo(1011);
			server.awaitErr("the handler failed: TypeError");
			assertThat(server.err()).contains("hostile.js:")
				.doesNotContain("wscat:http")
				.doesNotContain("at com.oracle");
			assertThat(good.send(Frame.text("1 + 1")).read().text()).isEqualTo("2");
			RawPeer.connect(server.port()).close();
			assertThat(good.send(Frame.text("(function f() { return f() + 1; })()")).read().code()).isEqualTo(1011);
			assertThat(server.isAlive()).isTrue();
		}
	}

	@Test
	void anEndlessLoopEndsOnSigint() {
		try (WscatProcess server = script(SCRIPTS + "hostile.js"); RawPeer peer = RawPeer.connect(server.port())) {
			peer.send(Frame.text("console.log('looping'); for (;;);"));
			server.awaitOut("looping\n").interrupt().exits(130).said("broken off");
		}
	}

	@Test
	void whatTakesAllMemoryEndsWithOneLine() {
		try (WscatProcess bomb = Invocation
			.wscat("script", "-e", "const all = []; for (;;) all.push(new Array(100000).fill(1));")
			.java("-Xmx256m")
			.start()) {
			bomb.exits(8).said("has used up its memory").saidNot("\tat ");
		}
	}

	@Test
	void theStatusIsThePrograms() {
		run("-e", "process.on('exit', (code) => console.log('exit', code)); process.exit(7); console.log('no')")
			.exits(7)
			.printed("exit 7\n");
		run("-e", "await null; null.foo").exits(1).said("[eval]:1");
		run("-e", "const x = ;").exits(1).said("SyntaxError: ", "[eval]:1");
		run("-e", "setTimeout(() => console.log('later', process.argv.slice(2)), 20)", "a", "--b").exits(0)
			.printed("later [ 'a', '--b' ]\n");
	}

	@Test
	void filesAndVariablesAreThereWhenAllowed() throws IOException {
		Path file = this.folder.resolve("a.txt");
		Files.writeString(file, "content");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), Path.of("/etc/passwd"));
		String code = "import { readFile, writeFile } from 'fs'; const f = process.argv[2];"
				+ "console.log(await readFile(f, 'utf8'), typeof process.env.PATH, typeof process.env.HOME);"
				+ "await readFile(process.argv[3]).catch((e) => console.log(e.code));"
				+ "await writeFile(f, 'x').catch((e) => console.log(e.code));";
		Invocation
			.wscat("script", "--allow-read=" + this.folder, "--allow-env=PATH", "-e", code, file.toString(),
					link.toString())
			.start()
			.exits(0)
			.printed("content string undefined\nEACCES\nEACCES\n");
	}

	@Test
	void withoutTheEngineItSaysHowToGetIt() throws IOException, InterruptedException {
		Path jar = Files.copy(Path.of("target/wscat.jar"), this.folder.resolve("wscat.jar"));
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-jar",
				jar.toString(), "script", "-e", "1")
			.redirectErrorStream(true)
			.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(8);
		assertThat(said).contains("the JavaScript engine is not installed: put wscat-script.jar")
			.contains(this.folder.toString());
		assertThat(said.lines()).hasSize(1);
	}

	private static WscatProcess fetch(String url) {
		return run("-e", "const r = await fetch('" + url
				+ "'); console.log(r.status, r.headers.get('content-type'), await r.text())")
			.exits(0);
	}

	private static WscatProcess script(String... args) {
		String[] all = new String[args.length + 1];
		all[0] = "script";
		System.arraycopy(args, 0, all, 1, args.length);
		return Invocation.wscat(all).start();
	}

	private static WscatProcess run(String... args) {
		return script(args);
	}

}
