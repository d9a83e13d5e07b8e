package dev.wscat.command.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.wscat.net.transfer.Kinds;
import dev.wscat.net.transfer.Letter;
import dev.wscat.net.transfer.TransferFault;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;

/**
 * The files a receiver is about to receive. What goes wrong with one of them is told its
 * sender, and is no fault of the others.
 */
abstract class ReceivingDesk extends Desk {

	private final ReceivePlan plan;

	private final ReceiveLog log;

	private final Names names = new Names();

	private final Map<Long, Incoming> files = new LinkedHashMap<>();

	private int number;

	private long failed;

	ReceivingDesk(Console console, ReceivePlan plan) {
		this.plan = plan;
		this.log = new ReceiveLog(console);
	}

	/** See whether we have all that was wanted. */
	abstract void look();

	final ReceivePlan plan() {
		return this.plan;
	}

	final ReceiveLog log() {
		return this.log;
	}

	final Names names() {
		return this.names;
	}

	/** We have a number, or none any more. */
	final void welcome(int given) {
		this.number = given;
	}

	final void failed() {
		this.failed++;
	}

	final long failures() {
		return this.failed;
	}

	final Collection<Incoming> files() {
		return this.files.values();
	}

	final @Nullable Incoming find(int sender, int file) {
		return this.files.get(key(sender, file));
	}

	final void keep(Incoming file) {
		Incoming before = this.files.put(key(file.sender(), file.file()), file);
		if (before != null) {
			// offered a second time under one number
			this.names.free(before.path());
			before.close();
		}
	}

	private static long key(int sender, int file) {
		return (long) sender << 32 | file & 0xffffffffL;
	}

	/** Keep what there is of it. */
	final void letGo(Incoming file) {
		forget(file);
		if (!this.plan.resume() && file.isStarted()) {
			quietly(file::discard);
		}
		file.close();
	}

	final void forget(Incoming file) {
		this.files.remove(key(file.sender(), file.file()));
		this.names.free(file.path());
	}

	final void fail(Incoming file, String why) {
		say(Letter.text(file.isStarted() ? Kinds.FAILED : Kinds.REFUSE, file.sender(), file.file(), this.number, why)
			.write());
		this.log.failed(file.path(), why);
		failed();
		letGo(file);
		look();
	}

	final void answer(Letter offer, int kind, String text) {
		say(Letter.text(kind, offer.sender(), offer.file(), this.number, text).write());
	}

	final void say(Incoming file, int kind, long offset, byte... digest) {
		say(Letter.place(kind, file.sender(), file.file(), this.number, offset, digest).write());
	}

	/** Something done with a file. */
	interface Work {

		void run() throws IOException;

	}

	/** What goes wrong with one file is no fault of the others. */
	final void guarded(Incoming file, Work work) {
		try {
			work.run();
		}
		catch (TransferFault ex) {
			fail(file, ex.line());
		}
		catch (IOException ex) {
			fail(file, SendLog.reason(ex));
		}
	}

	final void tryTo(Incoming file, Runnable task) {
		try {
			task.run();
		}
		catch (UncheckedIOException ex) {
			post(() -> {
				if (files().contains(file)) {
					fail(file, SendLog.reason(ex));
				}
			});
		}
	}

	static void whileOpen(Incoming file, Consumer<Incoming> task) {
		if (!file.isClosed()) {
			task.accept(file);
		}
	}

	private static void quietly(Work work) {
		try {
			work.run();
		}
		catch (IOException ex) {
			// it stays, and does no harm
		}
	}

}
