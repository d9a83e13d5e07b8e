package dev.wscat.net;

import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.PrematureCloseException;

/**
 * The TLS of one dialing: what its handshake is made with, and what it learns when that
 * fails.
 */
final class TlsClient {

	private final TlsOptions options;

	private final ClientKeys keys;

	private final SslContext context;

	/**
	 * Create the TLS of a dialing.
	 * @param options how it is done, or {@code null} for plainly
	 * @throws CliException when the JVM cannot do what is asked
	 */
	TlsClient(@Nullable TlsOptions options) {
		this(options, null);
	}

	/**
	 * Create the TLS of a dialing.
	 * @param options how it is done, or {@code null} for plainly
	 * @param protocols offered to be spoken inside, or {@code null}
	 * @throws CliException when the JVM cannot do what is asked
	 */
	TlsClient(@Nullable TlsOptions options, String @Nullable [] protocols) {
		this.options = (options != null) ? options : TlsOptions.PLAIN;
		try {
			this.keys = new ClientKeys(keys(this.options.identity()));
			SslContextBuilder builder = SslContextBuilder.forClient()
				.keyManager(this.keys)
				.trustManager(new PeerTrust(this.options.insecure() ? null : trust(this.options.authorities())));
			if (this.options.latestOnly()) {
				builder.protocols("TLSv1.3");
			}
			if (protocols != null) {
				builder.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
						SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, protocols));
			}
			this.context = builder.build();
		}
		catch (GeneralSecurityException | SSLException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot set up TLS: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Set a client up.
	 * @param http a client
	 * @param timeout longest time for the handshake
	 * @return the client with these settings
	 */
	HttpClient apply(HttpClient http, Duration timeout) {
		return http.secure((spec) -> spec.sslContext(this.context)
			.handshakeTimeout(timeout)
			.handlerConfigurator((handler) -> configure(handler.engine())));
	}

	/**
	 * Make a handler for one connection.
	 * @param channel the connection
	 * @param host of the peer, which its certificate has to name
	 * @param port of the peer
	 * @return the handler, not yet in the pipeline
	 */
	SslHandler handler(Channel channel, String host, int port) {
		SslHandler handler = this.context.newHandler(channel.alloc(), host, port);
		configure(handler.engine());
		return handler;
	}

	private void configure(SSLEngine engine) {
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm(this.options.insecure() ? "" : "HTTPS");
		if (this.options.sni() != null) {
			parameters.setServerNames(List.of(new SNIHostName(this.options.sni())));
		}
		engine.setSSLParameters(parameters);
	}

	/**
	 * Tell failures of TLS from others.
	 * @param error what the connection failed with
	 * @return what to tell; the same error when it is not about TLS
	 */
	Throwable explain(Throwable error) {
		Throwable cause = (error instanceof DecoderException && error.getCause() != null) ? error.getCause() : error;
		if (cause instanceof SSLException fault) {
			return new TlsFault("TLS: " + TlsReasons.of(fault, this.options, this.keys.isMissing()), error);
		}
		if (cause instanceof ClosedChannelException) {
			for (Throwable more : cause.getSuppressed()) {
				if (more instanceof SSLException fault) {
					return new TlsFault("TLS: " + TlsReasons.of(fault, this.options, this.keys.isMissing()), error);
				}
			}
		}
		boolean closed = cause instanceof PrematureCloseException || cause instanceof WebSocketHandshakeException
				&& String.valueOf(cause.getMessage()).contains("prematurely closed");
		if (closed && this.keys.isMissing()) {
			return new TlsFault("TLS: " + TlsReasons.MISSING, error);
		}
		return (closed && this.keys.isShown()) ? new TlsFault("TLS: " + TlsReasons.DISLIKED, error) : error;
	}

	private static @Nullable X509KeyManager keys(TlsOptions.@Nullable Identity identity)
			throws GeneralSecurityException {
		if (identity == null) {
			return null;
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(identity.store(), identity.password());
		for (KeyManager manager : factory.getKeyManagers()) {
			if (manager instanceof X509KeyManager keys) {
				return keys;
			}
		}
		throw new GeneralSecurityException("the JVM has no X.509 key manager");
	}

	/**
	 * Make what checks certificates.
	 * @param authorities trusted to sign them; none for those of the JVM
	 * @return the JVM's
	 * @throws GeneralSecurityException when the JVM cannot do it
	 */
	static X509ExtendedTrustManager trust(List<X509Certificate> authorities) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(authorities.isEmpty() ? null : store(authorities));
		for (TrustManager manager : factory.getTrustManagers()) {
			if (manager instanceof X509ExtendedTrustManager trust) {
				return trust;
			}
		}
		throw new GeneralSecurityException("the JVM has no X.509 trust manager");
	}

	private static KeyStore store(List<X509Certificate> certificates) throws GeneralSecurityException {
		KeyStore store = TlsFiles.emptyStore();
		for (int i = 0; i < certificates.size(); i++) {
			store.setCertificateEntry("ca" + i, certificates.get(i));
		}
		return store;
	}

}
