package dev.wscat.net;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.socket.HandshakeInfo;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What a client sent to open a session, kept as bytes: there may be ten thousand sessions
 * whose headers nobody asks for again.
 */
final class ServerHandshake {

	private final byte[] head;

	private final @Nullable InetSocketAddress remote;

	private final @Nullable String subprotocol;

	private final boolean secure;

	ServerHandshake(HttpServerRequest request, @Nullable String subprotocol, boolean secure) {
		this.secure = secure;
		this.subprotocol = subprotocol;
		StringBuilder text = new StringBuilder(512).append(request.uri());
		request.requestHeaders()
			.forEach((header) -> text.append('\n').append(header.getKey()).append('\n').append(header.getValue()));
		this.head = text.toString().getBytes(StandardCharsets.ISO_8859_1);
		this.remote = request.remoteAddress();
	}

	/** As Spring has it. */
	HandshakeInfo info() {
		String[] lines = new String(this.head, StandardCharsets.ISO_8859_1).split("\n", -1);
		HttpHeaders headers = new HttpHeaders();
		for (int i = 1; i + 1 < lines.length; i += 2) {
			headers.add(lines[i], lines[i + 1]);
		}
		URI uri = uri((this.secure ? "wss://" : "ws://") + headers.getFirst(HttpHeaders.HOST) + lines[0]);
		return new HandshakeInfo(uri, headers, new LinkedMultiValueMap<>(), Mono.empty(), this.subprotocol, this.remote,
				Map.of(), null);
	}

	/** Any path is accepted, also one that is no proper URI. */
	private static URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			return URI.create("/");
		}
	}

}
