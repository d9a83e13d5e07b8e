package dev.wscat.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One option or parameter of a command: its names, what the help says of it, and the
 * values it was given. It has no code of its own for each option, since each lambda costs
 * a client's start a third of a millisecond.
 */
public final class Option {

	private enum Kind {

		FLAG, TEXT, TIME, FINITE_TIME, SIZE, NUMBER

	}

	private final Kind kind;

	private final List<String> names;

	private final @Nullable String label;

	private final String description;

	private @Nullable String initial;

	private boolean repeatable;

	private boolean valueOptional;

	private boolean optional;

	private List<String> choices = List.of();

	private final List<String> values = new ArrayList<>();

	private final List<Integer> places = new ArrayList<>();

	private Option(Kind kind, String names, @Nullable String label, String description) {
		this.kind = kind;
		this.names = names.isEmpty() ? List.of() : split(names);
		this.label = label;
		this.description = description;
	}

	/**
	 * An option that is there or not.
	 * @param names separated by blanks, the long one last
	 * @param description for the help
	 * @return the option
	 */
	public static Option flag(String names, String description) {
		return new Option(Kind.FLAG, names, null, description);
	}

	/**
	 * An option with any value.
	 * @param names separated by blanks, the long one last
	 * @param label what stands for the value in the help
	 * @param description for the help
	 * @return the option
	 */
	public static Option text(String names, String label, String description) {
		return new Option(Kind.TEXT, names, label, description);
	}

	/**
	 * An option whose value is a time, for ever included.
	 * @param names separated by blanks, the long one last
	 * @param description for the help
	 * @return the option
	 */
	public static Option time(String names, String description) {
		return new Option(Kind.TIME, names, "TIME", description);
	}

	/**
	 * An option whose value is a time that ends.
	 * @param names separated by blanks, the long one last
	 * @param description for the help
	 * @return the option
	 */
	public static Option finiteTime(String names, String description) {
		return new Option(Kind.FINITE_TIME, names, "TIME", description);
	}

	/**
	 * An option whose value is a number of bytes.
	 * @param names separated by blanks, the long one last
	 * @param description for the help
	 * @return the option
	 */
	public static Option size(String names, String description) {
		return new Option(Kind.SIZE, names, "SIZE", description);
	}

	/**
	 * An option whose value is a whole number, not negative.
	 * @param names separated by blanks, the long one last
	 * @param label what stands for the value in the help
	 * @param description for the help
	 * @return the option
	 */
	public static Option number(String names, String label, String description) {
		return new Option(Kind.NUMBER, names, label, description);
	}

	/**
	 * A value that stands by itself.
	 * @param label what stands for it in the help
	 * @param description for the help
	 * @return the parameter
	 */
	public static Option parameter(String label, String description) {
		return new Option(Kind.TEXT, "", label, description);
	}

	/**
	 * Set what holds when the option is not given.
	 * @param value as it would be typed
	 * @return this
	 */
	public Option initially(String value) {
		this.initial = value;
		return this;
	}

	/**
	 * Let it be given more than once.
	 * @return this
	 */
	public Option repeatable() {
		this.repeatable = true;
		return this;
	}

	/**
	 * Let it stand without its value, which is then empty; a value follows behind an
	 * equals sign, or as the next word of a command line without parameters.
	 * @return this
	 */
	public Option valueOptional() {
		this.valueOptional = true;
		return this;
	}

	/**
	 * Let a parameter be left out.
	 * @return this
	 */
	public Option optional() {
		this.optional = true;
		return this;
	}

	/**
	 * Take no other values than these.
	 * @param values all there are, in the order of the help
	 * @return this
	 */
	public Option oneOf(String... values) {
		this.choices = List.of(values);
		return this;
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
		return (this.initial != null) ? this.description + " (" + this.initial + ")" : this.description;
	}

	/**
	 * Tell whether it can be given more than once.
	 * @return whether it can
	 */
	public boolean isRepeatable() {
		return this.repeatable;
	}

	/**
	 * Tell whether it never has a value.
	 * @return whether it is a flag
	 */
	public boolean isFlag() {
		return this.kind == Kind.FLAG;
	}

	/**
	 * Tell whether it can stand without its value.
	 * @return whether it can
	 */
	public boolean isValueOptional() {
		return this.valueOptional;
	}

	/**
	 * Tell whether it is a parameter that can be left out.
	 * @return whether it can
	 */
	public boolean isOptional() {
		return this.optional;
	}

	/**
	 * Return the values it takes.
	 * @return all of them, or none when it takes others than a few fixed ones
	 */
	public List<String> choices() {
		return this.choices;
	}

	/**
	 * Return the text for the help.
	 * @return without the value that holds without the option
	 */
	public String plainDescription() {
		return this.description;
	}

	/**
	 * Return what holds without the option.
	 * @return as it would be typed, or {@code null} when nothing does
	 */
	public @Nullable String initial() {
		return this.initial;
	}

	/**
	 * Forget the values.
	 */
	void clear() {
		this.values.clear();
		this.places.clear();
	}

	/**
	 * Take a value.
	 * @param value as typed
	 * @param place where it stands among all that was typed
	 * @throws IllegalArgumentException when it is no value for this option; its message
	 * says what is wrong
	 */
	void set(String value, int place) {
		check(value);
		if (!this.repeatable) {
			clear();
		}
		this.values.add(value);
		this.places.add(place);
	}

	/**
	 * Check a value without taking it.
	 * @param value as typed
	 * @throws IllegalArgumentException when it is no value for this option
	 */
	void check(String value) {
		if (this.valueOptional && value.isEmpty()) {
			return;
		}
		if (!this.choices.isEmpty() && !this.choices.contains(value)) {
			throw new IllegalArgumentException("'" + value + "' is none of " + String.join(", ", this.choices));
		}
		switch (this.kind) {
			case TIME -> Durations.parse(value);
			case FINITE_TIME -> Durations.parseFinite(value);
			case SIZE -> ByteSize.parse(value);
			case NUMBER -> parseNumber(value);
			default -> {
			}
		}
	}

	/**
	 * Tell whether a value was given.
	 * @return whether it was typed, or set by the environment or a file
	 */
	public boolean isSet() {
		return !this.values.isEmpty();
	}

	/**
	 * Return all values.
	 * @return as typed and in that order
	 */
	public List<String> texts() {
		return this.values;
	}

	/**
	 * Return where a value stands among all that was typed.
	 * @param index which value
	 * @return a number to compare with those of other options
	 */
	public int place(int index) {
		return this.places.get(index);
	}

	/**
	 * Return the value.
	 * @return what was given, or else holds initially; {@code null} when there is neither
	 */
	public @Nullable String textOrNull() {
		return this.values.isEmpty() ? this.initial : this.values.get(this.values.size() - 1);
	}

	/**
	 * Return the value.
	 * @return what was given, or else holds initially; empty when there is neither
	 */
	public String text() {
		String text = textOrNull();
		return (text != null) ? text : "";
	}

	/**
	 * Return the value of a time.
	 * @return {@link Durations#FOREVER} when it has no end
	 */
	public Duration time() {
		return Durations.parse(text());
	}

	/**
	 * Return the value of a size.
	 * @return bytes
	 */
	public int size() {
		return ByteSize.parse(text());
	}

	/**
	 * Return the value of a number.
	 * @return 0 or more
	 */
	public int number() {
		return parseNumber(text());
	}

	private static int parseNumber(String text) {
		try {
			int number = Integer.parseInt(text);
			if (number >= 0 && text.charAt(0) != '+') {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// said below
		}
		throw new IllegalArgumentException("'" + text + "' is no whole number");
	}

	private static List<String> split(String names) {
		List<String> all = new ArrayList<>();
		int start = 0;
		for (int blank = names.indexOf(' '); blank >= 0; blank = names.indexOf(' ', start)) {
			all.add(names.substring(start, blank));
			start = blank + 1;
		}
		all.add(names.substring(start));
		return all;
	}

}
