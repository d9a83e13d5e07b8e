package dev.wscat.terminal;

import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;

/**
 * The standard streams as bytes, for a command whose data is no messages.
 */
public final class RawStreams {

	private RawStreams() {
	}

	/**
	 * Return stdin.
	 * @param console its owner
	 * @return a channel whose reads block, and can be interrupted
	 */
	public static ReadableByteChannel input(Console console) {
		return console.input();
	}

	/**
	 * Return stdout.
	 * @param console its owner
	 * @return a channel whose writes block while nobody reads
	 */
	public static GatheringByteChannel output(Console console) {
		return console.output();
	}

}
