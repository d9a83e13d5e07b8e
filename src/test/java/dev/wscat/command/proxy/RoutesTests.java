package dev.wscat.command.proxy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which server is responsible, and what can be wrong with a file that says so.
 */
class RoutesTests {

	private static final String YAML = """
			routes:
			  - host: a.example
			    to: ws://one
			  - host: a.example
			    path: /v2
			    to: [ws://two, ws://three]
			  - host: b.example:81
			    to: ws://four
			  - to: ws://rest
			    path: /all
			""";

	@ParameterizedTest
	@CsvSource({ "a.example, /, ws://one", "A.Example:8008, /x, ws://one", "a.example, /v2, ws://two",
			"a.example, /v2/x, ws://two", "a.example, /v22, ws://one", "b.example:81, /, ws://four",
			"b.example:82, /, nobody", "b.example, /, nobody", "c.example, /all/x, ws://rest", "'', /all, ws://rest",
			"c.example, /, nobody" })
	void findsTheServerForHostAndPath(String host, String path, String expected) {
		String found = String.valueOf(RoutesFile.parse(YAML).find(host, path));
		assertThat(found).startsWith(expected.equals("nobody") ? "null" : "[" + expected);
	}

	@Test
	void readsLines() {
		Routes routes = RoutesFile.parse("# ours\n\necho.example=ws://localhost:8008\r\n chat:81 = wss://chat/base \n");
		assertThat(routes.find("echo.example", "/")).asString().startsWith("[ws://localhost:8008");
		assertThat(routes.find("chat:81", "/")).asString().startsWith("[wss://chat/base");
		assertThat(routes.find("chat", "/")).isNull();
	}

	@Test
	void readsJson() {
		Routes routes = RoutesFile.parse("{\n\t\"remote_urls\": {\"echo.example:80\": \"ws://localhost:8008\"}\n}");
		assertThat(routes.find("echo.example:80", "/")).asString().startsWith("[ws://localhost:8008");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# nothing\n", "a=ws://b\nnonsense\n", "=ws://b", "a=ftp://b", "a=", "{", "[1, 2]",
			"{\"remote_urls\": 5}", "{\"remote_urls\": {\"a\": \"gopher://b\"}}", "{\"remote_url\": {}}",
			"routes:\n  - host: a\n", "routes:\n  - to: ws://b\n    path: x\n", "routes:\n  - tu: ws://b\n",
			"routes:\n  - to: ws://b\n    add-headers: {\"A B\": c}\n",
			"routes:\n  - to: ws://b\n    add-headers: {A: \"c\\r\\nd\"}\n", "routes:\n  - to: !!java.io.File [x]\n",
			"routes:\n  - &a\n    to: &b [{c: *a}, *b]\n", "routes:\n  - to: ws://b\n    host: [a]\n",
			"routes:\n  - to: ws+unix:/a\n", "routes:\n  - to: ws://b\n    tls: {ca: /no/where}\n",
			"routes:\n  - to: ws://b\n    tls: {key: k}\n", "routes:\n  - to: ws://b\n    tls: {secret: k}\n",
			"routes:\n  - to: ws://b\n    tls: {cert: /dev/null}\n", "routes:\n  - to: ws://b\n    health: {path: x}\n",
			"routes:\n  - to: ws://b\n    health: {path: \"/ x\"}\n",
			"routes:\n  - to: ws://b\n    health: {interval: 1ms}\n",
			"routes:\n  - to: ws://b\n    health: {interval: often}\n" })
	void saysWhatIsWrong(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RoutesFile.parse(text))
			.satisfies((error) -> assertThat(error.getMessage()).isNotBlank().doesNotContain("\n"));
	}

	@Test
	void saysInWhichLine() {
		assertThatIllegalArgumentException().isThrownBy(() -> RoutesFile.parse("a=ws://b\n\nnonsense\n"))
			.withMessageStartingWith("line 3");
	}

}
