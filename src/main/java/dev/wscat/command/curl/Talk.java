package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.wscat.net.Trace;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Escapes;
import org.jspecify.annotations.Nullable;

/**
 * What is said on stderr of a transfer.
 */
final class Talk {

	private final Console console;

	private final OutputOptions options;

	Talk(Console console, OutputOptions options) {
		this.console = console;
		this.options = options;
	}

	/** Takes what {@code -v} tells of connections, or {@code null}. */
	@Nullable Trace trace() {
		return this.options.isVerbose() ? (line) -> this.console.tell("* " + line) : null;
	}

	/**
	 * A request is sent.
	 * @param first the request line
	 * @param headers names and values
	 * @return the size of its head
	 */
	long sent(String first, List<Map.Entry<String, String>> headers) {
		long size = first.length() + 4;
		for (Map.Entry<String, String> header : headers) {
			size += header.getKey().length() + header.getValue().length() + 4;
		}
		if (this.options.isVerbose()) {
			this.console.tell("> " + first);
			headers.forEach((header) -> this.console.tell("> " + Head.shown(header)));
			this.console.tell(">");
		}
		return size;
	}

	/** The head of a response has come. */
	void received(Head head) {
		if (this.options.isVerbose()) {
			this.console.tell("< " + head.statusLine());
			head.headers().forEach((header) -> this.console.tell("< " + Head.shown(header)));
			this.console.tell("<");
		}
	}

	/** Something happens that {@code -v} tells. */
	void detail(String line) {
		if (this.options.isVerbose()) {
			this.console.tell("* " + line);
		}
	}

	/** A transfer failed. */
	void failed(Figures figures) {
		if (this.options.isErrorShown()) {
			this.console.tell("wscat: (" + figures.code.status() + ") " + figures.error);
		}
	}

	/** A transfer has ended: headers unless they are elsewhere, sizes and status. */
	void ended(Figures figures, boolean headPrinted) {
		Head head = figures.head;
		if (this.options.isSilent() || this.options.isIx() || head == null) {
			return;
		}
		if (!headPrinted && !this.options.isVerbose()) {
			sorted(head).forEach((header) -> this.console.tell(Head.shown(header)));
		}
		sizes(figures).forEach(this.console::tell);
	}

	private static List<Map.Entry<String, String>> sorted(Head head) {
		return head.headers()
			.stream()
			.sorted((one, other) -> String.CASE_INSENSITIVE_ORDER.compare(one.getKey(), other.getKey()))
			.toList();
	}

	private static List<String> sizes(Figures figures) {
		return List.of("Upload size: " + (figures.requests + figures.uploaded), "Download size: " + figures.downloaded,
				"Status: " + Objects.requireNonNull(figures.head).status());
	}

	/**
	 * Print in the layout of IXWebSocket, but for the body.
	 * @param figures of a transfer that has ended
	 * @param typed what was typed for {@code -H} and {@code -F}, in their form there
	 * @param out stdout
	 * @throws IOException when it cannot be written
	 */
	void ix(Figures figures, List<String> typed, WritableByteChannel out) throws IOException {
		StringBuilder text = new StringBuilder();
		typed.forEach((line) -> text.append(line).append('\n'));
		Head head = Objects.requireNonNull(figures.head);
		if (figures.downloaded > 0) {
			text.append("Downloaded ").append(figures.downloaded).append(" bytes out of ");
			text.append(Math.max(figures.downloaded, figures.expected)).append('\n');
		}
		sorted(head)
			.forEach((header) -> text.append(header.getKey()).append(": ").append(header.getValue()).append('\n'));
		sizes(figures).forEach((line) -> text.append(line).append('\n'));
		String shown = this.console.isOutputTerminal() ? Escapes.visible(text.toString()) : text.toString();
		write(out, shown.getBytes(StandardCharsets.UTF_8));
	}

	static void write(WritableByteChannel out, byte[] bytes) throws IOException {
		ByteBuffer rest = ByteBuffer.wrap(bytes);
		while (rest.hasRemaining()) {
			out.write(rest);
		}
	}

}
