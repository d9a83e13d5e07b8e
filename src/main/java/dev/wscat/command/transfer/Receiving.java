package dev.wscat.command.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.transfer.Chunk;
import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.Kinds;
import dev.wscat.net.transfer.Letter;
import dev.wscat.net.transfer.TransferFault;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Progress;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A receiver: takes the files that are offered, each to its place.
 */
final class Receiving extends ReceivingDesk {

	/** Files of one sender that are waited for at once. */
	private static final int MOST_WAITED = 256;

	private static final int MOST_REMEMBERED = 100_000;

	private final UUID id = UUID.randomUUID();

	/** What was received whole. */
	private final Set<UUID> owned = new HashSet<>();

	private final Asking asking;

	/** Senders that have sent us something since they came. */
	private final Set<Integer> known = new HashSet<>();

	/** Senders that have said that nothing follows. */
	private final Set<Integer> ready = new HashSet<>();

	private long received;

	Receiving(Console console, ReceivePlan plan) {
		super(console, plan);
		this.asking = new Asking(console, this::post);
		every(Progress.MILLIS, this::show);
	}

	/** What is typed stands where bars would be drawn. */
	private void show() {
		log().show(this.asking.isOpen() ? List.of() : files());
	}

	@Override
	void opened() {
		say(Letter.hello(Kinds.RECEIVER, this.id).write());
	}

	@Override
	void closed() {
		welcome(0);
		new ArrayList<>(files()).forEach(this::letGo);
		this.known.clear();
		this.ready.clear();
	}

	@Override
	void end() {
		closed();
		this.asking.close();
		log().end();
	}

	@Override
	@Nullable Message bulk() {
		return null;
	}

	@Override
	void receive(MessageBatch batch, int index) {
		try {
			if (batch.opcode(index) != Opcode.BINARY) {
				throw new TransferFault("text is no part of a transfer");
			}
			ByteBuf data = batch.data();
			int at = batch.offset(index);
			if (batch.length(index) > Chunk.HEAD && data.getByte(at) == Kinds.CHUNK) {
				Chunk.check(batch.length(index));
				Incoming file = find(data.getInt(at + 1), data.getInt(at + 5));
				if (file != null) {
					guarded(file, () -> chunk(file, batch, data.getLong(at + 9), at + Chunk.HEAD,
							batch.length(index) - Chunk.HEAD));
				}
				return;
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
				welcome(letter.sender());
				log().waiting();
			}
			case Kinds.FAULT -> throw new CliException(ExitCode.CLOSED_WITH_ERROR, "the server says: " + letter.text());
			case Kinds.GONE -> gone(letter.sender());
			case Kinds.DONE -> {
				this.ready.add(letter.sender());
				look();
			}
			case Kinds.OFFER -> offer(letter);
			default -> {
				Incoming file = find(letter.sender(), letter.file());
				if (file != null) {
					guarded(file, () -> about(file, letter));
				}
			}
		}
	}

	private void gone(int sender) {
		for (Incoming file : new ArrayList<>(files())) {
			if (file.sender() == sender) {
				log().broken(file);
				letGo(file);
			}
		}
		this.known.remove(sender);
	}

	private void offer(Letter letter) {
		FileHeader header = letter.header();
		this.known.add(letter.sender());
		try {
			if (this.owned.contains(header.id())) {
				answer(letter, Kinds.HAVE, "");
				return;
			}
			if (this.received + failures() + files().size() >= plan().count()) {
				answer(letter, Kinds.PASS, "");
				return;
			}
			if (files().size() >= MOST_WAITED) {
				throw new TransferFault("too many files at once");
			}
			Incoming file = new Incoming(plan().folder(), letter.sender(), letter.file(), header, names().take(header));
			keep(file);
			guarded(file, () -> consider(file));
		}
		catch (TransferFault ex) {
			answer(letter, Kinds.REFUSE, ex.line());
			failed();
			log().failed(header.name(), ex.line());
			look();
		}
	}

	/** Find out what there is of it, and say from where it is wanted. */
	private void consider(Incoming file) throws IOException {
		PosixFileAttributes found;
		try (Folder folder = file.open()) {
			found = folder.look(file.name());
		}
		if (found == null) {
			want(file, false);
		}
		else if (!found.isRegularFile()) {
			throw new TransferFault("there is something of this name that is no plain file");
		}
		else if (found.size() == file.header().size()
				&& (plan().overwrite() != ReceivePlan.Overwrite.ASK || found.lastModifiedTime()
					.to(TimeUnit.SECONDS) == TimeUnit.MICROSECONDS.toSeconds(file.header().modified()))) {
			// perhaps it is the same
			want(file, true);
		}
		else if (plan().overwrite() == ReceivePlan.Overwrite.ASK) {
			say(file, Kinds.THINK, 0);
			this.asking.ask(file.path(), (answer) -> whileOpen(file, (open) -> guarded(open, () -> {
				makeWay(open, answer);
				want(open, false);
			})));
		}
		else {
			makeWay(file, plan().overwrite());
			want(file, false);
		}
	}

	/** There is another file of this name. */
	private void makeWay(Incoming file, ReceivePlan.Overwrite what) throws IOException {
		switch (what) {
			case ALWAYS -> {
			}
			case RENAME -> {
				String before = file.path();
				try (Folder folder = file.open()) {
					file.rename(folder.free(file.name()));
				}
				names().rename(before, file.path());
			}
			default -> throw new TransferFault("there is a file of this name already");
		}
	}

	private void want(Incoming file, boolean whole) {
		if (!whole && !plan().resume() || file.header().size() <= 0) {
			say(file, Kinds.WANT, 0);
			return;
		}
		count(() -> tryTo(file, () -> {
			byte[] digest = file.count(whole);
			post(() -> whileOpen(file, (open) -> {
				say(open, Kinds.WANT, (digest.length > 0) ? open.counted() : 0, digest);
			}));
		}));
	}

	private void about(Incoming file, Letter letter) throws IOException {
		switch (letter.kind()) {
			case Kinds.START -> {
				if (file.isCompared() && letter.offset() == 0) {
					// and is not the same
					makeWay(file, plan().overwrite());
				}
				file.start(letter.offset());
				log().begins();
				if (letter.offset() > 0 && !file.isCompared()) {
					log().resumes(file, letter.offset());
				}
			}
			case Kinds.END -> end(file, letter);
			case Kinds.CANCEL -> {
				log().failed(file.path(), "the sender says: " + letter.text());
				failed();
				letGo(file);
				look();
			}
			default -> throw new TransferFault("a message of kind " + letter.kind() + " from a sender");
		}
	}

	private void chunk(Incoming file, MessageBatch batch, long offset, int from, int length) throws IOException {
		int written = file.write(offset, batch.data().nioBuffer(from, length));
		if (written == 0) {
			return;
		}
		long place = file.position();
		batch.retain();
		count(() -> {
			try {
				file.count(batch.data().nioBuffer(from + length - written, written));
			}
			finally {
				batch.release();
			}
			post(() -> whileOpen(file, (open) -> say(open, Kinds.PROGRESS, place)));
		});
	}

	private void end(Incoming file, Letter letter) {
		byte[] expected = letter.digest();
		file.end(letter.offset());
		count(() -> tryTo(file, () -> {
			boolean same = file.isSame(expected);
			try {
				if (same) {
					file.complete();
				}
				else if (!file.isCompared()) {
					file.discard();
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			post(() -> {
				if (files().contains(file)) {
					completed(file, same, expected);
				}
			});
		}));
	}

	private void completed(Incoming file, boolean same, byte[] digest) {
		if (!same) {
			fail(file, "what has arrived is not what was sent");
			return;
		}
		if (this.owned.size() < MOST_REMEMBERED) {
			this.owned.add(file.header().id());
		}
		this.received++;
		say(file, Kinds.ACK, file.position(), digest);
		log().received(file, plan().folder().resolve(file.path()));
		forget(file);
		file.close();
		look();
	}

	/** See whether we have all that was wanted. */
	@Override
	void look() {
		boolean enough = this.received + failures() >= plan().count();
		boolean over = plan().once() && files().isEmpty() && this.ready.stream().anyMatch(this.known::contains);
		if (enough || over) {
			log().done();
			finish((failures() > 0) ? ExitCode.LOCAL : ExitCode.OK);
		}
	}

}
