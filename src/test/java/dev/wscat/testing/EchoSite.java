package dev.wscat.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import javax.net.ssl.KeyManagerFactory;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A web server that answers with what it was asked: method, target, headers by name in
 * lower case, and body. Some paths do something else, as their names say.
 */
public final class EchoSite implements AutoCloseable {

	/** The content of {@code /file}. */
	public static final String FILE = "0123456789".repeat(1000);

	private static final int BLOCK = 1 << 16;

	private final DisposableServer server;

	private final String scheme;

	private EchoSite(HttpServer http, String scheme) {
		this.server = http.host("127.0.0.1").port(0).handle(EchoSite::answer).bindNow(RawPeer.DEADLINE);
		this.scheme = scheme;
	}

	public static EchoSite plain() {
		return new EchoSite(HttpServer.create().protocol(HttpProtocol.HTTP11, HttpProtocol.H2C), "http://127.0.0.1:");
	}

	/**
	 * Create a site with TLS, and HTTP/2 in it.
	 * @param name of its certificate: server, other, expired, future or selfsigned
	 * @return the site
	 */
	public static EchoSite tls(String name) {
		try {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(TlsFixture.path(name + ".p12"))) {
				keys.load(in, TlsFixture.PASSPHRASE.toCharArray());
			}
			KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			own.init(keys, TlsFixture.PASSPHRASE.toCharArray());
			SslContextBuilder context = SslContextBuilder.forServer(own)
				.applicationProtocolConfig(new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
						ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
						ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT, "h2", "http/1.1"));
			SslContext built = context.build();
			return new EchoSite(HttpServer.create()
				.protocol(HttpProtocol.HTTP11, HttpProtocol.H2)
				.secure((spec) -> spec.sslContext(built)), "https://localhost:");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public int port() {
		return this.server.port();
	}

	public String url(String path) {
		return this.scheme + port() + path;
	}

	@Override
	public void close() {
		this.server.disposeNow(RawPeer.DEADLINE);
	}

	private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		String[] words = request.uri().replaceFirst("\\?.*", "").split("/", 3);
		String rest = (words.length > 2) ? words[2] : "";
		return switch (words[1]) {
			case "redirect" -> response.status(Integer.parseInt(rest)).header("Location", "/echo").send();
			case "to" -> response.status(302).header("Location", request.uri().replaceFirst("/to/\\?", "")).send();
			case "loop" -> response.status(302).header("Location", "/loop").send();
			case "status" -> response.status(Integer.parseInt(rest)).sendString(Mono.just("status " + rest));
			case "auth" -> auth(request, response);
			case "gzip" -> response.header("Content-Encoding", "gzip").sendByteArray(Mono.just(packed()));
			case "file" -> file(request, response);
			case "cookies" -> response.addHeader("Set-Cookie", "one=1; Path=/")
				.addHeader("Set-Cookie", "two=2; Path=/; Max-Age=1000")
				.sendString(Mono.just("set"));
			case "long" -> response.header("Content-Length", Long.toString(Long.parseLong(rest) * BLOCK))
				.sendByteArray(Flux.range(0, Integer.parseInt(rest)).map((number) -> new byte[BLOCK]));
			case "sum" -> request.receive()
				.asByteArray()
				.reduce(0L, (sum, bytes) -> sum + bytes.length)
				.flatMap((sum) -> response.sendString(Mono.just("bytes " + sum)).then());
			default -> echo(request, response);
		};
	}

	private static Publisher<Void> echo(HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asString(StandardCharsets.UTF_8).defaultIfEmpty("").flatMap((body) -> {
			StringBuilder text = new StringBuilder(request.method() + " " + request.uri() + "\n");
			HttpHeaders headers = request.requestHeaders();
			for (Map.Entry<String, String> header : headers) {
				text.append(header.getKey().toLowerCase(Locale.ROOT))
					.append(": ")
					.append(header.getValue())
					.append('\n');
			}
			return response.header("Content-Type", "text/plain")
				.sendString(Mono.just(text.append('\n').append(body).toString()))
				.then();
		});
	}

	private static Publisher<Void> auth(HttpServerRequest request, HttpServerResponse response) {
		// bob:secret
		return "Basic Ym9iOnNlY3JldA==".equals(request.requestHeaders().get("Authorization"))
				? response.sendString(Mono.just("welcome")) : response.status(401).sendString(Mono.just("no"));
	}

	private static Publisher<Void> file(HttpServerRequest request, HttpServerResponse response) {
		String range = request.requestHeaders().get("Range");
		if (range == null || !range.matches("bytes=\\d+-")) {
			return response.header("Last-Modified", "Sat, 31 Jan 2026 12:00:00 GMT").sendString(Mono.just(FILE));
		}
		int first = Integer.parseInt(range.replaceAll("\\D", ""));
		if (first >= FILE.length()) {
			return response.status(416).header("Content-Range", "bytes */" + FILE.length()).send();
		}
		return response.status(206)
			.header("Content-Range", "bytes " + first + "-" + (FILE.length() - 1) + "/" + FILE.length())
			.sendString(Mono.just(FILE.substring(first)));
	}

	private static byte[] packed() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(FILE.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
