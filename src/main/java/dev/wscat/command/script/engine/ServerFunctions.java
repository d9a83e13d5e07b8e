package dev.wscat.command.script.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ServerWatch;
import dev.wscat.net.ListenOptions;
import dev.wscat.net.Place;
import dev.wscat.net.ServerLimits;
import dev.wscat.net.Site;
import dev.wscat.net.TlsServerOptions;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code http.createServer}, the part that is made here.
 */
final class ServerFunctions {

	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration PING_TIMEOUT = Duration.ofSeconds(20);

	private static final Duration SLOW_TIMEOUT = Duration.ofSeconds(30);

	private final Program program;

	ServerFunctions(Program program) {
		this.program = program;
	}

	void define(HostFunctions functions) {
		functions.function("listen", (args) -> listen(args[0], args[1].asInt(), HostFunctions.text(args[2]), args[3]))
			.action("closeServer", (args) -> args[0].<ScriptServer>asHostObject().close())
			.action("respond",
					(args) -> args[0].<Exchange>asHostObject()
						.respond(args[1].asInt(), HostFunctions.pairs(args[2]), HostFunctions.text(args[3]), args[4],
								args[5], args[6]))
			.action("handlerFailed",
					(args) -> this.program.console().complain("the handler failed: " + args[1].asString()));
	}

	private ScriptServer listen(Value object, int port, @Nullable String host, Value options) {
		ScriptServer server = new ScriptServer(this.program, object, number(options, "maxBody"),
				number(options, "maxBuffered"), number(options, "maxConnections"));
		server.start(() -> settings(place(host, port), options));
		return server;
	}

	private static Place place(@Nullable String host, int port) {
		return Place.of("0.0.0.0".equals(host) || "::".equals(host) ? "*" : host, port);
	}

	private static int number(Value options, String name) {
		return options.getMember(name).asInt();
	}

	private ListenOptions settings(Place place, Value options) {
		Site site = new Site(HostFunctions.text(options.getMember("path")),
				HostFunctions.texts(options.getMember("protocols")), HostFunctions.pairs(options.getMember("headers")),
				List.of(), Site.Pages.NONE);
		ServerLimits limits = new ServerLimits(millis(options, "idleTimeout"), millis(options, "pingInterval"),
				PING_TIMEOUT, SLOW_TIMEOUT, 0, ServerLimits.ARRIVING);
		return new ListenOptions(place, HostFunctions.texts(options.getMember("origins")), HANDSHAKE_TIMEOUT,
				Runtime.getRuntime().availableProcessors(), this.program.job().server(), site, ServerWatch.NONE, limits,
				tls(options.getMember("tls")));
	}

	private static Duration millis(Value options, String name) {
		return Duration.ofMillis(options.getMember(name).asLong());
	}

	/** The files are read by us, and only those that the program may read itself. */
	private @Nullable TlsServerOptions tls(Value options) throws CliException {
		if (options.isNull()) {
			return null;
		}
		ScriptTls tls = new ScriptTls(this.program, options);
		List<Path> files = new ArrayList<>(tls.files());
		return new TlsServerOptions(tls::material, files, false, this.program.console()::note);
	}

}
