package dev.wscat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The options of a command: the one description that parsing, help, completion and the
 * environment are made from.
 */
public final class Options {

	/**
	 * One option.
	 *
	 * @param names such as {@code -c} and {@code --connect}; the last is the long one
	 * @param label what stands for its value in the help, or {@code null} for a flag
	 * @param description for the help
	 * @param initial the value without the option, for the help, or {@code null}
	 * @param setter takes the value, an empty text for a flag; throws
	 * {@link IllegalArgumentException} for one that is none
	 */
	public record Option(List<String> names, @Nullable String label, String description,
			@Nullable Supplier<String> initial, Consumer<String> setter) {

		/**
		 * Return the long name.
		 * @return the name without its hyphens
		 */
		public String longName() {
			return this.names.get(this.names.size() - 1).substring(2);
		}

		boolean isFlag() {
			return this.label == null;
		}

	}

	private final List<Option> options = new ArrayList<>();

	private @Nullable Option parameter;

	/**
	 * Add an option that has a value.
	 * @param names separated by blanks, the long one last
	 * @param label what stands for its value in the help
	 * @param description for the help
	 * @param setter takes the value
	 * @return this
	 */
	public Options value(String names, String label, String description, Consumer<String> setter) {
		this.options.add(new Option(split(names), label, description, null, setter));
		return this;
	}

	/**
	 * Add an option that has a value, and one without it too.
	 * @param names separated by blanks, the long one last
	 * @param label what stands for its value in the help
	 * @param description for the help
	 * @param initial gives the value without the option, as it would be typed
	 * @param setter takes the value
	 * @return this
	 */
	public Options value(String names, String label, String description, Supplier<String> initial,
			Consumer<String> setter) {
		this.options.add(new Option(split(names), label, description, initial, setter));
		return this;
	}

	/**
	 * Add an option that is there or not.
	 * @param names separated by blanks, the long one last
	 * @param description for the help
	 * @param setter run when it is there
	 * @return this
	 */
	public Options flag(String names, String description, Runnable setter) {
		this.options.add(new Option(split(names), null, description, null, (value) -> setter.run()));
		return this;
	}

	/**
	 * Add the one parameter that stands by itself.
	 * @param label what stands for it in the help
	 * @param description for the help
	 * @param setter takes it
	 * @return this
	 */
	public Options parameter(String label, String description, Consumer<String> setter) {
		this.parameter = new Option(List.of(), label, description, null, setter);
		return this;
	}

	/**
	 * Return all options.
	 * @return in the order of the help
	 */
	public List<Option> all() {
		return this.options;
	}

	@Nullable Option parameter() {
		return this.parameter;
	}

	@Nullable Option find(String name) {
		for (Option option : this.options) {
			if (option.names().contains(name)) {
				return option;
			}
		}
		return null;
	}

	private static List<String> split(String names) {
		int blank = names.indexOf(' ');
		return (blank < 0) ? List.of(names) : List.of(names.substring(0, blank), names.substring(blank + 1));
	}

}
