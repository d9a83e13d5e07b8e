package dev.wscat.terminal;

import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Hub;
import dev.wscat.core.Message;
import dev.wscat.net.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Messages of any kind, each told by a line of its own, or bytes as they are read.
 */
final class MessageFeed implements Feed, LineReader.Listener, ChunkReader.Listener {

	private final Hub<Message> hub = new Hub<>();

	private final InputReader reader;

	private final @Nullable LineForm form;

	private final boolean skip;

	private final Consumer<String> log;

	private final Feed.Listener listener;

	private long line;

	/**
	 * Create a feed.
	 * @param in where from
	 * @param format how it is written there
	 * @param log is told of lines left out
	 * @param listener is told what is refused, and the end
	 */
	MessageFeed(ReadableByteChannel in, Format format, Consumer<String> log, Feed.Listener listener) {
		this.form = format.form();
		byte[] separator = (format.in() == Format.In.JSONL) ? Format.LINE_FEED : format.separator();
		this.reader = (this.form == null) ? new ChunkReader(in, format.maxMessage(), this)
				: new LineReader(in, format.longestLine(), separator, this);
		this.skip = format.skip();
		this.log = log;
		this.listener = listener;
	}

	@Override
	public Mono<Void> sendOn(Session session) {
		return session.sendMessages(this.hub.all());
	}

	@Override
	public void waitForSession() {
		this.hub.waitForSession();
	}

	@Override
	public void start() {
		this.reader.start();
	}

	@Override
	public int stop() {
		return this.reader.stop();
	}

	@Override
	public boolean onLine(String text) {
		this.line++;
		Message message;
		try {
			message = (this.form != null) ? this.form.read(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return wrong("line " + this.line + " of standard input: " + ex.getMessage());
		}
		return message == null || offer(message);
	}

	@Override
	public boolean onNoText(CliException fault) {
		this.line++;
		return wrong(fault.line());
	}

	@Override
	public boolean onBytes(byte[] bytes) {
		return offer(Message.binary(bytes));
	}

	private boolean offer(Message message) {
		return this.hub.offer(message) || this.listener.onRefused();
	}

	private boolean wrong(String what) {
		if (!this.skip) {
			throw new CliException(ExitCode.USAGE, what);
		}
		this.log.accept(what + "; left out");
		return true;
	}

	@Override
	public void onEnd(boolean empty) {
		this.hub.end();
		this.listener.onEnd(empty);
	}

	@Override
	public void onFault(CliException fault) {
		this.listener.onFault(fault);
		this.hub.end();
	}

}
