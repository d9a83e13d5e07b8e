package dev.wscat.command.transfer;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import dev.wscat.core.CliException;
import dev.wscat.terminal.ChunkReader;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;

/**
 * Standard input as a file that can be read once. A few pieces wait at most: then the
 * reader does, and with it who writes.
 */
final class Input implements ChunkReader.Listener {

	/** Bytes of one piece, at most. */
	static final int LONGEST = 1 << 16;

	private static final int MOST = 8;

	private static final byte[] END = new byte[0];

	private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(MOST);

	private final ChunkReader reader;

	private Runnable wake = () -> {
	};

	private volatile @Nullable CliException fault;

	private boolean begun;

	private boolean ended;

	Input(Console console) {
		this.reader = ChunkReader.of(console, this);
	}

	/**
	 * Begin to read.
	 * @param awaken run whenever there is something
	 * @throws IOException when it was begun before
	 */
	void begin(Runnable awaken) throws IOException {
		if (this.begun) {
			throw new IOException("standard input cannot be read again");
		}
		this.begun = true;
		this.wake = awaken;
		this.reader.start();
	}

	/** The next bytes, or {@code null} when there are none now. */
	byte @Nullable [] poll() throws IOException {
		byte[] piece = this.pieces.poll();
		if (piece == END) {
			this.ended = true;
			CliException present = this.fault;
			if (present != null) {
				throw new IOException(present.line());
			}
			return null;
		}
		return piece;
	}

	boolean isEnded() {
		return this.ended;
	}

	void stop() {
		if (this.begun) {
			this.reader.stop();
		}
	}

	@Override
	public boolean onBytes(byte[] bytes) {
		try {
			this.pieces.put(bytes);
			this.wake.run();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void onEnd(boolean empty) {
		onBytes(END);
	}

	@Override
	public void onFault(CliException what) {
		this.fault = what;
		onBytes(END);
	}

}
