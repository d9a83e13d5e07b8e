package dev.wscat.command.httpd;

import java.nio.file.Path;
import java.time.Duration;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Place;
import dev.wscat.net.WebOptions;
import dev.wscat.net.WebServer;
import dev.wscat.terminal.Console;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * {@code wscat httpd [DIR]}: serves the files of a folder over HTTP.
 */
public final class HttpdCommand implements WscatCommand {

	private static final Duration MOMENT = Duration.ofMillis(200);

	private final Option directory = Option.parameter("DIR", "Directory to serve; without it the present one.")
		.optional();

	private final Option host = Option.text("--host", "HOST",
			"Name or address to listen at; without it only this machine can connect.");

	private final Option port = Option.number("--port", "PORT", "Port to listen at; 0 takes a free one")
		.initially("8080");

	private final Option index = Option.text("--index", "NAME", "File that stands for its directory")
		.initially("index.html");

	private final Option list = Option.flag("--list", "List directories without such a file.");

	private final Option hidden = Option.flag("--hidden", "Show also names that begin with a dot.");

	private final Option links = Option.flag("--follow-links", "Follow symbolic links that lead out of DIR.");

	private final Option noGzip = Option.flag("--no-gzip", "Send files as they are, and no NAME.gz for NAME.");

	private final Option cors = Option
		.text("--cors", "ORIGIN", "Let web pages of this origin read the files; without a value those of any.")
		.valueOptional();

	private final Option redirect = Option.flag("-L --redirect", "Send everyone elsewhere, to --redirect_url.");

	private final Option redirectUrl = Option.text("--redirect_url", "URL",
			"Send everyone there, whatever is asked for.");

	private final Option dump = Option.flag("-D --dump",
			"Say all of each request on stderr, and answer those with a body with 200.");

	private final Option maxConnections = Option.number("--max-connections", "N", "Clients at once").initially("1000");

	private final Option requestTimeout = Option
		.finiteTime("--request-timeout", "Longest time from the connection to the end of the request's headers")
		.initially("10s");

	private final Option idleTimeout = Option
		.finiteTime("--idle-timeout", "Longest time between two requests, or in which nothing of an answer is taken")
		.initially("60s");

	private final Option shutdownTimeout = Option
		.finiteTime("--shutdown-timeout", "Longest wait for answers to be sent when the server ends")
		.initially("5s");

	private final TalkOptions talk = new TalkOptions();

	@Override
	public void define(Options options) {
		options.add(this.directory, this.host, this.port, this.index, this.list, this.hidden, this.links, this.noGzip,
				this.cors, this.redirect, this.redirectUrl, this.dump, this.maxConnections, this.requestTimeout,
				this.idleTimeout, this.shutdownTimeout);
		options.heading("Log:");
		this.talk.define(options);
	}

	@Override
	public void check() {
		if (this.port.number() > 65_535) {
			throw new CliException(ExitCode.USAGE, "invalid --port: " + this.port.text() + " is over 65535");
		}
		if (this.maxConnections.number() == 0) {
			throw new CliException(ExitCode.USAGE, "invalid --max-connections: 0 lets nobody in");
		}
		if (!RequestPath.isName(this.index.text())) {
			throw new CliException(ExitCode.USAGE, "invalid --index: it is a file name, without directories");
		}
		if (this.redirect.isSet() && !this.redirectUrl.isSet()) {
			throw new CliException(ExitCode.USAGE, "-L needs --redirect_url=URL, where to send everyone");
		}
		if (this.redirectUrl.isSet() && !this.redirectUrl.text().matches("(https?://|/)[\\x21-\\x7e]*")) {
			throw new CliException(ExitCode.USAGE, "invalid --redirect_url: it is no http:// or https:// URL");
		}
		if (this.cors.isSet() && !this.cors.text().matches("(https?://[\\x21-\\x7e]+|null|\\*|)")) {
			throw new CliException(ExitCode.USAGE, "invalid --cors: an origin is like https://example.com");
		}
	}

	@Override
	public TalkOptions talk() {
		return this.talk;
	}

	@Override
	public Duration longestStop() {
		return this.shutdownTimeout.time().plus(MOMENT);
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.usingWhen(Mono.fromSupplier(() -> server(console)),
				(server) -> server.bind()
					.doOnNext((port) -> console.note("starting http server at port=" + port))
					.then(stop)
					.then(Mono.defer(() -> server.finish(this.shutdownTimeout.time())))
					.then(Mono.fromRunnable(() -> console.note("server exiting")))
					.thenReturn(ExitCode.OK),
				WebServer::dispose);
	}

	private WebServer server(Console console) {
		Place place = Place.of(this.host.isSet() ? this.host.text() : null, this.port.number());
		WebOptions options = new WebOptions(place, Runtime.getRuntime().availableProcessors(),
				this.maxConnections.number(), 16 * 1024, this.requestTimeout.time(), this.idleTimeout.time());
		AccessLog log = new AccessLog(console);
		WebServer.Handler handler = handler(console);
		return new WebServer(options, (request, response) -> log.of(handler.handle(request, response), request,
				response.header(HttpHeaderNames.DATE, HttpDate.now())), console::error);
	}

	private WebServer.Handler handler(Console console) {
		if (this.redirectUrl.isSet()) {
			return (request, response) -> FileServer.refuse(301, "this is elsewhere", request,
					response.header(HttpHeaderNames.LOCATION, this.redirectUrl.text()));
		}
		FileServer files = new FileServer(
				Folder.open(Path.of(this.directory.text()), this.hidden.isSet(), this.links.isSet()),
				new FileServer.Manner(this.index.text(), this.list.isSet(), !this.noGzip.isSet(), cors()));
		return this.dump.isSet() ? dumping(files, new RequestDump(console)) : files::answer;
	}

	private static WebServer.Handler dumping(FileServer files, RequestDump dump) {
		return (request, response) -> dump.of(request)
			.then(Mono.defer(() -> Mono.from(answer(files, request, response))));
	}

	private static Publisher<Void> answer(FileServer files, HttpServerRequest request, HttpServerResponse response) {
		return switch (request.method().name()) {
			case "GET", "HEAD", "OPTIONS" -> files.answer(request, response);
			default -> FileServer.refuse(200, "received", request, response);
		};
	}

	private @Nullable Cors cors() {
		if (!this.cors.isSet()) {
			return null;
		}
		return new Cors(this.cors.text().isEmpty() ? "*" : this.cors.text());
	}

}
