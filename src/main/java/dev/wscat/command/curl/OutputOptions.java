package dev.wscat.command.curl;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.AtFile;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where what comes goes, and what is told of it.
 */
final class OutputOptions {

	private static final int LONGEST_NAME = 255;

	private final Option output = Option
		.text("-o --output", "FILE", "Write the body to this file; - is stdout. Repeatable, one for each URL.")
		.repeatable();

	private final Option remoteName = Option
		.flag("-O --remote-name",
				"Write it to a file with the name at the end of the URL, which must not be there yet.")
		.repeatable();

	private final Option remoteNames = Option.flag("--remote-name-all", "-O for all URLs.");

	private final Option directory = Option.text("--output-dir", "DIR", "Directory of these files.");

	private final Option create = Option.flag("--create-dirs", "Make directories that are missing.");

	private final Option clobber = Option.flag("--clobber", "Let -O overwrite files.");

	private final Option noClobber = Option.flag("--no-clobber", "Never overwrite: take NAME.1 and so on.");

	private final Option remoteTime = Option.flag("-R --remote-time", "Give the file the time that the server tells.");

	private final Option include = Option.flag("-i --include", "Print the head of the response too.");

	private final Option dump = Option.text("-D --dump-header", "FILE",
			"Write the heads of responses to this file; - is stdout.");

	private final Option fail = Option.flag("-f --fail",
			"End with 22 and without a body when the status is 400 or more.");

	private final Option failWithBody = Option.flag("--fail-with-body", "The same, with the body.");

	private final Option maxSize = Option.text("--max-filesize", "SIZE", "Give up on bodies that are larger.");

	private final Option silent = Option.flag("-s --silent", "Say nothing on stderr.");

	private final Option showError = Option.flag("-S --show-error", "With -s, say what went wrong.");

	private final Option verbose = Option.flag("-v --verbose", "Say what is sent and received, but for the bodies.");

	private final Option bar = Option.flag("-# --progress-bar", "Show how far it is, wherever stderr goes.");

	private final Option writeOut = Option.text("-w --write-out", "FORMAT|@FILE",
			"Print this at the end, with such as %{http_code}, %{time_total} and \\n replaced.");

	private final Option ix = Option.flag("--ix-output",
			"Print all in the layout of IXWebSocket's ws curl: headers, sizes, status, then the body behind payload:.");

	private final Option noBuffer = Option.flag("-N --no-buffer", "Write what comes at once, which is done anyway.");

	void define(Options options) {
		options.heading("Output:");
		options.add(this.output, this.remoteName, this.remoteNames, this.directory, this.create, this.clobber,
				this.noClobber, this.remoteTime, this.include, this.dump, this.fail, this.failWithBody, this.maxSize,
				this.silent, this.showError, this.verbose, this.bar, this.writeOut, this.ix, this.noBuffer);
	}

	void check() {
		if (this.fail.isSet() && this.failWithBody.isSet()) {
			throw bad("use --fail or --fail-with-body, not both");
		}
		if (this.clobber.isSet() && this.noClobber.isSet()) {
			throw bad("use --clobber or --no-clobber, not both");
		}
		maxSize();
		format();
		if (this.ix.isSet() && (this.output.isSet() || this.remoteName.isSet() || this.remoteNames.isSet())) {
			throw bad("--ix-output prints the body too: leave -o and -O out");
		}
	}

	/** Most bytes of a body, or {@link Long#MAX_VALUE}. */
	long maxSize() {
		if (!this.maxSize.isSet()) {
			return Long.MAX_VALUE;
		}
		String text = this.maxSize.text();
		int unit = text.isEmpty() ? -1 : "KMGT".indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
		String digits = (unit >= 0) ? text.substring(0, text.length() - 1) : text;
		if (!digits.matches("\\d{1,6}|\\d{1,18}") || unit >= 0 && digits.length() > 6) {
			throw bad("invalid --max-filesize: '" + text + "' is no size; write 65536, 64K or 64M");
		}
		return Long.parseLong(digits) << (10 * (unit + 1));
	}

	/**
	 * Choose the file for the body.
	 * @param url what is asked for
	 * @param index which of the URLs
	 * @return its name and manner, or {@code null} for stdout
	 * @throws CliException when the URL has no name, or no safe one
	 */
	@Nullable Destination file(WebUrl url, int index) {
		List<Choice> choices = choices();
		boolean named = index >= choices.size() && this.remoteNames.isSet();
		if (index >= choices.size() && !named) {
			return null;
		}
		@Nullable String typed = named ? null : choices.get(index).name();
		if (typed != null && typed.equals("-")) {
			return null;
		}
		String name = (typed != null) ? typed : name(url);
		Path path = path(this.directory.isSet() ? this.directory.text() + "/" + name : name);
		Destination.Manner manner = this.noClobber.isSet() ? Destination.Manner.NUMBERED
				: (typed == null && !this.clobber.isSet()) ? Destination.Manner.NEW : Destination.Manner.OVERWRITE;
		return new Destination(path, manner, this.create.isSet());
	}

	/** Whether stdout was asked for by name, so that it gets all there is. */
	boolean isStdoutNamed(int index) {
		List<Choice> choices = choices();
		return index < choices.size() && "-".equals(choices.get(index).name());
	}

	/** -o and -O in the order in which they were typed. */
	private List<Choice> choices() {
		List<Choice> choices = new ArrayList<>();
		for (int i = 0; i < this.output.texts().size(); i++) {
			choices.add(new Choice(this.output.texts().get(i), this.output.place(i)));
		}
		for (int i = 0; i < this.remoteName.texts().size(); i++) {
			choices.add(new Choice(null, this.remoteName.place(i)));
		}
		choices.sort((one, other) -> Integer.compare(one.place(), other.place()));
		return choices;
	}

	/** The last part of the path, which cannot lead elsewhere. */
	private static String name(WebUrl url) {
		String path = url.path().replaceFirst("\\?.*", "");
		String name = path.substring(path.lastIndexOf('/') + 1);
		if (name.isEmpty()) {
			throw new CliException(CurlCode.WRITE, "the URL has no name of a file at its end; name one with -o");
		}
		if (name.equals(".") || name.equals("..") || name.indexOf('\\') >= 0
				|| name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw new CliException(CurlCode.WRITE,
					"the name at the end of the URL is none for a file; name one with -o");
		}
		return name;
	}

	private static Path path(String name) {
		try {
			return Path.of(name);
		}
		catch (InvalidPathException ex) {
			throw new CliException(CurlCode.WRITE, "'" + name + "' is no name of a file", ex);
		}
	}

	boolean isRemoteTime() {
		return this.remoteTime.isSet();
	}

	boolean isIncluding() {
		return this.include.isSet();
	}

	/** The file for heads, {@code -} for stdout, or {@code null}. */
	@Nullable String dump() {
		return this.dump.textOrNull();
	}

	boolean isFailing() {
		return this.fail.isSet();
	}

	boolean isFailingWithBody() {
		return this.failWithBody.isSet();
	}

	boolean isSilent() {
		return this.silent.isSet();
	}

	boolean isErrorShown() {
		return !this.silent.isSet() || this.showError.isSet();
	}

	boolean isVerbose() {
		return this.verbose.isSet();
	}

	boolean isBar() {
		return this.bar.isSet();
	}

	boolean isIx() {
		return this.ix.isSet();
	}

	String format() {
		return this.writeOut.isSet()
				? this.writeOut.text().startsWith("@") ? AtFile.text(this.writeOut.text()) : this.writeOut.text() : "";
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

	private record Choice(@Nullable String name, int place) {
	}

}
