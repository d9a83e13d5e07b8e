package dev.wscat.command.listen;

import java.nio.file.Path;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BindAddressTests {

	@ParameterizedTest
	@CsvSource({ "0, , 0", "8080, , 8080", "65535, , 65535", "localhost:80, , 80", "127.0.0.1:80, 127.0.0.1, 80",
			"[::1]:80, ::1, 80", "[fe80::1%eth0]:80, fe80::1%eth0, 80", "*:80, *, 80", "unix:80, unix, 80",
			"my-host.example:1, my-host.example, 1" })
	void aPortOrHostAndPortIsRead(String typed, @Nullable String host, int port) {
		assertThat(BindAddress.parse(typed)).isEqualTo(Place.of(host, port));
	}

	@ParameterizedTest
	@CsvSource({ "unix:/run/s, /run/s", "unix:s, s", "unix:./80, ./80" })
	void aUnixSocketIsForItsOwner(String typed, String path) {
		assertThat(BindAddress.parse(typed))
			.isEqualTo(new Place(List.of(), 0, false, new Place.UnixPlace(Path.of(path), "rw-------")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "unix:", "", "65536", "-1", "host", "host:", ":80", "::1:80", "[::1]", "80 ",
			"ws://host:80", "1e3", "123456", "\u0661" })
	void anythingElseIsAUsageError(String typed) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> BindAddress.parse(typed))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.USAGE))
			.withMessageContaining("'" + typed + "'");
	}

}
