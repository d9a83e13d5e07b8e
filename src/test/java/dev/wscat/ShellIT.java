package dev.wscat;

import java.util.regex.Pattern;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code wscat shell} with a script.
 */
class ShellIT {

	@Test
	void aScriptTalksOnSeveralConnections() {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("shell").start()) {
			wscat.type("# two\nopen a " + server.url() + "\n");
			RawPeer a = server.accept();
			wscat.type("open b '" + server.url() + "' --no-deflate\n");
			RawPeer b = server.accept();
			wscat.type("send  to \"b\"\nuse a\nsend to a\n");
			assertThat(b.read().text()).isEqualTo("to \"b\"");
			assertThat(a.read().text()).isEqualTo("to a");
			b.send(Frame.text("from b"));
			wscat.awaitOut("b< from b\n");
			wscat.type("close b 4001 done\n");
			b.answerClose(4001);
			wscat.type("exit\nsend never\n");
			a.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void bytesJsonAndPingsGoToTheOneInUseOrToAnother() {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("shell").start()) {
			wscat.type("open a " + server.url() + "\n");
			RawPeer a = server.accept();
			wscat.type("open b " + server.url() + " --max-message=20\n");
			RawPeer b = server.accept();
			wscat.type("binary 00 ff\nbinary a 01:02\njson { \"x\" : 1.50 }\njson a [1, 2]\nping a data\n");
			assertThat(b.read().payload()).containsExactly(0, 0xff);
			assertThat(b.read().text()).isEqualTo("{\"x\":1.50}");
			assertThat(a.read().payload()).containsExactly(1, 2);
			assertThat(a.read().text()).isEqualTo("[1,2]");
			assertThat(a.read().opcode()).isEqualTo(Frame.PING);
			a.send(Frame.pong("data"));
			wscat.awaitErr("a: pong \"data\" after \\d+\\.\\d{3} ms");
			wscat.type("binary current 0a\n");
			assertThat(b.read().payload()).containsExactly(10);
			wscat.type("send 123456789012345678901\n");
			wscat.awaitErr("line 9: not sent: .* --max-message of b allows 20");
			a.answerClose(1000);
			b.answerClose(1000);
			wscat.exits(2);
		}
	}

	@Test
	void whatIsNoMessageIsNotSent() {
		for (String[] wrong : new String[][] { { "binary xyz", "is not hexadecimal" }, { "json {", "not JSON" },
				{ "binary @/no/such/file", "no such file" }, { "open current ws://x", "take another name" },
				{ "ping " + "x".repeat(126), "at most 125 bytes" } }) {
			try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("shell").start()) {
				wscat.type("open a " + server.url() + "\n");
				RawPeer peer = server.accept();
				wscat.type(wrong[0] + "\n").awaitErr(Pattern.quote(wrong[1]));
				peer.answerClose(1000);
			}
		}
	}

	@Test
	void theFirstCommandThatFailsEndsTheScriptWithItsCode() {
		try (WscatProcess wscat = Invocation.wscat("shell").input("list\nopne a b\nlist\n").start()) {
			wscat.exits(2).said("line 2: Unrecognized command. Did you mean open?");
		}
		try (WscatProcess wscat = Invocation.wscat("shell").input("open a ws://no-such-host.invalid\n").start()) {
			wscat.exits(3).said("line 1: cannot connect");
		}
		try (WscatProcess wscat = Invocation.wscat("shell").input("source /no/such/file\n").start()) {
			wscat.exits(8).said("line 1: cannot read /no/such/file");
		}
		try (WscatProcess wscat = Invocation.wscat("shell").input("send x\n").start()) {
			wscat.exits(2).said("no connection is in use");
		}
	}

}
