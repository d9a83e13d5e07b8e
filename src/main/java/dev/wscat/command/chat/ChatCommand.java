package dev.wscat.command.chat;

import java.time.Duration;
import java.util.SplittableRandom;

import dev.wscat.cli.ClientOptions;
import dev.wscat.cli.ColorOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.Backoff;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.chat.ChatFault;
import dev.wscat.net.chat.ChatNames;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Relay;
import dev.wscat.terminal.TextOutput;
import reactor.core.publisher.Mono;

/**
 * {@code wscat chat URL USER}: talk in the rooms of a chat server.
 */
public final class ChatCommand extends SessionCommand {

	private static final Duration FIRST_WAIT = Duration.ofMillis(500);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final Option url = Option.parameter("URL", "The chat server; without a scheme ws:// is meant.");

	private final Option user = Option.parameter("USER", "Your name.");

	private final Option room = Option
		.text("--room", "ROOM", "Join this room; without it the lobby. The last one is where you speak. Repeatable.")
		.repeatable();

	private final Option noReconnect = Option.flag("--no-reconnect", "End when the connection is lost.");

	private final Option wait = Option
		.time("--wait", "After the end of input stay until nothing has come for so long; -1 for ever")
		.initially("2s");

	private final ColorOptions colors = new ColorOptions();

	private final ClientOptions clientOptions = new ClientOptions();

	@Override
	public void defineOwn(Options options) {
		options.add(this.url, this.user, this.room, this.noReconnect, this.wait);
		this.colors.define(options);
		this.clientOptions.define(options);
	}

	@Override
	public void check() {
		PeerUrl.parse(this.url.text());
		try {
			ChatNames.checked("user", this.user.text());
			this.room.texts().forEach((name) -> ChatNames.checked("room", name));
		}
		catch (ChatFault ex) {
			throw new CliException(ExitCode.USAGE, String.valueOf(ex.getMessage()), ex);
		}
		this.colors.check();
		this.clientOptions.check();
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		Roster roster = new Roster(this.user.text(), this.room.texts());
		Backoff backoff = this.noReconnect.isSet() ? null
				: new Backoff(FIRST_WAIT, LONGEST_WAIT, new SplittableRandom());
		return Mono.using(() -> talk(console, roster), (talk) -> Mono.usingWhen(
				Mono.fromSupplier(() -> new Dialer(this.clientOptions.dial(wire(true, console), console))),
				(dialer) -> new ChatClient(PeerUrl.parse(this.url.text()), dialer, console, roster, talk, backoff)
					.run(stop),
				Dialer::dispose), Talk::dispose);
	}

	private Talk talk(Console console, Roster roster) {
		if (console.isInteractive()) {
			PromptedTalk talk = new PromptedTalk(console, roster, this.colors.isColored());
			return new Talk(new Relay(console, talk), talk);
		}
		Relay relay = new Relay(console, new TextOutput(console, new PlainLines(console, roster)));
		return new Talk(relay, new PipedTalk(relay, roster, console, this.wait.time(), maxMessage()));
	}

}
