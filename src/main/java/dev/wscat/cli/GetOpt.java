package dev.wscat.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Command lines as curl reads them: letters stand together, a value directly behind its
 * letter, a value is taken whatever it begins with, and of what is typed twice the last
 * counts. They are brought into the form in which others are typed.
 */
final class GetOpt {

	private final Options options;

	private final List<@Nullable String> words = new ArrayList<>();

	private final Map<Option, Integer> places = new HashMap<>();

	private GetOpt(Options options) {
		this.options = options;
	}

	/**
	 * Bring a command line into its long form.
	 * @param options what there is
	 * @param args what was typed
	 * @return the same as {@code --name} and {@code --name=value}; words that are not
	 * understood stay as they are
	 */
	static List<String> expand(Options options, List<String> args) {
		GetOpt expanded = new GetOpt(options);
		for (int i = 0; i < args.size(); i++) {
			String arg = args.get(i);
			@Nullable String next = (i + 1 < args.size()) ? args.get(i + 1) : null;
			boolean letters = arg.length() > 1 && arg.charAt(0) == '-' && arg.charAt(1) != '-';
			boolean used = letters ? expanded.letters(arg, next) : expanded.word(arg, next);
			i += used ? 1 : 0;
		}
		return expanded.words.stream().filter(Objects::nonNull).map(String::valueOf).toList();
	}

	/** Whether the next word was the value. */
	private boolean letters(String arg, @Nullable String next) {
		for (int i = 1; i < arg.length(); i++) {
			Option option = this.options.find("-" + arg.charAt(i));
			if (option == null) {
				this.words.add((i == 1) ? arg : "-" + arg.substring(i));
				return false;
			}
			if (!option.isFlag()) {
				boolean behind = i + 1 < arg.length();
				if (!behind && next == null) {
					this.words.add("-" + arg.charAt(i));
					return false;
				}
				add(option, '=' + (behind ? arg.substring(i + 1) : String.valueOf(next)));
				return !behind;
			}
			add(option, "");
		}
		return false;
	}

	private boolean word(String arg, @Nullable String next) {
		int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
		Option option = this.options.find((equals < 0) ? arg : arg.substring(0, equals));
		if (option == null || option.isFlag() && equals >= 0) {
			this.words.add(arg);
			return false;
		}
		if (equals >= 0) {
			add(option, arg.substring(equals));
			return false;
		}
		boolean valued = !option.isFlag() && !option.isValueOptional() && next != null;
		add(option, valued ? '=' + next : "");
		return valued;
	}

	private void add(Option option, String value) {
		Integer before = option.isRepeatable() ? null : this.places.put(option, this.words.size());
		if (before != null) {
			this.words.set(before, null);
		}
		this.words.add("--" + option.longName() + value);
	}

}
