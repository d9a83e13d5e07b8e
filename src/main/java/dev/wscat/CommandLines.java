package dev.wscat;

import java.time.Duration;

import dev.wscat.cli.ByteSize;
import dev.wscat.cli.Durations;
import picocli.CommandLine;

/**
 * The command line's grammar.
 */
final class CommandLines {

	private CommandLines() {
	}

	static CommandLine create(RootCommand root) {
		CommandLine line = new CommandLine(root);
		line.registerConverter(Duration.class, Durations::parse);
		line.registerConverter(ByteSize.class, ByteSize::parse);
		line.setUsageHelpAutoWidth(false);
		return line;
	}

}
