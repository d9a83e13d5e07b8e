package dev.wscat.command.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.wscat.net.transfer.Credit;
import dev.wscat.net.transfer.TransferFault;
import org.jspecify.annotations.Nullable;

/**
 * A sender, as the {@link Depot} sees it: which file it sends, to whom, and how far they
 * are. Guarded by the depot's lock.
 */
final class Giver extends Party {

	/** Offers to one receiver that are not answered yet. */
	private static final int MOST_OFFERS = 64;

	/** Progress that is worth telling; a flood of small steps does no harm so. */
	private static final int STEP = 1 << 17;

	private final Credit members = new Credit();

	private final Map<Integer, Long> told = new HashMap<>();

	private int file;

	private boolean begun;

	private long position = -1;

	private int offers;

	private int wants;

	private long letters;

	private long movedAt = System.nanoTime();

	Giver(int number, UUID id, Visitor visitor) {
		super(number, id, visitor);
	}

	Credit members() {
		return this.members;
	}

	int file() {
		return this.file;
	}

	/** When a receiver last took something that was waited for. */
	long movedAt() {
		return this.movedAt;
	}

	/** A receiver has got on, or has nothing to get on with. */
	void moved() {
		this.movedAt = System.nanoTime();
	}

	/** Whether it waits for a receiver. */
	boolean isWaiting() {
		return !this.members.isEmpty() && this.members.least() < this.position;
	}

	void offered(int receivers) {
		this.offers++;
		this.letters += 2;
		if (this.offers > (long) MOST_OFFERS * Math.max(1, receivers)) {
			throw new TransferFault("too many offers that are not answered yet");
		}
	}

	/**
	 * A letter that is bound to something that went before, so that there are not many.
	 */
	void spoken() {
		if (--this.letters < 0) {
			throw new TransferFault("too many letters about no file");
		}
	}

	void answered(boolean wanted) {
		this.offers = Math.max(0, this.offers - 1);
		this.wants += wanted ? 1 : 0;
	}

	/** Begin with a file, for a receiver that may have gone meanwhile. */
	void start(int number, @Nullable Taker to, long offset) {
		if (number != this.file && !this.members.isEmpty()) {
			throw new TransferFault("a file has begun before the end of another");
		}
		if (this.position >= 0 && !this.members.isEmpty()) {
			throw new TransferFault("a receiver cannot be added in the middle of a file");
		}
		if (this.wants == 0) {
			throw new TransferFault("bytes for a receiver that has not asked for them");
		}
		this.wants--;
		this.file = number;
		this.begun = true;
		this.position = -1;
		if (to != null) {
			this.members.add(to.number(), offset);
			this.told.put(to.number(), offset);
		}
		moved();
	}

	/** A receiver has got on; tells whether that is worth telling. */
	boolean progress(int receiver, long offset) {
		long before = this.members.place(receiver);
		if (!this.members.progress(receiver, offset, Math.max(0, this.position))
				|| this.members.place(receiver) <= before) {
			return false;
		}
		moved();
		if (offset != this.position && offset - this.told.getOrDefault(receiver, 0L) < STEP) {
			return false;
		}
		this.told.put(receiver, offset);
		return true;
	}

	void left(int receiver) {
		this.members.remove(receiver);
		this.told.remove(receiver);
	}

	/** Bytes of the file have come, and go to those who wait for them. */
	void chunk(int number, long offset, int length) {
		if (number != this.file || !this.begun) {
			throw new TransferFault("bytes of a file that has not begun");
		}
		if (this.position >= 0 && offset != this.position) {
			throw new TransferFault("bytes that do not follow those before: " + offset + " after " + this.position);
		}
		if (this.position < 0 && offset > this.members.least() || offset < 0 || offset > Long.MAX_VALUE - length) {
			throw new TransferFault("bytes from a place that nobody has asked for: " + offset);
		}
		if (!isWaiting()) {
			moved();
		}
		this.position = offset + length;
		if (!this.members.admits(offset, Credit.LARGEST_WINDOW)) {
			throw new TransferFault("more bytes under way than receivers can take");
		}
	}

	void end(int number) {
		if (number != this.file || !this.begun) {
			throw new TransferFault("the end of a file that has not begun");
		}
		stop();
	}

	/** No more of the file comes. */
	void stop() {
		this.begun = false;
		this.members.clear();
		this.told.clear();
	}

}
