package dev.wscat.net;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a URL says of where to go.
 */
class TargetTests {

	@ParameterizedTest
	@CsvSource({ "ws://Host/x?y, ws://host/x?y, ws://host:80", "wss://host:444/, wss://host:444/, wss://host:444",
			"wss://host:443, wss://host/, wss://host:443", "ws://host:, ws://host/, ws://host:80",
			"ws://host:7/, ws://host:07/, ws://host:7", "ws://[::1]:81/, ws://[::1]:81/, ws://[::1]:81",
			"ws://my_host:82/, ws://my_host:82/, ws://my_host:82", "ws://u:p@my_host/, ws://my_host/, ws://my_host:80",
			"ws://u:p@h/a@b, ws://h/a@b, ws://h:80" })
	void aUrlIsTakenApart(String url, String request, String origin) {
		Target target = new Target(URI.create(url));
		assertThat(target.request()).isEqualTo(URI.create(request));
		assertThat(target.origin()).isEqualTo(origin);
		assertThat(target.unix()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws://u:secret@host/a@b", "ws://u:secret@my_host/a@b", "ws://u:sec@secret@my_host/a@b" })
	void aPasswordIsNotShown(String url) {
		assertThat(new Target(URI.create(url)).toString()).doesNotContain("secret").endsWith("host/a@b");
	}

	@Test
	void aSocketHasAPathAndARequest() {
		Target target = new Target(URI.create("ws+unix:/tmp/a%20b:/uri?q=1"));
		assertThat(target.unix()).hasToString("/tmp/a b");
		assertThat(target.request()).isEqualTo(URI.create("ws://localhost/uri?q=1"));
		assertThat(target.user()).isNull();
		assertThat(target).hasToString("ws+unix:/tmp/a%20b:/uri?q=1");
		assertThat(new Target(URI.create("wss+unix:/s:/")).isSecure()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ws://h/a/b, c, ws://h/a/c", "ws://h/a/b, /c?d, ws://h/c?d", "ws://h/a, //i/x, ws://i/x",
			"ws://h/a, https://i, wss://i/", "wss://h:9/a, ?q, wss://h:09/?q", "ws://h/a, /b#frag, ws://h/b",
			"ws://h/a, /b c, ws://h/b%20c", "ws://my_h:81/a, /b, ws://my_h:81/b" })
	void aRedirectIsResolved(String url, String location, String request) {
		assertThat(new Target(URI.create(url)).redirect(location).request()).isEqualTo(URI.create(request));
	}

	@Test
	void aRedirectStaysOnTheSocketAsLongAsItNamesNoOtherHost() {
		Target target = new Target(URI.create("ws+unix:/s:/a"));
		assertThat(target.redirect("/b").unix()).hasToString("/s");
		assertThat(target.redirect("http://localhost/b").origin()).isEqualTo(target.origin());
		assertThat(target.redirect("http://other/b").unix()).isNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "mailto:a@b", "file:///x", "ws+unix:/s:/", "http://", "ws://h:port/", "%", "ws://h:70000/" })
	void whatIsNoPlaceForAWebSocketIsNone(String location) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Target(URI.create("ws://h/a")).redirect(location));
	}

}
