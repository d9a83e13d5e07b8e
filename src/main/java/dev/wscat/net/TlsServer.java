package dev.wscat.net;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The TLS of a server. A certificate that was renewed is taken up without a restart: new
 * connections get it, those that are open keep what they have.
 */
final class TlsServer {

	/** How often files are looked at; what changed has to be at rest for as long. */
	static final Duration INTERVAL = Duration.ofSeconds(2);

	/** Longest wait for a peer to take our close_notify, which nobody misses. */
	private static final long NOTIFY_MILLIS = 1000;

	private final TlsServerOptions options;

	private final Consumer<String> error;

	private final FileWatch files;

	private volatile SslContext context;

	private @Nullable X509Certificate shown;

	/**
	 * Create the TLS of a server, and read its files.
	 * @param options how it is done
	 * @param error takes a line when changed files cannot be used
	 * @throws CliException when the files cannot be used
	 */
	TlsServer(TlsServerOptions options, Consumer<String> error) {
		this.options = options;
		this.error = error;
		this.files = new FileWatch(options.files());
		this.context = load("certificate: ");
	}

	/**
	 * Look after the files.
	 * @param scheduler where they are looked at and read, which blocks
	 * @return cold; never completes and never fails
	 */
	Mono<Void> watch(Scheduler scheduler) {
		return this.options.files().isEmpty() ? Mono.never()
				: Flux.interval(INTERVAL, scheduler).onBackpressureDrop().doOnNext((tick) -> look()).then();
	}

	/** Read the files again if they have changed. */
	void look() {
		try {
			if (this.files.haveChanged()) {
				this.context = load("new certificate: ");
			}
		}
		catch (CliException ex) {
			this.error.accept("the old certificate is kept: " + ex.line());
		}
		catch (RuntimeException ex) {
			this.error.accept("the old certificate is kept: " + ex);
		}
	}

	/**
	 * Make a handler for one connection. The handshake has no time of its own: that for
	 * the whole request covers it.
	 * @param channel a new connection
	 * @return the handler, not yet in the pipeline
	 */
	SslHandler handler(Channel channel) {
		SslHandler handler = this.context.newHandler(channel.alloc());
		handler.setHandshakeTimeoutMillis(0);
		handler.setCloseNotifyFlushTimeout(NOTIFY_MILLIS, TimeUnit.MILLISECONDS);
		// the end of the peer's stream, whatever TCP says of it; what its last messages
		// are answered with goes out first
		handler.sslCloseFuture().addListener((closed) -> channel.eventLoop().execute(channel::close));
		return handler;
	}

	private SslContext load(String what) {
		TlsServerOptions.Material material = this.options.material().get();
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(material.identity().store(), material.identity().password());
			SslContextBuilder builder = SslContextBuilder.forServer(keys);
			if (!material.authorities().isEmpty()) {
				builder.clientAuth(ClientAuth.REQUIRE)
					.trustManager(new PeerTrust(TlsClient.trust(material.authorities())));
			}
			if (this.options.latestOnly()) {
				builder.protocols("TLSv1.3");
			}
			SslContext made = builder.build();
			show(what, first(material.identity().store()));
			return made;
		}
		catch (GeneralSecurityException | SSLException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot set up TLS: " + ex.getMessage(), ex);
		}
	}

	/** The files may have been touched only. */
	private void show(String what, X509Certificate certificate) throws GeneralSecurityException {
		if (certificate.equals(this.shown)) {
			return;
		}
		this.shown = certificate;
		this.options.note().accept(what + CertificateFault.summary(certificate));
		this.options.note().accept("certificate: SHA-256 " + Fingerprint.of(certificate));
		if (certificate.getNotAfter().before(new Date())) {
			this.error.accept("the certificate has expired; clients will not take it");
		}
	}

	private static X509Certificate first(KeyStore store) throws GeneralSecurityException {
		for (String alias : Collections.list(store.aliases())) {
			if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
				return certificate;
			}
		}
		throw new GeneralSecurityException("there is no certificate with its key");
	}

}
