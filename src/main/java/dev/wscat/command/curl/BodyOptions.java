package dev.wscat.command.curl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * What is sent with a request: data, a form, or a file.
 */
final class BodyOptions {

	/** More of stdin than this is sent as it comes. */
	private static final int HELD = 1 << 20;

	/** Data whose line ends are taken out, or that is encoded, is held in memory. */
	private static final long LARGEST = 1 << 28;

	private final Option data = Option
		.text("-d --data", "DATA|@FILE",
				"Send this with POST; & joins several; @FILE reads a file, @- stdin, without line ends. Repeatable.")
		.repeatable();

	private final Option ascii = Option.text("--data-ascii", "DATA|@FILE", "The same. Repeatable.").repeatable();

	private final Option raw = Option.text("--data-raw", "DATA", "The same, and @ is nothing special. Repeatable.")
		.repeatable();

	private final Option binary = Option
		.text("--data-binary", "DATA|@FILE",
				"The same, and line ends stay; files are read as they are sent. Repeatable.")
		.repeatable();

	private final Option encoded = Option
		.text("--data-urlencode", "DATA",
				"The same, encoded: CONTENT, =CONTENT, NAME=CONTENT, @FILE or NAME@FILE. Repeatable.")
		.repeatable();

	private final Option json = Option.text("--json", "DATA|@FILE", "Send this as JSON, and ask for JSON. Repeatable.")
		.repeatable();

	private final Option form = Option
		.text("-F --form", "NAME=CONTENT",
				"Send a form of parts: NAME=VALUE, NAME=@FILE to upload, NAME=<FILE for its content; behind it"
						+ " ;type=TYPE and ;filename=NAME. Repeatable.")
		.repeatable();

	private final Option formString = Option
		.text("--form-string", "NAME=VALUE", "The same, and nothing in VALUE is special. Repeatable.")
		.repeatable();

	private final Option upload = Option
		.text("-T --upload-file", "FILE",
				"Send this file with PUT, and its name if the URL ends with /; - is stdin. Repeatable, one for each"
						+ " URL.")
		.repeatable();

	private final Option get = Option.flag("-G --get", "Put the data into the URL, and ask with GET.");

	private final Option compress = Option.flag("--compress_request", "Pack what is sent with gzip, and say so.");

	void define(Options options) {
		options.heading("Data:");
		options.add(this.data, this.ascii, this.raw, this.binary, this.encoded, this.json, this.form, this.formString,
				this.upload, this.get, this.compress);
	}

	void check(boolean head) {
		boolean isData = isData();
		boolean isForm = this.form.isSet() || this.formString.isSet();
		if (isData && isForm || isData && this.upload.isSet() && !this.get.isSet() || isForm && this.upload.isSet()) {
			throw bad("data, a form and an uploaded file cannot be sent at once");
		}
		if (head && (isData && !this.get.isSet() || isForm || this.upload.isSet())) {
			throw bad("-I asks for a head without sending anything: leave it out, or use -G or -X HEAD");
		}
		Form.check(this.form.texts(), this.formString.texts());
	}

	private boolean isData() {
		return this.data.isSet() || this.ascii.isSet() || this.raw.isSet() || this.binary.isSet()
				|| this.encoded.isSet() || this.json.isSet();
	}

	boolean isGet() {
		return this.get.isSet();
	}

	boolean isJson() {
		return this.json.isSet();
	}

	/**
	 * Return what the request is made with if there is a body.
	 * @param index which of the URLs
	 * @return POST, PUT, or {@code null}
	 */
	@Nullable String method(int index) {
		if (uploaded(index) != null) {
			return "PUT";
		}
		boolean sent = isData() && !this.get.isSet() || this.form.isSet() || this.formString.isSet();
		return sent ? "POST" : null;
	}

	/**
	 * Return the name of the file that is uploaded.
	 * @param index which of the URLs
	 * @return a name, {@code -} for stdin, or {@code null} for none
	 */
	@Nullable String uploaded(int index) {
		return (index < this.upload.texts().size()) ? this.upload.texts().get(index) : null;
	}

	/**
	 * Read what is sent; blocks while stdin or a file is read.
	 * @param index which of the URLs
	 * @param offset of an uploaded file from which it is sent
	 * @param stdin the input
	 * @return the body, or {@code null} for none
	 * @throws CliException when a file cannot be read
	 */
	@Nullable Body read(int index, long offset, ReadableByteChannel stdin) {
		Body body = readPlain(index, offset, stdin);
		return (body != null && this.compress.isSet()) ? body.asGzip() : body;
	}

	/** What was typed of a form, as IXWebSocket repeats it. */
	List<String> fields() {
		return Form.fields(this.form.texts(), this.formString.texts());
	}

	private @Nullable Body readPlain(int index, long offset, ReadableByteChannel stdin) {
		String file = uploaded(index);
		if (file != null) {
			boolean input = file.equals("-") || file.equals(".");
			return new Body(null, List.of(input ? Body.Piece.of(stdin) : Body.Piece.of(path(file), offset)));
		}
		if (this.form.isSet() || this.formString.isSet()) {
			return new Form(this.form, this.formString, stdin).body();
		}
		return (isData() && !this.get.isSet())
				? new Body(this.json.isSet() ? "application/json" : "application/x-www-form-urlencoded", pieces(stdin))
				: null;
	}

	/**
	 * Read what is put into the URL.
	 * @param stdin the input
	 * @return the data, or the empty string
	 * @throws CliException when a file cannot be read
	 */
	String query(ReadableByteChannel stdin) {
		if (!this.get.isSet() || !isData()) {
			return "";
		}
		byte[] held = new Body(null, pieces(stdin)).held();
		if (held == null) {
			throw bad("with -G take -d or --data-urlencode, and no file of --data-binary");
		}
		// what would end the query or the request line
		return new String(held, StandardCharsets.ISO_8859_1).replace("#", "%23")
			.replace(" ", "%20")
			.replace("\r", "%0D")
			.replace("\n", "%0A");
	}

	/** In the order in which they were typed. */
	private List<Body.Piece> pieces(ReadableByteChannel stdin) {
		List<Option> kinds = List.of(this.data, this.ascii, this.raw, this.binary, this.encoded, this.json);
		List<Typed> all = new ArrayList<>();
		for (Option kind : kinds) {
			for (int i = 0; i < kind.texts().size(); i++) {
				all.add(new Typed(kind, kind.texts().get(i), kind.place(i)));
			}
		}
		all.sort((one, other) -> Integer.compare(one.place(), other.place()));
		List<Body.Piece> pieces = new ArrayList<>();
		for (Typed typed : all) {
			if (!pieces.isEmpty() && typed.kind() != this.json) {
				pieces.add(Body.Piece.of(new byte[] { '&' }));
			}
			pieces.addAll(pieces(typed, stdin));
		}
		return pieces;
	}

	private List<Body.Piece> pieces(Typed typed, ReadableByteChannel stdin) {
		String text = typed.text();
		if (typed.kind() == this.encoded) {
			return List.of(Body.Piece.of(UrlEncoding.of(text, (file) -> all(file, stdin))));
		}
		if (typed.kind() == this.raw || !text.startsWith("@")) {
			return List.of(Body.Piece.of(text.getBytes(StandardCharsets.UTF_8)));
		}
		String file = text.substring(1);
		if (typed.kind() == this.binary || typed.kind() == this.json) {
			return file.equals("-") ? held(stdin) : List.of(Body.Piece.of(path(file), 0));
		}
		return List.of(Body.Piece.of(withoutLineEnds(all(file, stdin))));
	}

	/** Servers like to know the size, which is known of a stdin that is short. */
	static List<Body.Piece> held(ReadableByteChannel stdin) {
		ByteBuffer block = ByteBuffer.allocate(HELD);
		try {
			while (block.hasRemaining()) {
				if (stdin.read(block) < 0) {
					return List.of(Body.Piece.of(bytes(block)));
				}
			}
		}
		catch (IOException ex) {
			throw Faults.unreadable("standard input", ex);
		}
		return List.of(Body.Piece.of(bytes(block)), Body.Piece.of(stdin));
	}

	static byte[] all(String file, ReadableByteChannel stdin) {
		try {
			if (!file.equals("-")) {
				if (Files.size(path(file)) > LARGEST) {
					throw new CliException(CurlCode.READ,
							file + " is larger than 256 MB; --data-binary sends it without holding it");
				}
				return Files.readAllBytes(path(file));
			}
			ByteArrayOutputStream all = new ByteArrayOutputStream();
			ByteBuffer block = ByteBuffer.allocate(1 << 16);
			while (stdin.read(block) >= 0) {
				all.writeBytes(bytes(block));
				block.clear();
				if (all.size() > LARGEST) {
					throw new CliException(CurlCode.READ,
							"standard input is longer than 256 MB; --data-binary sends it without holding it");
				}
			}
			return all.toByteArray();
		}
		catch (IOException ex) {
			throw Faults.unreadable(file, ex);
		}
	}

	private static byte[] bytes(ByteBuffer block) {
		byte[] bytes = new byte[block.position()];
		block.flip().get(bytes);
		return bytes;
	}

	private static byte[] withoutLineEnds(byte[] bytes) {
		ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
		for (byte value : bytes) {
			if (value != '\r' && value != '\n' && value != 0) {
				kept.write(value);
			}
		}
		return kept.toByteArray();
	}

	static Path path(String file) {
		try {
			return Path.of(file);
		}
		catch (InvalidPathException ex) {
			throw new CliException(CurlCode.READ, "'" + file + "' is no name of a file", ex);
		}
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

	private record Typed(Option kind, String text, int place) {
	}

}
