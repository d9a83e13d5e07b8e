package dev.wscat.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.ExitCode;
import dev.wscat.testing.RawPeer;
import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A name with several addresses: RFC 8305 section 5. Linux answers on all of 127.0.0.0/8.
 */
@EnabledOnOs(OS.LINUX)
class RaceTests {

	private static final String DEAF = "127.0.0.2";

	private static final String SILENT = "127.0.0.3";

	private static final String GOOD = "127.0.0.4";

	@Test
	void theNextAddressIsTriedWhenOneRefuses() throws IOException {
		try (ServerSocket good = listen(GOOD, 0, 5); Dialing dialing = dial(good.getLocalPort(), DEAF, SILENT, GOOD)) {
			try (Socket socket = good.accept()) {
				assertThat(socket.getInputStream().read()).isEqualTo('G');
			}
			assertThat(dialing.failure().exitCode()).isEqualTo(ExitCode.NO_CONNECTION);
		}
	}

	@Test
	void theNextAddressIsTriedWhenOneDoesNotAnswerAndTheLosersAreClosed() throws IOException {
		try (ServerSocket good = listen(GOOD, 0, 5); BlackHole hole = new BlackHole(SILENT, good.getLocalPort())) {
			try (Dialing dialing = dial(good.getLocalPort(), SILENT, GOOD); Socket socket = good.accept()) {
				// the request is sent only by the winner
				assertThat(socket.getInputStream().read()).isEqualTo('G');
				hole.open();
				assertThat(hole.requests()).isZero();
				assertThat(dialing.log()).isEmpty();
			}
		}
	}

	@Test
	void whenAllRefuseTheLastSaysWhy() throws IOException {
		int port;
		try (ServerSocket free = listen(GOOD, 0, 1)) {
			port = free.getLocalPort();
		}
		try (Dialing dialing = dial(port, DEAF, SILENT, GOOD)) {
			assertThat(dialing.failure().line()).contains("ws://many.test:" + port, "refused");
			assertThat(dialing.failure().exitCode()).isEqualTo(ExitCode.NO_CONNECTION);
		}
	}

	@Test
	void whenNoneAnswersTimeIsUpForAll() throws IOException {
		try (BlackHole one = new BlackHole(SILENT, 0);
				BlackHole two = new BlackHole(GOOD, one.port());
				Dialing dialing = dial(Duration.ofMillis(400), one.port(), SILENT, GOOD)) {
			assertThat(dialing.failure().line()).contains("no answer in time");
			assertThat(two.port()).isEqualTo(one.port());
		}
	}

	@Test
	void aFamilyCanBeLeftOut() throws Exception {
		try (ServerSocket good = listen(GOOD, 0, 5)) {
			int port = good.getLocalPort();
			Map<String, List<InetAddress>> known = known(port, "::1", GOOD);
			DialOptions six = Dialing.options()
				.route(new RouteOptions(RouteOptions.Family.IPV6, known(port, GOOD), null));
			try (Dialing dialing = new Dialing(URI.create("ws://many.test:" + port), six)) {
				assertThat(dialing.failure().line()).contains("it has no IPv6 address");
			}
			DialOptions four = Dialing.options().route(new RouteOptions(RouteOptions.Family.IPV4, known, null));
			try (Dialing dialing = new Dialing(URI.create("ws://MANY.test:" + port), four);
					Socket socket = good.accept()) {
				assertThat(socket.getInputStream().read()).isEqualTo('G');
				assertThat(dialing.log()).isEmpty();
			}
		}
	}

	@Test
	void aNameServerThatHangsIsGivenUp() throws Exception {
		DefaultEventLoop loop = new DefaultEventLoop();
		CountDownLatch hangs = new CountDownLatch(1);
		try {
			Future<Boolean> lookup = Lookup.of(() -> hangs.await(1, TimeUnit.MINUTES), loop, Duration.ofMillis(50));
			assertThat(lookup.await(RawPeer.DEADLINE.toMillis())).isTrue();
			assertThat(lookup.cause()).hasMessageContaining("was not looked up within 50 ms");
			assertThat(Lookup.of(() -> "found", loop, RawPeer.DEADLINE).get()).isEqualTo("found");
			assertThat(Lookup.of(() -> {
				throw new UnknownHostException("x");
			}, loop, RawPeer.DEADLINE).await().cause()).isInstanceOf(UnknownHostException.class);
		}
		finally {
			hangs.countDown();
			loop.shutdownGracefully();
		}
	}

	@Test
	void familiesTakeTurns() throws Exception {
		Map<String, List<InetAddress>> known = known(80, "10.0.0.1", "10.0.0.2", "10.0.0.3", "fe80::1", "fe80::2");
		Route route = new Route(new RouteOptions(RouteOptions.Family.ANY, known, null),
				new Target(URI.create("ws://many.test")));
		assertThat(route.addresses(InetSocketAddress.createUnresolved("many.test", 80))).extracting(
				(address) -> ((InetSocketAddress) address).getAddress().getHostAddress().replace(":0:0:0:0:0:0:", "::"))
			.containsExactly("10.0.0.1", "fe80::1", "10.0.0.2", "fe80::2", "10.0.0.3");
	}

	private static Dialing dial(int port, String... addresses) throws IOException {
		return dial(Duration.ofSeconds(10), port, addresses);
	}

	private static Dialing dial(Duration timeout, int port, String... addresses) throws IOException {
		WireOptions wire = new WireOptions(true, 1 << 20, Duration.ofSeconds(30), false, null);
		return new Dialing(URI.create("ws://many.test:" + port), new DialOptions(timeout, wire)
			.route(new RouteOptions(RouteOptions.Family.ANY, known(port, addresses), null)));
	}

	private static Map<String, List<InetAddress>> known(int port, String... addresses) throws IOException {
		List<InetAddress> all = new ArrayList<>();
		for (String address : addresses) {
			all.add(InetAddress.getByName(address));
		}
		return Map.of("many.test:" + port, all);
	}

	private static ServerSocket listen(String host, int port, int backlog) throws IOException {
		ServerSocket server = new ServerSocket();
		server.bind(new InetSocketAddress(host, port), backlog);
		server.setSoTimeout(15_000);
		return server;
	}

	/** A listener whose queue is full, so that the kernel answers nobody. */
	private static final class BlackHole implements AutoCloseable {

		private final ServerSocket server;

		private final List<Socket> queue = new ArrayList<>();

		BlackHole(String host, int port) throws IOException {
			this.server = listen(host, port, 1);
			for (int i = 0; i < 8; i++) {
				Socket socket = new Socket();
				this.queue.add(socket);
				try {
					socket.connect(this.server.getLocalSocketAddress(), 100);
				}
				catch (IOException ex) {
					return;
				}
			}
			throw new AssertionError("the queue does not fill");
		}

		int port() {
			return this.server.getLocalPort();
		}

		/** Let in who waits. */
		void open() throws IOException {
			for (Socket socket : this.queue) {
				socket.close();
			}
		}

		/** How many have asked for something, of those let in by now. */
		int requests() throws IOException {
			int requests = 0;
			this.server.setSoTimeout(100);
			try {
				while (true) {
					try (Socket socket = this.server.accept()) {
						socket.setSoTimeout(1000);
						requests += (socket.getInputStream().read() >= 0) ? 1 : 0;
					}
				}
			}
			catch (SocketTimeoutException ex) {
				return requests;
			}
		}

		@Override
		public void close() throws IOException {
			for (Socket socket : this.queue) {
				socket.close();
			}
			this.server.close();
		}

	}

}
