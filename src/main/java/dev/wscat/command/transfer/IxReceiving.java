package dev.wscat.command.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.IxMessage;
import dev.wscat.net.transfer.TransferFault;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;

/**
 * A receiver as IXWebSocket's {@code ws receive} is one: each file is one message, which
 * is written and acknowledged.
 */
final class IxReceiving extends Desk {

	private static final int MODE = 0644;

	private final ReceivePlan plan;

	private final ReceiveLog log;

	private long received;

	private boolean failed;

	IxReceiving(Console console, ReceivePlan plan) {
		this.plan = plan;
		this.log = new ReceiveLog(console);
	}

	@Override
	void opened() {
		this.log.waiting();
	}

	@Override
	@Nullable Message bulk() {
		return null;
	}

	@Override
	void receive(MessageBatch batch, int index) {
		if (this.received >= this.plan.count()) {
			return;
		}
		try {
			IxMessage message = IxMessage.read(batch.data().nioBuffer(batch.offset(index), batch.length(index)));
			if (message.isFile()) {
				take(message);
			}
		}
		catch (TransferFault ex) {
			this.log.passedOver(ex.line());
		}
	}

	private void take(IxMessage message) {
		try {
			write(message);
			say(message.ack().write());
		}
		catch (TransferFault ex) {
			refuse(message, ex.line());
		}
		catch (IOException ex) {
			refuse(message, SendLog.reason(ex));
		}
		if (++this.received >= this.plan.count() || this.plan.once()) {
			this.received = this.plan.count();
			this.log.done();
			finish(this.failed ? ExitCode.LOCAL : ExitCode.OK);
		}
	}

	private void refuse(IxMessage message, String why) {
		this.failed = true;
		this.log.failed(message.name(), why);
		say(message.error(why).write());
	}

	private void write(IxMessage message) throws IOException {
		byte[] content = message.content();
		FileHeader header = new FileHeader(UUID.randomUUID(), message.name(), content.length, MODE,
				TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
		List<String> parts = header.parts();
		try (Incoming file = new Incoming(this.plan.folder(), 0, 0, header, parts); Folder folder = file.open()) {
			PosixFileAttributes found = folder.look(file.name());
			if (found != null) {
				switch (this.plan.overwrite()) {
					case ALWAYS -> {
					}
					case RENAME -> file.rename(folder.free(file.name()));
					default -> throw new TransferFault("there is a file of this name already");
				}
			}
			this.log.begins();
			file.start(0);
			file.write(0, ByteBuffer.wrap(content));
			file.complete();
			this.log.received(file, this.plan.folder().resolve(file.path()));
		}
	}

	@Override
	void closed() {
		// a file is one message, and nothing is left of one that was cut off
	}

	@Override
	void end() {
		this.log.end();
	}

}
