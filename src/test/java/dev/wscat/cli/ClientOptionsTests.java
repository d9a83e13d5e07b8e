package dev.wscat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Credentials;
import dev.wscat.net.RouteOptions;
import dev.wscat.net.UpgradeOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is typed of a client's request and of where to find its server.
 */
class ClientOptionsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void aHeaderIsSplitAtTheFirstColonAndTrimmed() {
		assertThat(request("-H", "Authorization:Bearer a:b:c", "-H", "X-A:  b  ", "-H", "X-A:").headers())
			.containsExactly(Map.entry("Authorization", "Bearer a:b:c"), Map.entry("X-A", "b"), Map.entry("X-A", ""));
	}

	@Test
	void inAnyFormOfTypingEachHeaderIsThereOnceAndInOrder() {
		assertThat(request("-HA: 1", "-o", "http://o", "-H", "B: 2", "-H=C: 3", "--header", "-D: 4", "-L").headers())
			.containsExactly(Map.entry("Origin", "http://o"), Map.entry("A", "1"), Map.entry("B", "2"),
					Map.entry("C", "3"), Map.entry("-D", "4"));
	}

	@Test
	void aHeaderBeyondAsciiIsSentAsUtf8() {
		assertThat(request("-H", "X-A: \u00e4").headers()).containsExactly(Map.entry("X-A", "\u00c3\u00a4"));
	}

	@Test
	void headersAreReadFromAFileBetweenOthers() throws IOException {
		Path file = Files.writeString(this.folder.resolve("h"), "B: 2\r\n\r\nC: 3\n");
		assertThat(request("-H", "A: 1", "-H", "@" + file, "-H", "D: 4").headers()).containsExactly(Map.entry("A", "1"),
				Map.entry("B", "2"), Map.entry("C", "3"), Map.entry("D", "4"));
	}

	@Test
	void optionsAreHeadersUnlessTheUserSendsHisOwn() {
		assertThat(request("--host", "h", "-o", "http://o", "--user-agent", "me", "--cookie", "a=b; c=d", "--cookie",
				"e=f", "-H", "origin: mine")
			.headers()).containsExactly(Map.entry("Host", "h"), Map.entry("User-Agent", "me"),
					Map.entry("Cookie", "a=b; c=d; e=f"), Map.entry("origin", "mine"));
	}

	@Test
	void credentialsAreTypedOrInAFile() throws IOException {
		Path user = Files.writeString(this.folder.resolve("u"), "user:pass word\n");
		Path token = Files.writeString(this.folder.resolve("t"), "abc\n");
		assertThat(request("--auth", "user:p:q").credentials()).isEqualTo(Credentials.basic("user:p:q"));
		assertThat(request("--auth", "@" + user).credentials()).isEqualTo(Credentials.basic("user:pass word"));
		assertThat(request("--bearer", "abc").credentials()).isEqualTo("Bearer abc");
		assertThat(request("--bearer", "@" + token).credentials()).isEqualTo("Bearer abc");
		assertThat(request("-L").credentials()).isNull();
	}

	@Test
	void subprotocolsAreRepeatedOrSeparatedByCommas() {
		assertThat(request("-s", "a, b", "-s", "c").subprotocols()).containsExactly("a", "b", "c");
	}

	@Test
	void redirectsAreFollowedOnlyWhenAskedFor() {
		assertThat(request("-p", "13").redirects()).isZero();
		assertThat(request("-L").redirects()).isEqualTo(10);
		assertThat(request("-L", "--max-redirects=3").redirects()).isEqualTo(3);
	}

	@Test
	void addressesAreTakenForAName() {
		RouteOptions route = route("--resolve", "Host.Test:80:127.0.0.1,[::1]", "--resolve=[::2]:81:::3", "-4");
		assertThat(route.family()).isEqualTo(RouteOptions.Family.IPV4);
		assertThat(route.resolved()).containsOnlyKeys("host.test:80", "::2:81");
		assertThat(route.resolved().get("host.test:80")).extracting((address) -> address.getHostAddress())
			.containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-H nocolon", "-H :value", "-H Na(me:x", "-H Upgrade:x", "-H connection:x",
			"-H SEC-WEBSOCKET-KEY:x", "-H Sec-WebSocket-Version:13", "-H Sec-WebSocket-Protocol:x",
			"-H Sec-WebSocket-Extensions:x", "-H Content-Length:1", "-H A:b\u0000c", "-H A:b\nB:c", "--host a\rb",
			"--auth user", "--bearer=", "--bearer a\nb", "--auth a:b --bearer c", "--cookie nopair", "--cookie =v",
			"-s a/b", "-s a,,b", "-s a -s a", "-s \u00e4", "-4 -6", "--resolve a", "--resolve a:80",
			"--resolve a:80:name", "--resolve a:80:1.2.3.256", "--resolve a:80:", "--resolve :80:1.2.3.4",
			"--resolve a:x:1.2.3.4", "--unix s -6", "--unix s --resolve a:1:1.2.3.4" })
	void whatIsWrongIsAUsageError(String typed) {
		ClientOptions client = new ClientOptions();
		Options options = new Options();
		client.define(options);
		Arguments.read(options, Arrays.asList(typed.split(" ", -1)));
		assertThatExceptionOfType(CliException.class).isThrownBy(client::check)
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE))
			.satisfies((ex) -> assertThat(ex.line()).doesNotContain("\n", "\u0000", "\r"));
	}

	@Test
	void aFileThatIsNotThereIsALocalFault() {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> request("-H", "@" + this.folder.resolve("none")))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.LOCAL))
			.withMessageContaining("there is no such file");
	}

	private static UpgradeOptions request(String... args) {
		RequestOptions request = new RequestOptions();
		Options options = new Options();
		request.define(options);
		Arguments.read(options, Arrays.asList(args));
		assertThat(request.isPlain()).isFalse();
		return request.read();
	}

	private static RouteOptions route(String... args) {
		AddressOptions address = new AddressOptions();
		Options options = new Options();
		address.define(options);
		Arguments.read(options, Arrays.asList(args));
		assertThat(address.isPlain()).isFalse();
		return address.read();
	}

}
