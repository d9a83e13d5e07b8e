package dev.wscat.command.script.engine;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * {@code fetch}, the part that is made here.
 */
final class FetchFunctions {

	private static final int LARGEST_BODY = 64 << 20;

	private static final int CONNECT_TIMEOUT = (int) Duration.ofSeconds(10).toMillis();

	/**
	 * An answer.
	 *
	 * @param head status and headers
	 * @param body its bytes
	 */
	private record Fetched(HttpClientResponse head, byte[] body) {
	}

	private final Program program;

	FetchFunctions(Program program) {
		this.program = program;
	}

	void define(HostFunctions functions) {
		functions.function("fetch", this::fetch);
	}

	/**
	 * Arguments: method, URL, headers, body (buffer, offset, length), redirect, TLS, what
	 * takes the answer, what takes a failure. Gives what cancels it.
	 */
	private ProxyExecutable fetch(Value... args) {
		Value answered = args[8];
		Value failed = args[9];
		ScriptLoop loop = this.program.loop();
		Sinks.Empty<Void> cancelled = Sinks.empty();
		loop.hold();
		this.program.work(request(args).flatMap((fetched) -> loop.call(() -> answer(fetched, args[1], answered)))
			.onErrorResume((ex) -> loop.call(() -> failed.executeVoid(reason(ex))))
			.takeUntilOther(cancelled.asMono())
			.doFinally((signal) -> loop.release()));
		return (none) -> {
			cancelled.tryEmitEmpty();
			return null;
		};
	}

	private Mono<Fetched> request(Value... args) {
		List<Map.Entry<String, String>> headers = HostFunctions.pairs(args[2]);
		byte[] body = HostFunctions.bytes(args[3], args[4], args[5]);
		String redirect = args[6].asString();
		HttpClient client = HttpClient.create()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT)
			.followRedirect(redirect.equals("follow"))
			.headers((all) -> {
				all.set("User-Agent", "wscat");
				headers.forEach((header) -> all.set(header.getKey(), header.getValue()));
				if (body.length > 0) {
					all.set("Content-Length", body.length);
				}
			});
		return client.request(HttpMethod.valueOf(args[0].asString()))
			.uri(args[1].asString())
			.send((request, out) -> (body.length > 0) ? out.sendByteArray(Mono.just(body)) : out)
			.response((head, content) -> content.asByteArray()
				.reduceWith(ByteArrayOutputStream::new, FetchFunctions::add)
				.map((all) -> new Fetched(head, all.toByteArray())))
			.single()
			.flatMap((fetched) -> (redirect.equals("error") && fetched.head().status().code() / 100 == 3)
					? Mono.error(new IllegalStateException("the server redirects")) : Mono.just(fetched));
	}

	private static ByteArrayOutputStream add(ByteArrayOutputStream all, byte[] piece) {
		if (all.size() + piece.length > LARGEST_BODY) {
			throw new IllegalStateException("the body is over " + LARGEST_BODY + " bytes");
		}
		all.writeBytes(piece);
		return all;
	}

	private static void answer(Fetched fetched, Value url, Value answered) {
		List<Object> headers = new ArrayList<>();
		fetched.head().responseHeaders().forEach((header) -> {
			headers.add(header.getKey());
			headers.add(header.getValue());
		});
		String last = fetched.head().resourceUrl();
		answered.executeVoid(fetched.head().status().code(), fetched.head().status().reasonPhrase(),
				(last != null) ? last : url.asString(), ProxyArray.fromList(headers),
				HostFunctions.buffer(fetched.body()));
	}

	private static String reason(Throwable error) {
		String message = error.getMessage();
		return (message != null) ? message : error.getClass().getSimpleName();
	}

}
