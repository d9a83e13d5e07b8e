package dev.wscat.command.echoclient;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

import dev.wscat.cli.ClientOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.Dialer;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Escapes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code wscat echo-client --url URL --message TEXT}: sends a message, waits for the
 * answer, and prints both with their times.
 */
public final class EchoClientCommand extends SessionCommand {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS");

	private final Option url = Option.text("--url", "URL", "The server; without a scheme ws:// is meant.");

	private final Option message = Option.text("--message", "TEXT", "What to send.");

	private final Option timeout = Option.finiteTime("--timeout", "Longest wait for the answer").initially("10s");

	private final ClientOptions clientOptions = new ClientOptions();

	@Override
	public void defineOwn(Options options) {
		options.add(this.url, this.message, this.timeout);
		this.clientOptions.define(options);
	}

	@Override
	public void check() {
		if (!this.url.isSet() || !this.message.isSet()) {
			throw new CliException(ExitCode.USAGE, "say --url=URL and --message=TEXT");
		}
		PeerUrl.parse(this.url.text());
		this.clientOptions.check();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.usingWhen(
				Mono.fromSupplier(() -> new Dialer(this.clientOptions.dial(wire(true, console), console))),
				(dialer) -> dialer.dial(PeerUrl.parse(this.url.text()), (session) -> talk(session, console, stop))
					.takeUntilOther(stop)
					.defaultIfEmpty(ExitCode.OK),
				Dialer::dispose);
	}

	private Mono<ExitCode> talk(Session session, Console console, Mono<Void> stop) {
		String text = this.message.text();
		show(console, "sending: " + text);
		Mono<Boolean> answer = session.batches()
			.doOnNext((batch) -> received(batch, console))
			.next()
			.hasElement()
			.timeout(this.timeout.time())
			.onErrorMap(java.util.concurrent.TimeoutException.class, (error) -> new CliException(ExitCode.TIMEOUT,
					"no answer within " + this.timeout.text() + "; wait longer with --timeout", error));
		Mono<Void> sent = session.sendMessages(Flux.just(Message.text(text)));
		return Mono.zip(sent.thenReturn(true), answer)
			.then(session.close(Closing.NORMAL))
			.onErrorResume((error) -> session.close(Closing.NORMAL).then(Mono.error(error)))
			.takeUntilOther(stop.then(session.close(Closing.NORMAL)))
			.map((ending) -> {
				console.note("websocket connection closed: " + ending.describe());
				return ending.exitCode();
			});
	}

	/** The first message of a read is the answer; more of them are shown too. */
	private static void received(MessageBatch batch, Console console) {
		for (int i = 0; i < batch.size(); i++) {
			show(console, "received: "
					+ ((batch.opcode(i) == Opcode.TEXT) ? batch.text(i) : "(binary, " + batch.length(i) + " bytes)"));
		}
		batch.release();
	}

	private static void show(Console console, String line) {
		String text = console.isOutputTerminal() ? Escapes.visible(line) : line;
		console.print(LocalDateTime.now().format(TIME) + " " + text + "\n");
	}

}
