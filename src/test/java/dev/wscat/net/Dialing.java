package dev.wscat.net;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.CliException;
import dev.wscat.testing.RawPeer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * A client that connects, and what becomes of it.
 */
final class Dialing implements AutoCloseable {

	private final CompletableFuture<Session> opened = new CompletableFuture<>();

	private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

	private final Dialer dialer;

	private final Disposable running;

	Dialing(URI url, DialOptions options) {
		this.dialer = new Dialer(options.log(this.log::add));
		this.running = this.dialer.dial(url, (session) -> {
			this.opened.complete(session);
			return session.ended();
		}).subscribe((ending) -> {
		}, this.opened::completeExceptionally);
	}

	static DialOptions options() {
		return new DialOptions(RawPeer.DEADLINE, new WireOptions(true, 1 << 20, Duration.ofSeconds(30), false, null));
	}

	static DialOptions asking(UpgradeOptions upgrade) {
		return options().upgrade(upgrade);
	}

	static UpgradeOptions headers(String... namesAndValues) {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			headers.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
		}
		return new UpgradeOptions(headers, null, List.of(), false, UpgradeOptions.VERSION, 0, null);
	}

	static UpgradeOptions subprotocols(boolean optional, String... names) {
		return new UpgradeOptions(List.of(), null, List.of(names), optional, UpgradeOptions.VERSION, 0, null);
	}

	static UpgradeOptions redirects(UpgradeOptions options, int most, @Nullable CookieJar jar) {
		return new UpgradeOptions(options.headers(), options.credentials(), options.subprotocols(),
				options.subprotocolOptional(), options.version(), most, jar);
	}

	Session session() {
		return OpenSession.get(this.opened);
	}

	CliException failure() {
		try {
			this.opened.get(RawPeer.DEADLINE.toSeconds(), TimeUnit.SECONDS);
			throw new AssertionError("it is connected");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof CliException failure) {
				return failure;
			}
			throw new AssertionError(ex);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	List<String> log() {
		return List.copyOf(this.log);
	}

	@Override
	public void close() {
		this.running.dispose();
		this.dialer.dispose().block(RawPeer.DEADLINE);
	}

}
