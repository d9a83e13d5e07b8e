package dev.wscat.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * Options that are written down: in a file, or in a curl command. The value of
 * {@code --connect} is the URL of the command {@code connect} too, and so with every
 * command that has a parameter.
 */
final class OptionsFile {

	private static final int LARGEST = 1 << 20;

	private final String name;

	private final List<ShellWords.Word> words;

	private OptionsFile(String name, String command, List<ShellWords.Word> words) {
		this.name = name;
		String parameter = "--" + command + "=";
		List<ShellWords.Word> own = new ArrayList<>();
		for (ShellWords.Word word : words) {
			own.add(word.text().startsWith(parameter)
					? new ShellWords.Word(word.text().substring(parameter.length()), word.line()) : word);
		}
		this.words = command.isEmpty() ? words : own;
	}

	static OptionsFile ofCurl(List<String> args, String command) {
		return new OptionsFile("--curl", command, args.stream().map((arg) -> new ShellWords.Word(arg, 0)).toList());
	}

	/**
	 * Read a file.
	 * @param file relative to the working directory
	 * @param command the name of the command, empty for the main job
	 * @return its words
	 * @throws CliException when it cannot be read
	 */
	static OptionsFile read(Path file, String command) {
		try {
			if (Files.size(file) > LARGEST) {
				throw new CliException(ExitCode.USAGE, "cannot read " + file + ": it is larger than 1MB");
			}
			return new OptionsFile(file.toString(), command, ShellWords.split(text(file)));
		}
		catch (ShellWords.OpenQuoteException ex) {
			throw new CliException(ExitCode.USAGE, file + ", line " + ex.line() + ": the quote has no end", ex);
		}
		catch (NoSuchFileException ex) {
			throw new CliException(ExitCode.USAGE, "cannot read " + file + ": there is no such file", ex);
		}
		catch (CharacterCodingException ex) {
			throw new CliException(ExitCode.USAGE, "cannot read " + file + ": it is not UTF-8", ex);
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.USAGE, "cannot read " + file + ": " + ex.getMessage(), ex);
		}
	}

	private static String text(Path file) throws IOException {
		String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
		return text.startsWith("\ufeff") ? text.substring(1) : text;
	}

	/**
	 * Tell what the words mean.
	 * @param options what there is
	 * @param refused options that may be typed only
	 * @return options with values that are right
	 * @throws CliException when a word is wrong, with its line
	 */
	List<Arguments.Match> matches(Options options, Options refused) {
		try {
			return check(this.words.size(), options, refused);
		}
		catch (CliException ex) {
			int line = wrongLine(options, refused);
			String place = (line > 0) ? this.name + ", line " + line : this.name;
			throw new CliException(ExitCode.USAGE, place + ": " + ex.getMessage(), ex);
		}
	}

	private List<Arguments.Match> check(int count, Options options, Options refused) {
		List<String> args = new ArrayList<>();
		for (ShellWords.Word word : this.words.subList(0, count)) {
			args.add(word.text());
		}
		List<Arguments.Match> matches = Arguments.matches(options, args);
		for (Arguments.Match match : matches) {
			String name = Arguments.name(match.option());
			if (refused.all().contains(match.option()) || name.equals("--help") || name.equals("--version")) {
				throw new CliException(ExitCode.USAGE, name + " can be typed only");
			}
			try {
				match.option().check(match.value());
			}
			catch (IllegalArgumentException ex) {
				throw new CliException(ExitCode.USAGE, "invalid " + name + ": " + ex.getMessage(), ex);
			}
		}
		return matches;
	}

	/**
	 * The line of the word behind the longest beginning that is right: at the end of a
	 * shorter one only a value may be missing.
	 */
	private int wrongLine(Options options, Options refused) {
		for (int count = this.words.size() - 1; count > 0; count--) {
			try {
				check(count, options, refused);
				return this.words.get(count).line();
			}
			catch (CliException ex) {
				// shorter, then
			}
		}
		return this.words.isEmpty() ? 0 : this.words.get(0).line();
	}

}
