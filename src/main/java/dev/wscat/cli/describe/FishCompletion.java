package dev.wscat.cli.describe;

import java.util.List;

import dev.wscat.cli.Option;

/**
 * The script that makes fish complete our command lines, with the descriptions of the
 * help.
 */
public final class FishCompletion {

	private static final String HEAD = """
			# fish completion for wscat. To use it: wscat completion fish | source

			# The command that was typed; none for the main job.
			function __wscat_command
				set -l words (commandline -opc)
				if set -q words[2]; and string match -qv -- '-*' $words[2]
					echo $words[2]
				end
			end

			function __wscat_is
				test (__wscat_command | string collect -a) = "$argv"
			end

			function __wscat_first
				test (count (commandline -opc)) -eq 1
			end

			# The names of files behind an @.
			function __wscat_at_files
				set -l word (commandline -ct | string replace -r '^--[^=]*=' '')
				if string match -q -- '@*' $word
					for file in (string sub -s 2 -- $word)*
						test -d $file; and echo @$file/; or echo @$file
					end
				end
			end

			function __wscat_directories
				set -l word (commandline -ct | string replace -r '^--[^=]*=' '')
				for directory in $word*/
					echo $directory
				end
			end

			function __wscat_profiles
				set -l place $HOME/.config
				set -q XDG_CONFIG_HOME[1]; and set place $XDG_CONFIG_HOME
				for file in $place/wscat/*.opts
					string replace -r '.*/(.*)\\.opts$' '$1' -- $file
				end
			end

			complete -c wscat -f
			""";

	private FishCompletion() {
	}

	/**
	 * Write the script.
	 * @param commands the main job and all commands
	 * @return a script for {@code source}
	 */
	public static String script(List<Described> commands) {
		StringBuilder script = new StringBuilder(HEAD);
		StringBuilder names = new StringBuilder();
		for (Described command : commands) {
			if (!command.name().isEmpty()) {
				names.append(names.isEmpty() ? "" : " ").append(command.name());
				script.append("complete -c wscat -n __wscat_first -a ")
					.append(command.name())
					.append(" -d ")
					.append(quote(command.help().summary()))
					.append('\n');
			}
		}
		script.append("complete -c wscat -n __wscat_first -a help -d 'Show the help of a command'\n");
		script.append("complete -c wscat -n '__wscat_is help' -xa '").append(names).append("'\n");
		for (Described command : commands) {
			String condition = quote("__wscat_is " + command.name());
			for (Option option : command.options().all()) {
				script.append(option(option, condition)).append('\n');
			}
			for (Option parameter : command.options().parameters()) {
				script.append("complete -c wscat -n ").append(condition).append(value(parameter)).append('\n');
			}
		}
		return script.toString();
	}

	private static String option(Option option, String condition) {
		StringBuilder line = new StringBuilder("complete -c wscat -n ").append(condition);
		for (String name : option.names()) {
			line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
		}
		if (!option.isFlag()) {
			// fish takes an option that may stand alone for one that does
			line.append(option.isValueOptional() ? "" : value(option));
		}
		return line.append(" -d ").append(quote(Described.phrase(option))).toString();
	}

	private static String value(Option option) {
		return switch (Described.completion(option)) {
			case FILES -> option.names().isEmpty() ? " -F" : " -rF";
			case DIRECTORIES -> " -xa '(__wscat_directories)'";
			case AT_FILES -> " -xa '(__wscat_at_files)'";
			case CHOICES -> " -xa " + quote(String.join(" ", option.choices()));
			case PROFILES -> " -xa '(__wscat_profiles)'";
			case NOTHING -> " -x";
		};
	}

	private static String quote(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
	}

}
