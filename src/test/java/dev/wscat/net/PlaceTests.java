package dev.wscat.net;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;

import dev.wscat.core.CliException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is bound for what was typed.
 */
class PlaceTests {

	@Test
	void localhostIsBothLoopbackAddressesOfWhichTheMachineMayLackOne() {
		assertThat(Place.of(null, 80).spots()).containsExactly(tcp("127.0.0.1", false), tcp("::1", true));
		assertThat(new Place(List.of("localhost"), 80, true, null).spots()).containsExactly(tcp("::1", false));
	}

	@Test
	void eachHostIsBoundOnce() {
		assertThat(new Place(List.of("127.0.0.2", "localhost", "127.0.0.1", "::1"), 80, false, null).spots())
			.containsExactly(tcp("127.0.0.2", false), tcp("127.0.0.1", false), tcp("::1", false));
	}

	@Test
	void allAddressesHaveTheOthersAmongThem() {
		assertThat(new Place(List.of("127.0.0.1", "*"), 80, false, null).spots())
			.containsExactly(tcp("0.0.0.0", false));
		assertThat(new Place(List.of("*"), 80, true, null).spots()).containsExactly(tcp("::", false));
	}

	@Test
	void aUnixSocketComesLastOrAlone() {
		Place.UnixPlace socket = new Place.UnixPlace(Path.of("/tmp/s"), "rw-------");
		Place.Spot unix = new Place.Spot(UnixDomainSocketAddress.of("/tmp/s"), false);
		assertThat(new Place(List.of(), 80, false, socket).spots()).containsExactly(unix);
		assertThat(new Place(List.of("127.0.0.1"), 80, false, socket).spots()).containsExactly(tcp("127.0.0.1", false),
				unix);
	}

	@Test
	void hostsThatStandForNothingAreNamed() {
		assertThatThrownBy(() -> new Place(List.of("no-such-host.invalid"), 80, false, null).spots())
			.isInstanceOf(CliException.class)
			.hasMessageContaining("no-such-host.invalid: unknown host");
		assertThatThrownBy(() -> new Place(List.of("127.0.0.1"), 80, true, null).spots())
			.isInstanceOf(CliException.class)
			.hasMessageContaining("no IPv6 address");
	}

	private static Place.Spot tcp(String address, boolean optional) {
		return new Place.Spot(new InetSocketAddress(address, 80), optional);
	}

}
