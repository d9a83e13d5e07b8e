package dev.wscat.command.transfer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.transfer.Chunk;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * {@code wscat receive URL}: receives the files that others send.
 */
public final class ReceiveCommand extends SessionCommand {

	private final Option dir = Option.text("--dir", "DIR", "The folder files are written to, and nowhere else")
		.initially(".");

	private final Option count = Option.number("--count", "N",
			"End after so many files; without it after all of one sender.");

	private final Option keep = Option.flag("--keep", "Go on until it is stopped.");

	private final Option overwrite = Option.text("--overwrite", "HOW",
			"What to do about a file that is there already: ask, never, always or rename. Without it on a terminal ask, else never.")
		.oneOf("ask", "never", "always", "rename");

	private final Option noResume = Option.flag("--no-resume",
			"Begin each file anew, and keep nothing of one that did not arrive whole.");

	private final Option format = Option
		.text("--format", "FORMAT",
				"What is spoken: our own protocol, or that of IXWebSocket's ws receive, old and new")
		.oneOf("wscat", "ix")
		.initially("wscat");

	private final TransferOptions transfer = new TransferOptions();

	@Override
	public void defineOwn(Options options) {
		this.transfer.defineUrl(options);
		options.add(this.dir, this.count, this.keep, this.overwrite, this.noResume, this.format);
		this.transfer.define(options);
	}

	@Override
	public void check() {
		this.transfer.check();
		if (this.count.isSet() && this.keep.isSet()) {
			throw new CliException(ExitCode.USAGE, "--count and --keep exclude each other");
		}
		if (this.count.isSet() && this.count.number() == 0) {
			throw new CliException(ExitCode.USAGE, "invalid --count: 0 files need not be received");
		}
		if (!this.format.text().equals("ix")) {
			checkMaxMessage(maxMessage());
		}
	}

	/** A chunk has to fit into a message. */
	static void checkMaxMessage(int most) {
		if (most < Chunk.HEAD + Chunk.LONGEST) {
			throw new CliException(ExitCode.USAGE, "invalid --max-message: bytes of files come in messages of up to "
					+ (Chunk.HEAD + Chunk.LONGEST) + " bytes");
		}
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.defer(() -> {
			Path folder = Path.of(this.dir.text());
			if (!Files.isDirectory(folder)) {
				throw new CliException(ExitCode.LOCAL,
						"cannot write to " + folder + ": it is no folder; make it first");
			}
			return this.transfer.run(wire(true, console), console, () -> this.format.text().equals("ix")
					? new IxReceiving(console, plan(console, folder)) : new Receiving(console, plan(console, folder)),
					stop);
		});
	}

	private ReceivePlan plan(Console console, Path folder) {
		return new ReceivePlan(folder, this.count.isSet() ? this.count.number() : Long.MAX_VALUE,
				!this.count.isSet() && !this.keep.isSet(), !this.noResume.isSet(), how(console));
	}

	private ReceivePlan.Overwrite how(Console console) {
		if (!this.overwrite.isSet()) {
			return console.isInteractive() ? ReceivePlan.Overwrite.ASK : ReceivePlan.Overwrite.NEVER;
		}
		return ReceivePlan.Overwrite.valueOf(this.overwrite.text().toUpperCase(Locale.ROOT));
	}

}
