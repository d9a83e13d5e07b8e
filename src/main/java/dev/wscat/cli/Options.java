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
	 * One option. No record: the code for a record's hash is made at run time, which
	 * takes a fifth of a client's start.
	 */
	public static final class Option {

		private final List<String> names;

		private final @Nullable String label;

		private final String description;

		private final @Nullable Supplier<String> initial;

		private final Consumer<String> setter;

		Option(List<String> names, @Nullable String label, String description, @Nullable Supplier<String> initial,
				Consumer<String> setter) {
			this.names = names;
			this.label = label;
			this.description = description;
			this.initial = initial;
			this.setter = setter;
		}

		/**
		 * Return the names, such as {@code -c} and {@code --connect}.
		 * @return the long one last; none for a parameter
		 */
		public List<String> names() {
			return this.names;
		}

		/**
		 * Return the long name.
		 * @return the name without its hyphens
		 */
		public String longName() {
			return this.names.get(this.names.size() - 1).substring(2);
		}

		/**
		 * Return what stands for the value in the help.
		 * @return the label, or {@code null} for a flag
		 */
		public @Nullable String label() {
			return this.label;
		}

		/**
		 * Return the text for the help.
		 * @return with the value that holds without the option, if there is one
		 */
		public String description() {
			return (this.initial != null) ? this.description + " (" + this.initial.get() + ")" : this.description;
		}

		boolean isRepeatable() {
			return this.label != null && this.label.endsWith("...");
		}

		boolean isFlag() {
			return this.label == null;
		}

		void set(String value) {
			this.setter.accept(value);
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
