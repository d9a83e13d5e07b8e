package dev.wscat.command.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.transfer.Kinds;
import dev.wscat.net.transfer.Letter;
import dev.wscat.net.transfer.TransferFault;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Progress;
import org.jspecify.annotations.Nullable;

/**
 * A sender: offers files, and sends each to all who want it. Some are offered ahead, so
 * that many small ones need not wait for an answer each.
 */
final class Sending extends Desk {

	/** Files that are offered at once. */
	private static final int AHEAD = 32;

	private final SendPlan plan;

	private final Iterator<Source> sources;

	private final UUID id = UUID.randomUUID();

	private final Map<Integer, Outgoing> files = new LinkedHashMap<>();

	private final Map<Integer, UUID> receivers = new LinkedHashMap<>();

	private final SendLog log;

	private final Input input;

	private int last;

	private int number;

	private int window;

	private @Nullable Pass pass;

	private boolean told;

	private int waits;

	private boolean failed;

	private boolean done;

	Sending(Console console, SendPlan plan) {
		this.plan = plan;
		this.sources = plan.sources().iterator();
		this.log = new SendLog(console, plan.incomplete());
		this.failed = plan.incomplete();
		this.input = new Input(console);
		every(Progress.MILLIS, this.log::show);
	}

	@Override
	void opened() {
		say(Letter.hello(Kinds.SENDER, this.id).write());
	}

	@Override
	void closed() {
		stopPass();
		this.number = 0;
		this.receivers.clear();
		this.files.values().forEach(Outgoing::leaveAll);
	}

	@Override
	void end() {
		stopPass();
		this.input.stop();
		this.log.end();
	}

	@Override
	void receive(MessageBatch batch, int index) {
		try {
			if (batch.opcode(index) != Opcode.BINARY) {
				throw new TransferFault("text is no part of a transfer");
			}
			receive(Letter.read(batch.bytes(index)));
		}
		catch (TransferFault ex) {
			throw new CliException(ExitCode.PROTOCOL_ERROR, "this is no transfer server: " + ex.line(), ex);
		}
	}

	private void receive(Letter letter) {
		switch (letter.kind()) {
			case Kinds.WELCOME -> {
				this.number = letter.sender();
				this.window = letter.file();
			}
			case Kinds.WINDOW -> this.window = letter.file();
			case Kinds.FAULT -> throw new CliException(ExitCode.CLOSED_WITH_ERROR, "the server says: " + letter.text());
			case Kinds.HERE -> come(letter.receiver(), letter.id());
			case Kinds.GONE -> leave(letter.receiver());
			default -> {
				Outgoing file = this.files.get(letter.file());
				UUID receiver = this.receivers.get(letter.receiver());
				if (file != null && receiver != null) {
					answer(file, letter, receiver);
				}
			}
		}
		goOn();
	}

	private void come(int receiver, UUID receiverId) {
		this.receivers.put(receiver, receiverId);
		for (Outgoing file : this.files.values()) {
			if (file.isFor(receiverId, this.plan.receivers())) {
				offer(file, receiver, receiverId);
			}
		}
	}

	private void leave(int receiver) {
		if (this.receivers.remove(receiver) == null) {
			return;
		}
		this.files.values().forEach((file) -> file.leave(receiver));
		drop(receiver);
		this.log.left(receiver);
	}

	/** A receiver gets no more of what is being sent. */
	private void drop(int receiver) {
		if (this.pass != null && this.pass.credit().remove(receiver) && this.pass.credit().isEmpty()) {
			stopPass();
		}
	}

	private void answer(Outgoing file, Letter letter, UUID receiver) {
		int from = letter.receiver();
		switch (letter.kind()) {
			case Kinds.WANT -> {
				letter.digest();
				file.want(from, letter);
			}
			case Kinds.THINK -> file.set(from, Outgoing.Step.THINKS);
			case Kinds.PASS -> file.leave(from);
			case Kinds.HAVE -> {
				file.own(from, receiver);
				this.log.delivered(file, from, -1);
			}
			case Kinds.PROGRESS -> {
				if (this.pass != null && this.pass.file() == file) {
					this.pass.credit().progress(from, letter.offset(), this.pass.position());
				}
			}
			case Kinds.ACK -> {
				if (file.isAt(from, Outgoing.Step.CHECKS)) {
					file.own(from, receiver);
					this.log.delivered(file, from, letter.offset());
				}
			}
			case Kinds.REFUSE, Kinds.FAILED -> {
				file.refuse(from, receiver);
				drop(from);
				this.log.refused(file, from, letter.text());
			}
			default -> throw new TransferFault("a message of kind " + letter.kind() + " from a receiver");
		}
	}

	private void goOn() {
		if (this.number == 0 || this.done) {
			return;
		}
		settle();
		while (this.files.size() < AHEAD && this.receivers.size() >= this.plan.receivers() && this.sources.hasNext()) {
			offer(this.sources.next());
		}
		if (this.pass == null) {
			for (Outgoing file : this.files.values()) {
				if (file.isReady(this.plan.receivers())) {
					begin(file);
					break;
				}
			}
		}
		if (this.files.isEmpty() && !this.sources.hasNext()) {
			this.done = true;
			say(new Letter(Kinds.DONE, this.number, this.last, 0, new byte[0]).write());
			this.log.done();
			finish(this.failed ? (this.log.isLocal() ? ExitCode.LOCAL : ExitCode.CLOSED_WITH_ERROR) : ExitCode.OK);
		}
		else if (this.receivers.size() < this.plan.receivers() && !this.told) {
			this.told = true;
			this.log.waiting(this.plan.receivers(), this.receivers.size());
			int wait = ++this.waits;
			if (!this.plan.patience().isNegative()) {
				later(this.plan.patience(), () -> giveUp(wait));
			}
		}
		else if (this.receivers.size() >= this.plan.receivers()) {
			this.told = false;
			this.waits++;
		}
	}

	private void giveUp(int wait) {
		if (wait == this.waits && !this.done) {
			throw new CliException(ExitCode.TIMEOUT, "there are not enough receivers: " + this.receivers.size() + " of "
					+ this.plan.receivers() + "; wait longer with --wait-receivers");
		}
	}

	private void settle() {
		List<Outgoing> over = new ArrayList<>();
		this.files.values().stream().filter((file) -> file.isOver(this.plan.receivers())).forEach(over::add);
		for (Outgoing file : over) {
			this.files.remove(file.number());
			this.failed |= !file.isDelivered(this.plan.receivers());
		}
	}

	private void offer(Source source) {
		try {
			Outgoing file = new Outgoing(++this.last, source, source.header());
			this.files.put(file.number(), file);
			this.receivers.forEach((receiver, receiverId) -> offer(file, receiver, receiverId));
		}
		catch (IOException ex) {
			this.failed = true;
			this.log.unreadable(source, ex);
		}
	}

	private void offer(Outgoing file, int receiver, UUID receiverId) {
		file.offered(receiver, receiverId);
		say(Letter.offer(this.number, file.number(), receiver, file.header()).write());
	}

	private void begin(Outgoing file) {
		Map<Integer, Letter> wants = file.serve();
		try {
			Pass next = (file.source().path() != null) ? new Pass(file, this, file.source().open(), null)
					: new Pass(file, this, null, begunInput());
			this.pass = next;
			this.log.pass(next);
			if (wants.values().stream().allMatch((want) -> want.offset() == 0)) {
				Map<Integer, Long> places = new LinkedHashMap<>();
				wants.keySet().forEach((receiver) -> places.put(receiver, 0L));
				begin(next, places);
			}
			else {
				count(() -> tryTo(next, () -> {
					Map<Integer, Long> places = next.check(wants);
					post(() -> whileOpen(next, (open) -> begin(open, places)));
				}));
			}
		}
		catch (IOException ex) {
			breakOff(file, ex);
		}
	}

	private Input begunInput() throws IOException {
		this.input.begin(() -> post(() -> {
		}));
		return this.input;
	}

	/** Run what reads the file, on any thread. */
	private void tryTo(Pass current, Runnable task) {
		try {
			task.run();
		}
		catch (UncheckedIOException ex) {
			post(() -> whileOpen(current, (open) -> breakOff(open.file(), ex)));
		}
	}

	private void whileOpen(Pass current, Consumer<Pass> task) {
		if (this.pass == current && !current.isClosed()) {
			task.accept(current);
			goOn();
		}
	}

	private void begin(Pass current, Map<Integer, Long> places) {
		int file = current.file().number();
		places.keySet().removeIf((receiver) -> !current.file().isAt(receiver, Outgoing.Step.GETS));
		places
			.forEach((receiver, offset) -> say(Letter.place(Kinds.START, this.number, file, receiver, offset).write()));
		if (places.isEmpty()) {
			stopPass();
			return;
		}
		current.begin(places);
		if (current.isThrough()) {
			through(current);
		}
	}

	@Override
	@Nullable Message bulk() {
		Pass current = this.pass;
		if (current == null) {
			return null;
		}
		try {
			boolean before = current.isThrough();
			Message next = current.next(this.number, this.window);
			if (current.isThrough() && !before) {
				through(current);
			}
			return next;
		}
		catch (IOException ex) {
			breakOff(current.file(), ex);
			goOn();
			return null;
		}
	}

	/**
	 * All bytes are out: say what their digest is, if they are still what the file has.
	 */
	private void through(Pass current) {
		count(() -> {
			byte[] digest = current.digest();
			post(() -> whileOpen(current, (open) -> end(open, digest)));
		});
	}

	private void end(Pass current, byte[] digest) {
		Outgoing file = current.file();
		try {
			if (!file.source().isAsSaid(file.header())) {
				throw new IOException("was changed while it was sent");
			}
			say(Letter.place(Kinds.END, this.number, file.number(), 0, current.position(), digest).write());
			current.credit().receivers().forEach((receiver) -> file.set(receiver, Outgoing.Step.CHECKS));
			stopPass();
		}
		catch (IOException ex) {
			breakOff(file, ex);
		}
	}

	private void breakOff(Outgoing file, Exception fault) {
		this.log.unreadable(file.source(), fault);
		say(Letter.text(Kinds.CANCEL, this.number, file.number(), 0, SendLog.reason(fault)).write());
		file.breakOff();
		stopPass();
	}

	private void stopPass() {
		if (this.pass != null) {
			this.pass.close();
			this.pass = null;
			this.log.pass(null);
		}
	}

}
