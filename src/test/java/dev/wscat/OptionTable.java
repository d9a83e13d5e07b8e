package dev.wscat;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.describe.Described;
import org.jspecify.annotations.Nullable;

/**
 * The options of a command as tables for its page of the documentation.
 */
final class OptionTable {

	private static final String HEADER = "| option | | default |\n| --- | --- | --- |\n";

	private OptionTable() {
	}

	static String of(Described command) {
		StringBuilder text = new StringBuilder();
		List<Option> all = new ArrayList<>(command.options().parameters());
		all.addAll(command.options().all());
		boolean begun = false;
		for (Option option : all) {
			@Nullable String heading = command.options().headingOf(option);
			if (heading != null) {
				text.append(text.isEmpty() ? "" : "\n").append(heading).append("\n\n");
			}
			if (heading != null || !begun) {
				text.append(HEADER);
			}
			begun = true;
			text.append("| ").append(names(option)).append(" | ").append(escape(option.plainDescription()));
			text.append(" | ").append((option.initial() != null) ? option.initial() : "").append(" |\n");
		}
		return text.toString();
	}

	private static String names(Option option) {
		String label = String.valueOf(option.label()).replace("|", "\\|") + (option.isRepeatable() ? "..." : "");
		if (option.names().isEmpty()) {
			return "`" + label + "`";
		}
		String value = option.isFlag() ? "" : option.isValueOptional() ? "[=" + label + "]" : "=" + label;
		return "`" + String.join("`, `", option.names()) + value + "`";
	}

	private static String escape(String text) {
		return text.replace("|", "\\|").replace("*", "\\*").replace("<", "\\<");
	}

}
