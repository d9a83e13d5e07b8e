package dev.wscat.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.wscat.terminal.Console;

/**
 * Where a command line takes options from besides what is typed: files, profiles and a
 * copied curl command. Every command has these.
 */
public final class Sources {

	private record Source(Option kind, String value, int place) {
	}

	private final Option files = Option
		.text("--options", "FILE",
				"Take options from this file too: words as in a shell, on any number of lines, with # comments;"
						+ " what is typed counts more. Repeatable.")
		.repeatable();

	private final Option profiles = Option
		.text("--profile", "NAME", "Take options from this profile too, ~/.config/wscat/NAME.opts. Repeatable.")
		.repeatable();

	private final Option save = Option.text("--save-profile", "NAME",
			"Write the options of this command line to that profile, and exit.");

	private final Option curl = Option.text("--curl", "COMMAND|@FILE",
			"Take URL and options from a curl command, as a browser's network panel copies it (bash).");

	private final String command;

	private final boolean client;

	/**
	 * Create the options.
	 * @param command the command's name, empty for the main job
	 * @param client whether it connects to a URL
	 */
	public Sources(String command, boolean client) {
		this.command = command;
		this.client = client;
	}

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.heading("Options from elsewhere:").add(this.files, this.profiles, this.save);
		if (this.client) {
			options.add(this.curl);
		}
	}

	/**
	 * Add the options of what is named to those that were typed.
	 * @param options what there is
	 * @param arguments what was typed
	 * @param settings may name files and profiles too
	 * @throws dev.wscat.core.CliException when one of them is wrong
	 */
	public void include(Options options, Arguments arguments, Settings settings) {
		arguments.complete(own(), settings);
		if (!this.files.isSet() && !this.profiles.isSet() && !this.curl.isSet()) {
			return;
		}
		List<Source> sources = new ArrayList<>();
		for (Option kind : List.of(this.files, this.profiles, this.curl)) {
			for (int i = 0; i < kind.texts().size(); i++) {
				sources.add(new Source(kind, kind.texts().get(i), kind.place(i)));
			}
		}
		sources.sort(Comparator.comparingInt(Source::place));
		List<Arguments.Match> matches = new ArrayList<>();
		for (Source source : sources) {
			matches.addAll(read(source, options));
		}
		arguments.include(matches);
	}

	private List<Arguments.Match> read(Source source, Options options) {
		String value = source.value();
		if (source.kind() == this.curl) {
			return OptionsFile.ofCurl(CurlCommand.read(value), this.command).matches(options, own());
		}
		Path file = (source.kind() == this.profiles) ? Profiles.existing(value) : Path.of(value);
		return OptionsFile.read(file, this.command).matches(options, own());
	}

	private Options own() {
		Options own = new Options().add(this.files, this.profiles, this.save);
		return this.client ? own.add(this.curl) : own;
	}

	/**
	 * Tell whether the options are to be written down and not to be used.
	 * @return whether {@code --save-profile} is set
	 */
	public boolean isSaving() {
		return this.save.isSet();
	}

	/**
	 * Write the options to the profile that was named.
	 * @param arguments what was typed and included
	 * @param console where to say so
	 * @throws dev.wscat.core.CliException when that fails
	 */
	public void save(Arguments arguments, Console console) {
		SavedOptions saved = SavedOptions.of(arguments, own(), this.command);
		Path file = Profiles.write(this.save.text(), saved.text());
		console.note("the profile is " + file + "; use it with --profile=" + this.save.text());
		for (String secret : saved.secrets()) {
			console.note("warning: " + secret + " stands there in plain text");
		}
	}

}
