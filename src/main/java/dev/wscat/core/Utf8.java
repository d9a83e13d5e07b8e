package dev.wscat.core;

import java.util.Arrays;

/**
 * The well-formed byte sequences of UTF-8 (Unicode table 3-7) as an automaton, so that
 * text can be checked in pieces as it comes in. It refuses overlong forms, surrogates and
 * code points over U+10FFFF at the first byte that cannot be right.
 */
public final class Utf8 {

	/** Between two characters: where a check starts and has to end. */
	public static final int ACCEPT = 0;

	/** The bytes seen cannot be UTF-8. */
	public static final int REJECT = 1;

	private static final int TAIL_1 = 2;

	private static final int TAIL_2 = 3;

	private static final int TAIL_3 = 4;

	private static final int AFTER_E0 = 5;

	private static final int AFTER_ED = 6;

	private static final int AFTER_F0 = 7;

	private static final int AFTER_F4 = 8;

	private static final byte[] NEXT = table();

	private Utf8() {
	}

	/**
	 * Take one byte.
	 * @param state what came out of the byte before, or {@link #ACCEPT} at the start
	 * @param value the byte
	 * @return {@link #ACCEPT} between characters, {@link #REJECT} for ever after a fault,
	 * any other number inside a character
	 */
	public static int next(int state, byte value) {
		return NEXT[(state << 8) | (value & 0xff)];
	}

	/**
	 * Find the first byte that is not UTF-8.
	 * @param bytes the array
	 * @param from index of the first byte of the text
	 * @param to index behind the last byte of the text
	 * @return the index of the faulty byte, {@code to} when the text breaks off inside a
	 * character, or -1 when all is well
	 */
	public static int firstFault(byte[] bytes, int from, int to) {
		int state = ACCEPT;
		for (int i = from; i < to; i++) {
			byte value = bytes[i];
			if (state != ACCEPT || value < 0) {
				state = next(state, value);
				if (state == REJECT) {
					return i;
				}
			}
		}
		return (state == ACCEPT) ? -1 : to;
	}

	private static byte[] table() {
		byte[] next = new byte[9 << 8];
		Arrays.fill(next, (byte) REJECT);
		allow(next, ACCEPT, 0x00, 0x7f, ACCEPT);
		allow(next, ACCEPT, 0xc2, 0xdf, TAIL_1);
		allow(next, ACCEPT, 0xe0, 0xe0, AFTER_E0);
		allow(next, ACCEPT, 0xe1, 0xec, TAIL_2);
		allow(next, ACCEPT, 0xed, 0xed, AFTER_ED);
		allow(next, ACCEPT, 0xee, 0xef, TAIL_2);
		allow(next, ACCEPT, 0xf0, 0xf0, AFTER_F0);
		allow(next, ACCEPT, 0xf1, 0xf3, TAIL_3);
		allow(next, ACCEPT, 0xf4, 0xf4, AFTER_F4);
		allow(next, TAIL_1, 0x80, 0xbf, ACCEPT);
		allow(next, TAIL_2, 0x80, 0xbf, TAIL_1);
		allow(next, TAIL_3, 0x80, 0xbf, TAIL_2);
		allow(next, AFTER_E0, 0xa0, 0xbf, TAIL_1);
		allow(next, AFTER_ED, 0x80, 0x9f, TAIL_1);
		allow(next, AFTER_F0, 0x90, 0xbf, TAIL_2);
		allow(next, AFTER_F4, 0x80, 0x8f, TAIL_2);
		return next;
	}

	private static void allow(byte[] table, int state, int from, int to, int next) {
		Arrays.fill(table, (state << 8) | from, ((state << 8) | to) + 1, (byte) next);
	}

}
