package dev.wscat.command.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.transfer.Chunk;
import dev.wscat.net.transfer.Credit;
import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.Kinds;
import dev.wscat.net.transfer.Letter;
import dev.wscat.net.transfer.TransferFault;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Brings senders and receivers together. Bytes of files are passed on as they came and
 * are never more than what {@link Credit} lets be under way. One lock for all, held for
 * moments only: nothing waits in here.
 */
final class Depot {

	/** Bytes under way of all senders together, more or less. */
	private static final int POOL = 1 << 25;

	private static final int MOST_SENDERS = 64;

	private static final long WORTH_A_LINE = 1 << 20;

	private final Map<Integer, Giver> givers = new LinkedHashMap<>();

	private final Map<Integer, Taker> takers = new LinkedHashMap<>();

	private int last;

	/**
	 * Take what a client sent.
	 * @param party who, or {@code null} for one that has not said so
	 * @param batch the messages, which stay the caller's
	 * @param visitor the client
	 * @return who it is
	 */
	synchronized @Nullable Party receive(@Nullable Party party, MessageBatch batch, Visitor visitor) {
		Party who = party;
		try {
			for (int i = 0; i < batch.size() && (who == null || !who.isDismissed()); i++) {
				if (batch.opcode(i) != Opcode.BINARY) {
					throw new TransferFault("text is no part of a transfer");
				}
				if (who == null) {
					who = enter(Letter.read(bytes(batch, i)), visitor);
				}
				else if (who instanceof Giver giver) {
					receive(giver, batch, i);
				}
				else {
					receive((Taker) who, Letter.read(bytes(batch, i)));
				}
			}
		}
		catch (TransferFault ex) {
			visitor.log().error(ex.line());
			if (who == null) {
				who = new Party(0, new UUID(0, 0), visitor);
			}
			who.dismiss(new Closing(1008, ex.line()));
		}
		return who;
	}

	/** A long message is no letter, and is not copied to find that out. */
	private static byte[] bytes(MessageBatch batch, int index) {
		if (batch.length(index) > Letter.LONGEST) {
			throw new TransferFault("a message of " + batch.length(index) + " bytes that is no part of a transfer");
		}
		return batch.bytes(index);
	}

	private Party enter(Letter hello, Visitor visitor) {
		if (hello.kind() != Kinds.HELLO) {
			throw new TransferFault("the first message does not say who you are");
		}
		if (hello.sender() != Kinds.VERSION) {
			throw new TransferFault("version " + hello.sender() + " is not spoken here, but " + Kinds.VERSION);
		}
		return switch (hello.file()) {
			case Kinds.SENDER -> enter(new Giver(++this.last, hello.id(), visitor));
			case Kinds.RECEIVER -> enter(new Taker(++this.last, hello.id(), visitor));
			default -> throw new TransferFault("neither sender nor receiver");
		};
	}

	private Party enter(Giver giver) {
		if (this.givers.size() >= MOST_SENDERS) {
			throw new TransferFault("too many senders; try again later");
		}
		this.givers.put(giver.number(), giver);
		giver.log().say("is sender " + giver.number());
		giver.say(Letter.welcome(giver.number(), window()));
		for (Taker taker : this.takers.values()) {
			giver.say(here(taker));
		}
		tellWindow();
		return giver;
	}

	private Party enter(Taker taker) {
		this.takers.put(taker.number(), taker);
		taker.log().say("is receiver " + taker.number());
		taker.say(Letter.welcome(taker.number(), 0));
		for (Giver giver : this.givers.values()) {
			giver.say(here(taker));
		}
		tellWindow();
		return taker;
	}

	private static Letter here(Taker taker) {
		return new Letter(Kinds.HERE, 0, 0, taker.number(), Letter.bytes(taker.id()));
	}

	private int window() {
		int ways = Math.max(1, this.givers.size()) * Math.max(1, this.takers.size());
		return Math.max(Credit.SMALLEST_WINDOW, Math.min(Credit.LARGEST_WINDOW, POOL / ways));
	}

	private void tellWindow() {
		int window = window();
		for (Giver giver : this.givers.values()) {
			giver.say(new Letter(Kinds.WINDOW, giver.number(), window, 0, new byte[0]));
		}
	}

	private void receive(Giver giver, MessageBatch batch, int index) {
		ByteBuf data = batch.data();
		int at = batch.offset(index);
		if (batch.length(index) > Chunk.HEAD && data.getByte(at) == Kinds.CHUNK) {
			checkSender(giver, data.getInt(at + 1));
			chunk(giver, batch, index, data.getInt(at + 5), data.getLong(at + 9));
			return;
		}
		Letter letter = Letter.read(bytes(batch, index));
		if (!Kinds.isOfSender(letter.kind())) {
			throw new TransferFault("a message of kind " + letter.kind() + " from a sender");
		}
		checkSender(giver, letter.sender());
		Taker to = this.takers.get(letter.receiver());
		switch (letter.kind()) {
			case Kinds.OFFER -> offer(giver, to, letter);
			case Kinds.START -> {
				giver.start(letter.file(), to, letter.offset());
				if (to != null) {
					to.hear(letter);
				}
			}
			case Kinds.END -> {
				letter.digest();
				for (int number : giver.members().receivers()) {
					hear(number, letter);
				}
				giver.end(letter.file());
			}
			default -> {
				giver.spoken();
				if (letter.kind() == Kinds.CANCEL && letter.file() == giver.file()) {
					giver.stop();
				}
				this.takers.values().forEach((taker) -> taker.hear(letter));
			}
		}
	}

	private void offer(Giver giver, @Nullable Taker to, Letter letter) {
		FileHeader header = letter.header();
		giver.offered(this.takers.size());
		if (to == null) {
			giver.answered(false);
			return;
		}
		String line = "offers '" + header.name() + "', " + header.size() + " bytes, to receiver " + to.number();
		if (header.size() >= WORTH_A_LINE || header.size() < 0) {
			giver.log().say(line);
		}
		to.hear(letter);
	}

	private static void checkSender(Giver giver, int number) {
		if (number != giver.number()) {
			throw new TransferFault("sender " + giver.number() + " speaks for sender " + number);
		}
	}

	private void chunk(Giver giver, MessageBatch batch, int index, int file, long offset) {
		Chunk.check(batch.length(index));
		int length = batch.length(index) - Chunk.HEAD;
		giver.chunk(file, offset, length);
		for (int number : giver.members().receivers()) {
			Taker taker = this.takers.get(number);
			// who has more already gets what follows it only
			if (taker != null && giver.members().place(number) < offset + length) {
				taker.pass(batch, index, Credit.LARGEST_WINDOW * (long) this.givers.size());
			}
		}
	}

	private void receive(Taker taker, Letter letter) {
		if (!Kinds.isOfReceiver(letter.kind())) {
			throw new TransferFault("a message of kind " + letter.kind() + " from a receiver");
		}
		if (letter.receiver() != taker.number()) {
			throw new TransferFault("receiver " + taker.number() + " speaks for receiver " + letter.receiver());
		}
		Giver giver = this.givers.get(letter.sender());
		if (giver == null) {
			return;
		}
		if (letter.kind() == Kinds.PROGRESS) {
			if (letter.file() == giver.file() && giver.progress(taker.number(), letter.offset())) {
				giver.say(letter);
			}
			return;
		}
		taker.speak();
		switch (letter.kind()) {
			case Kinds.WANT -> giver.answered(true);
			case Kinds.HAVE, Kinds.REFUSE, Kinds.PASS -> giver.answered(false);
			case Kinds.ACK -> taker.log().say("has file " + letter.file() + " of sender " + giver.number());
			case Kinds.FAILED -> {
				if (letter.file() == giver.file()) {
					giver.left(taker.number());
				}
			}
			default -> {
			}
		}
		giver.say(letter);
	}

	private void hear(int number, Letter letter) {
		Taker taker = this.takers.get(number);
		if (taker != null) {
			taker.hear(letter);
		}
	}

	/** A client has gone. */
	synchronized void leave(Party party) {
		Letter gone = new Letter(Kinds.GONE, party.number(), 0, party.number(), new byte[0]);
		if (this.givers.remove(party.number()) != null) {
			this.takers.values().forEach((taker) -> taker.hear(gone));
		}
		if (this.takers.remove(party.number()) != null) {
			for (Giver giver : this.givers.values()) {
				giver.left(party.number());
				giver.say(gone);
			}
		}
		tellWindow();
	}

	/**
	 * Dismiss receivers that others wait for in vain.
	 * @param patience nanoseconds that a receiver may take for nothing
	 */
	synchronized void dismissSlow(long patience) {
		long now = System.nanoTime();
		for (Giver giver : this.givers.values()) {
			if (giver.isWaiting() && now - giver.movedAt() > patience) {
				long least = giver.members().least();
				List<Integer> slow = new ArrayList<>();
				giver.members().receivers().forEach((number) -> {
					if (giver.members().place(number) == least) {
						slow.add(number);
					}
				});
				for (int number : slow) {
					Taker taker = this.takers.get(number);
					if (taker != null) {
						taker.log().error("writes nothing, and holds sender " + giver.number() + " up");
						taker.dismiss(new Closing(1013, "too slow"));
					}
				}
				giver.moved();
			}
		}
	}

}
