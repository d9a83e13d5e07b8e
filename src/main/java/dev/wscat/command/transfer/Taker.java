package dev.wscat.command.transfer;

import java.util.UUID;

import dev.wscat.net.transfer.Letter;
import dev.wscat.net.transfer.TransferFault;

/**
 * A receiver, as the {@link Depot} sees it. It may say so much for each thing it is told,
 * and no more: who says what nobody asked for would fill the memory of a sender's way
 * out.
 */
final class Taker extends Party {

	private static final int LETTERS_FOR_EACH = 4;

	private long letters;

	Taker(int number, UUID id, Visitor visitor) {
		super(number, id, visitor);
	}

	void hear(Letter letter) {
		this.letters += LETTERS_FOR_EACH;
		say(letter);
	}

	void speak() {
		if (--this.letters < 0) {
			throw new TransferFault("too many letters about no file");
		}
	}

}
