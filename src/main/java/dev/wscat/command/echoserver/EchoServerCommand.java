package dev.wscat.command.echoserver;

import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.Pages;
import dev.wscat.cli.ServerCommand;
import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.net.Session;
import dev.wscat.net.Site;
import dev.wscat.terminal.ClientLog;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code wscat echo-server}: sends each message back as it came, and shows a page that
 * talks to it.
 */
public final class EchoServerCommand extends ServerCommand {

	private static final Closing DENIED = new Closing(4001, "Permission denied");

	private final Option authorization = Option.text("--http_authorization_header", "VALUE",
			"Close with 4001 unless the client's Authorization header has this value; if it has, say so first.");

	private final Option greet = Option.text("-g --greet", "TEXT", "Send this to each client first.");

	private final Option plain = Option.flag("-x --disable-per-message-deflate",
			"Do not accept compression, as with --no-deflate.");

	private final Option noPongs = Option.flag("-p --disable-pong", "Leave the clients' Pings unanswered.");

	/** Create the command. */
	public EchoServerCommand() {
		super(8008);
	}

	@Override
	public void defineOwn(Options options) {
		options.add(this.authorization, this.greet, this.plain, this.noPongs);
		super.defineOwn(options);
	}

	@Override
	protected Site.Pages pages() {
		return new Pages("echo");
	}

	@Override
	protected boolean packs() {
		return !this.plain.isSet();
	}

	@Override
	protected Mono<Void> serve(Session session, ClientLog log) {
		if (this.noPongs.isSet()) {
			session.withholdPongs();
		}
		Flux<Message> first = Flux.empty();
		if (this.authorization.isSet()) {
			List<String> given = session.getHandshakeInfo().getHeaders().getOrEmpty("Authorization");
			if (!given.equals(List.of(this.authorization.text()))) {
				return session.close(DENIED).then();
			}
			// spelled as clients of other servers of this kind expect it
			first = first.concatWithValues(Message.text("Authorization suceeded!"));
		}
		if (this.greet.isSet()) {
			first = first.concatWithValues(Message.text(this.greet.text()));
		}
		return session.sendMessages(first).then(session.echo(log::received));
	}

}
