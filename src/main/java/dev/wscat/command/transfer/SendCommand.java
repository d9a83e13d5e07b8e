package dev.wscat.command.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * {@code wscat send URL PATH...}: sends files to those who receive.
 */
public final class SendCommand extends SessionCommand {

	private final Option paths = Option.parameter("PATH...", "What to send; - is standard input.").repeatable();

	private final Option recursive = Option.flag("-r --recursive", "Send folders with all that is in them.");

	private final Option name = Option.text("--name", "NAME", "What receivers call the one file that is sent.");

	private final Option receivers = Option
		.number("--receivers", "N", "How many receivers have to have each file; none is sent before they are there")
		.initially("1");

	private final TransferOptions transfer = new TransferOptions();

	@Override
	public void defineOwn(Options options) {
		this.transfer.defineUrl(options);
		options.add(this.paths, this.recursive, this.name, this.receivers);
		this.transfer.define(options);
	}

	@Override
	public void check() {
		this.transfer.check();
		if (this.receivers.number() == 0) {
			throw new CliException(ExitCode.USAGE, "invalid --receivers: a file that is for nobody is not sent");
		}
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		List<Source> sources = new ArrayList<>();
		for (String path : this.paths.texts()) {
			sources.add(new Source(Path.of(path), Path.of(path).getFileName().toString()));
		}
		return this.transfer.run(wire(true, console), console,
				() -> new Sending(console, new SendPlan(sources, this.receivers.number())), stop);
	}

}
