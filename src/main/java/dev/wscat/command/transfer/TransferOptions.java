package dev.wscat.command.transfer;

import java.util.function.Supplier;

import dev.wscat.cli.ClientOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * What those who send and those who receive can both set.
 */
final class TransferOptions {

	private final Option url = Option.parameter("URL", "The transfer server; without a scheme ws:// is meant.");

	private final Option reconnect = Option
		.time("--reconnect",
				"Longest time to try to connect again when the connection is lost; -1 for ever, 0 not at all")
		.initially("10m");

	private final ClientOptions clientOptions = new ClientOptions();

	void defineUrl(Options options) {
		options.add(this.url);
	}

	void define(Options options) {
		options.add(this.reconnect);
		this.clientOptions.define(options);
	}

	void check() {
		PeerUrl.parse(this.url.text());
		this.clientOptions.check();
	}

	/**
	 * Work at a desk.
	 * @param wire what both sides of a connection can set
	 * @param console the standard streams
	 * @param desk makes the desk, which is closed at the end
	 * @param stop completes when the program is asked to end
	 * @return cold; the status to end with
	 */
	Mono<ExitCode> run(WireOptions wire, Console console, Supplier<Desk> desk, Mono<Void> stop) {
		return Mono.using(desk::get, (made) -> Mono.usingWhen(
				Mono.fromSupplier(() -> new Dialer(this.clientOptions.dial(wire.withoutDeflate(), console))),
				(dialer) -> new Visits(PeerUrl.parse(this.url.text()), dialer, console, made, this.reconnect.time())
					.run(stop),
				Dialer::dispose), Desk::close);
	}

}
