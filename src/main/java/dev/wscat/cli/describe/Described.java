package dev.wscat.cli.describe;

import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;

/**
 * A command as others are told of it.
 *
 * @param name of the command, empty for the main job
 * @param options its options and parameters
 * @param help its help
 */
public record Described(String name, Options options, HelpText help) {

	/**
	 * Whose names complete the value of an option, if any do.
	 */
	enum Completion {

		NOTHING, FILES, DIRECTORIES, AT_FILES, CHOICES, PROFILES

	}

	static Completion completion(Option option) {
		if (!option.choices().isEmpty()) {
			return Completion.CHOICES;
		}
		if (option.names().contains("--profile")) {
			return Completion.PROFILES;
		}
		List<String> words = List.of(String.valueOf(option.label()).split("[^A-Za-z@]+"));
		if (words.contains("DIR")) {
			return Completion.DIRECTORIES;
		}
		if (words.contains("@FILE")) {
			return Completion.AT_FILES;
		}
		return (words.contains("FILE") || words.contains("PATH")) ? Completion.FILES : Completion.NOTHING;
	}

	/** The description as one phrase: without the full stop of a sentence. */
	static String phrase(Option option) {
		return option.description().replaceFirst("\\.$", "");
	}

}
