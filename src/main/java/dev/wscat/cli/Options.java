package dev.wscat.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The options of a command: the one description that parsing, help, completion and the
 * environment are made from.
 */
public final class Options {

	private final List<Option> options = new ArrayList<>();

	private final List<Option> parameters = new ArrayList<>();

	private final Map<Option, String> headings = new LinkedHashMap<>();

	private final Set<String> leftOut = new HashSet<>();

	private @Nullable String heading;

	private boolean inManyForms;

	/**
	 * Begin a group, for the help.
	 * @param text what stands above the options that follow
	 * @return this
	 */
	public Options heading(String text) {
		this.heading = text;
		return this;
	}

	/**
	 * Leave options out that would mean nothing to this command, though it shares them
	 * with others; what holds without them holds.
	 * @param names long names of options that are yet to be added
	 * @return this
	 */
	public Options leaveOut(String... names) {
		this.leftOut.addAll(List.of(names));
		return this;
	}

	/**
	 * Add options and parameters.
	 * @param added in the order of the help
	 * @return this
	 */
	public Options add(Option... added) {
		for (Option option : added) {
			if (!option.names().isEmpty() && this.leftOut.remove("--" + option.longName())) {
				continue;
			}
			if (this.heading != null && !option.names().isEmpty()) {
				this.headings.put(option, this.heading);
				this.heading = null;
			}
			(option.names().isEmpty() ? this.parameters : this.options).add(option);
		}
		return this;
	}

	/**
	 * Let them be typed as curl's are.
	 * @return this
	 */
	public Options inManyForms() {
		this.inManyForms = true;
		return this;
	}

	boolean isInManyForms() {
		return this.inManyForms;
	}

	/**
	 * Return all options.
	 * @return in the order of the help
	 */
	public List<Option> all() {
		return this.options;
	}

	/**
	 * Return the values that stand by themselves.
	 * @return in order; the last may be repeatable
	 */
	public List<Option> parameters() {
		return this.parameters;
	}

	/**
	 * Return the heading of the group that an option begins.
	 * @param option an option
	 * @return its heading, or {@code null} when it begins none
	 */
	public @Nullable String headingOf(Option option) {
		return this.headings.get(option);
	}

	/**
	 * Find an option.
	 * @param name one of its names, with hyphens
	 * @return the option, or {@code null} when there is none
	 */
	public @Nullable Option find(String name) {
		for (Option option : this.options) {
			if (option.names().contains(name)) {
				return option;
			}
		}
		return null;
	}

}
