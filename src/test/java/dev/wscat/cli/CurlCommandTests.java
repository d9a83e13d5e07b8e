package dev.wscat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What browsers copy becomes options of a client.
 */
class CurlCommandTests {

	/** As Chrome copies it on Linux. */
	private static final String CHROME = """
			curl 'wss://stream.example.com/feed?id=1&x=%20' \\
			  -H 'Upgrade: websocket' \\
			  -H 'Origin: https://example.com' \\
			  -H 'Cache-Control: no-cache' \\
			  -H 'Accept-Language: de-DE,de;q=0.9' \\
			  -b 'session=abc; theme=dark' \\
			  -H 'Pragma: no-cache' \\
			  -H 'Connection: Upgrade' \\
			  -H 'Sec-WebSocket-Key: gHXWGxMGs2nDLhZ4vzyNVg==' \\
			  -H $'User-Agent: Mozilla/5.0 (it\\'s \\u0021)' \\
			  -H 'Sec-WebSocket-Version: 13' \\
			  -H 'Sec-WebSocket-Protocol: graphql-ws, chat' \\
			  -H 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'
			""";

	/** As Firefox copies it: a URL with http, all in one line. */
	private static final String FIREFOX = "curl 'https://stream.example.com/feed' --compressed --http1.1"
			+ " -H 'User-Agent: Mozilla/5.0' -H 'Accept: */*' -H 'Accept-Encoding: gzip, deflate, br, zstd'"
			+ " -H 'Sec-WebSocket-Version: 13' -H 'Origin: https://example.com'"
			+ " -H 'Sec-WebSocket-Key: 5Sxzs3KYgJzq6bXzFGaVJg==' -H 'Connection: keep-alive, Upgrade'"
			+ " -H 'Cookie: a=b' -H 'Host: stream.example.com' -H 'Upgrade: websocket'";

	@Test
	void chromesCopyIsUnderstood() {
		assertThat(CurlCommand.read(CHROME)).containsExactly("--connect=wss://stream.example.com/feed?id=1&x=%20",
				"--header=Origin: https://example.com", "--header=Cache-Control: no-cache",
				"--header=Accept-Language: de-DE,de;q=0.9", "--cookie=session=abc; theme=dark",
				"--header=Pragma: no-cache", "--user-agent=Mozilla/5.0 (it's !)", "--subprotocol=graphql-ws",
				"--subprotocol=chat");
	}

	/**
	 * As Safari copies it: a method, no blanks before the lines, halves of characters.
	 */
	@Test
	void safarisCopyIsUnderstood() {
		assertThat(CurlCommand.read("""
				curl 'ws://127.0.0.1:26602/live' \\
				-X 'GET' \\
				-H 'Upgrade: websocket' \\
				-H $'X-Name: Zo\\u00eb \\ud83d\\ude00' \\
				-H $'Cookie: msg=don\\'t' \\
				-H 'Connection: Upgrade' \\
				-H 'Sec-WebSocket-Protocol: v10.stomp,v11.stomp' \\
				-H 'Sec-WebSocket-Key: mE2A4jJg3Zk7sH3oWJH0tQ=='
				""")).containsExactly("--connect=ws://127.0.0.1:26602/live", "--header=X-Name: Zo\u00eb \ud83d\ude00",
				"--header=Cookie: msg=don't", "--subprotocol=v10.stomp", "--subprotocol=v11.stomp");
	}

	@Test
	void firefoxesCopyIsUnderstood() {
		assertThat(CurlCommand.read(FIREFOX)).containsExactly("--connect=wss://stream.example.com/feed",
				"--user-agent=Mozilla/5.0", "--header=Accept: */*", "--header=Accept-Encoding: gzip, deflate, br, zstd",
				"--header=Origin: https://example.com", "--header=Cookie: a=b");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "http://a/ | ws://a/", "HTTPS://a/b | wss://a/b",
			"ws://a | ws://a", "a:80/x | ws://a:80/x", "https://u:p@a/#top | wss://u:p@a/" })
	void theUrlBecomesThatOfAWebSocket(String url, String expected) {
		assertThat(CurlCommand.read("curl " + url)).containsExactly("--connect=" + expected);
		assertThat(CurlCommand.read("curl --url " + url)).containsExactly("--connect=" + expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "-u me:secret | --auth=me:secret", "-A Agent | --user-agent=Agent",
					"-e 'http://b/;auto' | --header=Referer: http://b/", "-k | --insecure", "-L | --follow-redirects",
					"-x localhost:3128 | --proxy=http://localhost:3128", "--proxy socks5://p:1 | --proxy=socks5://p:1",
					"-H'X: y' | --header=X: y", "-sSkH 'X: y' | --insecure,--header=X: y", "-H 'X;' | --header=X:",
					"-H 'X:' | ``", "-so /dev/null -w '%{http_code}' -X GET | ``", "--cacert ca.pem | --ca=ca.pem",
					"--unix-socket /run/x | --unix=/run/x", "-4 | -4" })
	void anOptionBecomesOurs(String option, String expected) {
		assertThat(String.join(",", CurlCommand.read("$ curl " + option + " http://a/")))
			.isEqualTo(expected.isEmpty() ? "--connect=ws://a/" : "--connect=ws://a/," + expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "wget http://a/ | the word curl", "`` | the word curl", "curl | no URL",
					"curl http://a/ http://b/ | two URLs", "curl http://a/ -H | --header has no value",
					"curl http://a/ -H X | no colon", "curl 'http://a/ | no end", "curl http://a/ -d x | -d",
					"curl http://a/ --data-raw x | --data-raw", "curl -X POST http://a/ | POST",
					"curl -b jar.txt http://a/ | --cookie-jar", "curl ^\"http://a/^\" | bash",
					"@/no/such/file | /no/such/file" })
	void whatIsNoRequestForAWebSocketIsAUsageError(String command, String reason) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> CurlCommand.read(command))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE))
			.withMessageStartingWith("--curl: ")
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "curl http://a/ -H 'secret", "curl http://a/ --nope secret" })
	void anErrorDoesNotRepeatWhatMayBeSecret(String command) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> CurlCommand.read(command))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	@Test
	void theCommandCanStandInAFile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("copied"), CHROME);
		assertThat(CurlCommand.read("@" + file)).isEqualTo(CurlCommand.read(CHROME));
	}

}
