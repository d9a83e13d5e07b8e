package dev.wscat.command.transfer;

import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.transfer.IxMessage;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code wscat send URL PATH...}: sends files to those who receive.
 */
public final class SendCommand extends SessionCommand {

	private final Option paths = Option.parameter("PATH", "What to send; - is standard input.").repeatable();

	private final Option recursive = Option.flag("-r --recursive", "Send folders with all that is in them.");

	private final Option name = Option.text("--name", "NAME", "What receivers call the one file that is sent.");

	private final Option receivers = Option
		.number("--receivers", "N", "How many receivers have to have each file; none is sent before they are there")
		.initially("1");

	private final Option waitReceivers = Option
		.time("--wait-receivers", "Longest wait for them, and for those that are gone to come again; -1 for ever")
		.initially("-1");

	private final Option format = Option.text("--format", "FORMAT",
			"What is spoken: our own protocol, or that of IXWebSocket's ws send, by lines of hex (ix) or as up to 12.0.1 (ix-msgpack)")
		.oneOf("wscat", "ix", "ix-msgpack")
		.initially("wscat");

	private final TransferOptions transfer = new TransferOptions();

	@Override
	public void defineOwn(Options options) {
		this.transfer.defineUrl(options);
		options.add(this.paths, this.recursive, this.name, this.receivers, this.waitReceivers, this.format);
		this.transfer.define(options);
	}

	@Override
	public void check() {
		this.transfer.check();
		if (this.receivers.number() == 0) {
			throw new CliException(ExitCode.USAGE, "invalid --receivers: a file that is for nobody is not sent");
		}
		long inputs = this.paths.texts().stream().filter(Sources.INPUT::equals).count();
		if (inputs > 1 || inputs == 1 && !this.name.isSet()) {
			throw new CliException(ExitCode.USAGE, "standard input is one file, and needs a --name");
		}
		if (inputs > 0 && form() != null) {
			throw new CliException(ExitCode.USAGE, "standard input cannot be sent with --format=" + this.format.text());
		}
		if (this.name.isSet() && this.paths.texts().size() != 1) {
			throw new CliException(ExitCode.USAGE, "--name is for a single file");
		}
	}

	private IxMessage.@Nullable Form form() {
		return switch (this.format.text()) {
			case "ix" -> IxMessage.Form.LINES;
			case "ix-msgpack" -> IxMessage.Form.MSGPACK;
			default -> null;
		};
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.defer(() -> {
			Sources sources = new Sources(console, this.recursive.isSet());
			List<Source> found = sources.find(this.paths.texts(), this.name.textOrNull());
			SendPlan plan = new SendPlan(found, this.receivers.number(), this.waitReceivers.time(), maxMessage(),
					sources.isIncomplete());
			IxMessage.Form form = form();
			return this.transfer.run(wire(true, console), console,
					() -> (form != null) ? new IxSending(console, plan, form) : new Sending(console, plan), stop);
		});
	}

}
