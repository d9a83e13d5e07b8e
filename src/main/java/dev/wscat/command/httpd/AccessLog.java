package dev.wscat.command.httpd;

import java.net.InetSocketAddress;
import java.util.Locale;

import dev.wscat.terminal.Console;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A line for each request, once its answer is sent or cannot be.
 */
final class AccessLog {

	private final Console console;

	AccessLog(Console console) {
		this.console = console;
	}

	Publisher<Void> of(Publisher<Void> answer, HttpServerRequest request, HttpServerResponse response) {
		if (this.console.isQuiet()) {
			return answer;
		}
		long start = System.nanoTime();
		return Mono.from(answer).doFinally((signal) -> this.console.note(line(request, response, signal, start)));
	}

	private static String line(HttpServerRequest request, HttpServerResponse response, SignalType signal, long start) {
		InetSocketAddress remote = request.remoteAddress();
		StringBuilder line = new StringBuilder(96)
			.append((remote != null) ? remote.getAddress().getHostAddress() + ":" + remote.getPort() : "?")
			.append(" \"")
			.append(request.method())
			.append(' ')
			.append(request.uri())
			.append("\" ")
			.append(response.status().code());
		String length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
		if (length != null) {
			line.append(' ').append(length).append(" bytes");
		}
		double millis = (System.nanoTime() - start) / 1e6;
		line.append(String.format(Locale.ROOT, " %.1f ms", millis));
		return line.append((signal == SignalType.ON_COMPLETE) ? "" : ", not sent to its end").toString();
	}

}
