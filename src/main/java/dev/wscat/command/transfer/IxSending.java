package dev.wscat.command.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.UUID;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.transfer.IxMessage;
import dev.wscat.net.transfer.TransferFault;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;

/**
 * A sender as IXWebSocket's {@code ws send} is one: each file is one message, and is
 * acknowledged by whoever has it.
 */
final class IxSending extends Desk {

	/** Bytes of a message besides those of the file. */
	private static final int REST = 1 << 13;

	private final SendPlan plan;

	private final IxMessage.Form form;

	private final SendLog log;

	private final Iterator<Source> sources;

	private @Nullable Source current;

	private String id = "";

	private byte @Nullable [] message;

	private int acks;

	private long size;

	private boolean failed;

	private int connection;

	IxSending(Console console, SendPlan plan, IxMessage.Form form) {
		this.form = form;
		this.plan = plan;
		this.log = new SendLog(console, plan.incomplete());
		this.sources = plan.sources().iterator();
	}

	@Override
	void opened() {
		this.connection++;
		Source source = this.current;
		if (source == null) {
			next();
		}
		else {
			// whoever has it by now gets it again, which this protocol has no way to
			// avoid
			load(source);
		}
	}

	private void next() {
		this.current = null;
		while (this.current == null && this.sources.hasNext()) {
			this.acks = 0;
			load(this.sources.next());
		}
		if (this.current == null) {
			this.log.done();
			finish(this.log.isLocal() ? ExitCode.LOCAL : this.failed ? ExitCode.CLOSED_WITH_ERROR : ExitCode.OK);
		}
	}

	private void load(Source source) {
		try {
			byte[] content = read(source);
			this.size = content.length;
			this.id = UUID.randomUUID().toString();
			this.message = IxMessage.file(this.form, this.id, source.name(), content).write();
			this.current = source;
			this.log.waitsForAck(source);
			int waited = this.connection;
			String waitedFor = this.id;
			if (!this.plan.patience().isNegative()) {
				later(this.plan.patience(), () -> {
					if (this.connection == waited && this.id.equals(waitedFor)) {
						throw new CliException(ExitCode.TIMEOUT, "nobody has said in "
								+ this.plan.patience().toSeconds() + " s that " + source.name() + " has arrived");
					}
				});
			}
		}
		catch (IOException ex) {
			this.current = null;
			this.log.unreadable(source, ex);
		}
	}

	private byte[] read(Source source) throws IOException {
		try (FileChannel channel = source.open()) {
			long size = channel.size();
			// hex takes two bytes for one
			if (2 * size + REST > this.plan.largest()) {
				throw new IOException("it is too large for one message; --max-message=" + (2 * size + REST)
						+ " and more memory, or our own format, would let it pass");
			}
			ByteBuffer bytes = ByteBuffer.allocate((int) size);
			while (bytes.hasRemaining()) {
				if (channel.read(bytes) < 0) {
					throw new EOFException("is shorter than it was");
				}
			}
			return bytes.array();
		}
	}

	@Override
	@Nullable Message bulk() {
		byte[] next = this.message;
		this.message = null;
		return (next != null) ? Message.binary(next) : null;
	}

	@Override
	void receive(MessageBatch batch, int index) {
		IxMessage answer;
		try {
			answer = IxMessage.read(batch.data().nioBuffer(batch.offset(index), batch.length(index)));
		}
		catch (TransferFault ex) {
			this.log.passedOver(ex.line());
			return;
		}
		Source source = this.current;
		if (source == null || !answer.id().equals(this.id)) {
			// others send and receive here too
			return;
		}
		if (answer.isAck()) {
			this.log.acknowledged(source, ++this.acks, this.size);
		}
		else if (answer.isError()) {
			this.failed = true;
			this.acks++;
			this.log.refused(source, answer.why());
		}
		if (this.acks >= this.plan.receivers()) {
			next();
		}
	}

	@Override
	void closed() {
		this.connection++;
		this.message = null;
	}

	@Override
	void end() {
		this.log.end();
	}

}
