package dev.wscat.cli;

import java.net.URI;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PeerUrlTests {

	@ParameterizedTest
	@CsvSource({ "localhost, ws://localhost/", "localhost:8080, ws://localhost:8080/",
			"localhost:8080/path?q=1, ws://localhost:8080/path?q=1", "ws://host, ws://host/",
			"WSS://host/x, wss://host/x", "http://host, ws://host/", "https://host, wss://host/",
			"[::1]:80, ws://[::1]:80/", "ws://host?q=%20, ws://host/?q=%20", "ws://host/%C3%A4, ws://host/%C3%A4",
			"ws://u:p@my_host, ws://u:p@my_host/", "ws+unix:/tmp/s:/x?y, ws+unix:/tmp/s:/x?y",
			"ws+unix:///tmp/s, ws+unix:/tmp/s:/", "wss+unix:/a b/%s:/, wss+unix:/a%20b/%25s:/" })
	void aUrlIsReadAsPeopleTypeIt(String typed, String url) {
		assertThat(PeerUrl.parse(typed)).isEqualTo(URI.create(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ws://", "ftp://host", "ws://host/#fragment", "ws://ho st/", "ws:///path", "://host",
			"ws://host:port/", "ws://host:99999/", "ws://[::1", "localhost:0x50", "ws://:80/", "ws+unix:",
			"ws+unix::/x", "ws+unix:/s:x", "ws+unix:/s:/#f" })
	void whatIsNoWebSocketUrlIsAUsageError(String typed) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> PeerUrl.parse(typed))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE))
			.withMessageContaining("'" + typed + "'");
	}

	@Test
	void aPasswordIsNotShown() {
		assertThat(PeerUrl.shown(URI.create("ws://user:secret@host/path"))).isEqualTo("ws://host/path");
		assertThat(PeerUrl.shown(URI.create("ws://user:secret@my_host/a@b"))).isEqualTo("ws://my_host/a@b");
		assertThat(PeerUrl.shown(URI.create("ws://host/a@b"))).isEqualTo("ws://host/a@b");
	}

}
