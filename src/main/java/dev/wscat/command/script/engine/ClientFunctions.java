package dev.wscat.command.script.engine;

import java.net.URI;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.DialOptions;
import dev.wscat.net.Session;
import dev.wscat.net.UpgradeOptions;
import org.graalvm.polyglot.Value;
import reactor.core.publisher.Mono;

/**
 * {@code new WebSocket}, the part that is made here.
 */
final class ClientFunctions {

	private static final int USUAL_BOUND = 16 << 20;

	private final Program program;

	ClientFunctions(Program program) {
		this.program = program;
	}

	void define(HostFunctions functions) {
		functions.function("connect", this::connect);
	}

	/** Arguments: the object, URL, subprotocols, headers, TLS, bound. */
	private Line connect(Value... args) {
		LineEvents events = this.program.clientEvents();
		Value socket = args[0];
		int most = args[5].asInt();
		Line line = new Line(this.program, events, (most > 0) ? most : USUAL_BOUND);
		line.object(socket);
		ScriptLoop loop = this.program.loop();
		loop.hold();
		Mono<Void> dialed = dial(line, events, args[1].asString(), options(args)).takeUntilOther(line.abandoned());
		this.program.clients().add(line);
		this.program.work(dialed.thenReturn("")
			.onErrorResume(CliException.class, (ex) -> Mono.just(ex.line()))
			.flatMap((fault) -> loop.call(() -> failed(line, fault)))
			.doFinally((signal) -> {
				this.program.clients().remove(line);
				loop.release();
			}));
		return line;
	}

	private Mono<DialOptions> options(Value... args) {
		List<String> protocols = HostFunctions.texts(args[2]);
		UpgradeOptions upgrade = new UpgradeOptions(HostFunctions.pairs(args[3]), null, protocols, false,
				UpgradeOptions.VERSION, 0, null);
		try {
			ScriptTls tls = new ScriptTls(this.program, args[4]);
			return Mono.fromSupplier(() -> this.program.dialing().upgrade(upgrade).tls(tls.client()));
		}
		catch (CliException ex) {
			return Mono.error(ex);
		}
	}

	private Mono<Void> dial(Line line, LineEvents events, String url, Mono<DialOptions> options) {
		return options
			.flatMap((dialing) -> this.program.dialer()
				.with(dialing)
				.dial(uri(url), (session) -> line.run(session, () -> opened(line, events, session)).thenReturn(true)))
			.then();
	}

	private static URI uri(String url) {
		try {
			return URI.create(url);
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "'" + url + "' is no URL", ex);
		}
	}

	private static Value opened(Line line, LineEvents events, Session session) {
		String protocol = session.getHandshakeInfo().getSubProtocol();
		String extensions = session.getHandshakeInfo().getHeaders().getFirst("Sec-WebSocket-Extensions");
		Value socket = line.object();
		events.opened(socket, (protocol != null) ? protocol : "", (extensions != null) ? extensions : "");
		return socket;
	}

	/** There never was a connection. */
	private static void failed(Line line, String fault) {
		if (!line.isTold()) {
			line.closed(Closing.LOST, false, fault.isEmpty() ? "closed before the connection was made" : fault);
		}
	}

}
