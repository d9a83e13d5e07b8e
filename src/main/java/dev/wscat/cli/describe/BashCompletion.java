package dev.wscat.cli.describe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.wscat.cli.Option;

/**
 * The script that makes bash complete our command lines. Bash takes {@code --name=value}
 * for three words, unless told otherwise.
 */
public final class BashCompletion {

	private static final String HEAD = """
			# bash completion for wscat. To use it: source <(wscat completion bash)

			""";

	private static final String REPLY = """
			# Offers what compgen finds: $1 goes in front of each.
			_wscat_reply() {
				local prefix=$1 found
				shift
				while IFS= read -r found; do
					[[ $prefix == *@ && -d $found ]] && found=$found/
					COMPREPLY+=("$prefix$found")
				done < <(compgen "$@")
			}

			_wscat_profiles() {
				local file
				for file in "${XDG_CONFIG_HOME:-$HOME/.config}"/wscat/*.opts; do
					[[ -e $file ]] && file=${file##*/} && echo "${file%.opts}"
				done
			}

			_wscat_offer() {
				local kind=$1 start=$2 word=$3
				case $kind in
				files)
					compopt -o filenames 2>/dev/null
					_wscat_reply "$start" -f -- "$word"
					;;
				directories)
					compopt -o filenames 2>/dev/null
					_wscat_reply "$start" -d -- "$word"
					;;
				at_files)
					if [[ $word == @* ]]; then
						compopt -o nospace 2>/dev/null
						_wscat_reply "$start@" -f -- "${word#@}"
					fi
					;;
				profiles) _wscat_reply "$start" -W "$(_wscat_profiles)" -- "$word" ;;
				choices\\ *) _wscat_reply "$start" -W "${kind#choices }" -- "$word" ;;
				esac
			}

			_wscat() {
				local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
				local command='' option=$before start='' kind
				COMPREPLY=()
				if ((COMP_CWORD > 1)) && [[ " $_wscat_commands help " == *" ${COMP_WORDS[1]} "* ]]; then
					command=${COMP_WORDS[1]}
				fi
				if [[ $word == '=' ]]; then
					option=$before= word=''
				elif [[ $before == '=' ]] && ((COMP_CWORD > 2)); then
					option=${COMP_WORDS[COMP_CWORD - 2]}=
				elif [[ $word == --*=* ]]; then
					option=${word%%=*}= start=${word%%=*}= word=${word#*=}
				fi
				if [[ $option == -* ]] && kind=$(_wscat_value "$command $option"); then
					_wscat_offer "$kind" "$start" "$word"
				elif [[ $word == -* ]]; then
					_wscat_reply '' -W "$(_wscat_options "$command")" -- "$word"
					[[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == *= ]] && compopt -o nospace 2>/dev/null
				elif ((COMP_CWORD == 1)); then
					_wscat_reply '' -W "$_wscat_commands help" -- "$word"
				elif kind=$(_wscat_value "$command"); then
					_wscat_offer "$kind" '' "$word"
				fi
				return 0
			}

			complete -F _wscat wscat
			""";

	private BashCompletion() {
	}

	/**
	 * Write the script.
	 * @param commands the main job and all commands
	 * @return a script for {@code source}
	 */
	public static String script(List<Described> commands) {
		StringBuilder names = new StringBuilder();
		StringBuilder options = new StringBuilder("# The options of a command; a value follows an equals sign.\n")
			.append("_wscat_options() {\n\tcase $1 in\n");
		Map<String, String> values = new LinkedHashMap<>();
		for (Described command : commands) {
			names.append(command.name().isEmpty() || names.isEmpty() ? "" : " ").append(command.name());
			options.append('\t').append(command.name().isEmpty() ? "''" : command.name()).append(") echo '");
			for (Option option : command.options().all()) {
				describe(command, option, options, values);
			}
			options.append("' ;;\n");
			for (Option parameter : command.options().parameters()) {
				values.merge(kind(parameter), "'" + command.name() + "'", (one, two) -> one + " | " + two);
			}
		}
		values.merge("choices " + names, "help", (one, two) -> one + " | " + two);
		StringBuilder script = new StringBuilder(HEAD).append("_wscat_commands='").append(names).append("'\n\n");
		script.append(options).append("\tesac\n}\n\n");
		script.append("# What the value of an option is, or of a command's parameter; fails for a flag.\n");
		script.append("_wscat_value() {\n\tcase $1 in\n");
		values.forEach(
				(kind, names2) -> script.append('\t').append(names2).append(") echo '").append(kind).append("' ;;\n"));
		return script.append("\t*) return 1 ;;\n\tesac\n}\n\n").append(REPLY).toString();
	}

	private static void describe(Described command, Option option, StringBuilder options, Map<String, String> values) {
		for (String name : option.names()) {
			boolean flag = option.isFlag();
			boolean equals = !flag && !option.isValueOptional() && name.startsWith("--");
			options.append(name).append(equals ? "= " : " ");
			if (!flag) {
				String place = "'" + command.name() + " " + name;
				String pattern = place + "='" + (option.isValueOptional() ? "" : " | " + place + "'");
				values.merge(kind(option), pattern, (one, two) -> one + " | " + two);
			}
		}
	}

	private static String kind(Option option) {
		return switch (Described.completion(option)) {
			case FILES -> "files";
			case DIRECTORIES -> "directories";
			case AT_FILES -> "at_files";
			case CHOICES -> "choices " + String.join(" ", option.choices());
			case PROFILES -> "profiles";
			case NOTHING -> "nothing";
		};
	}

}
