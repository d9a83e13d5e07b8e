package dev.wscat.command.script.engine;

import java.util.concurrent.Semaphore;

import dev.wscat.core.CliException;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code process.stdin}, line by line. It is read only while the program takes the lines.
 */
final class InputFunctions implements LineReader.Listener {

	private static final int LONGEST_LINE = 1 << 26;

	/** Lines on their way to the program, or that wait there. */
	private static final int AHEAD = 100;

	private final Program program;

	private final Semaphore room = new Semaphore(AHEAD);

	private @Nullable LineReader reader;

	private @Nullable Value onLine;

	private @Nullable Value onEnd;

	/** Lines that the program has but nobody there has taken. */
	private int unclaimed;

	private boolean over;

	InputFunctions(Program program) {
		this.program = program;
	}

	void define(HostFunctions functions) {
		functions.action("readLines", (args) -> read(args[0], args[1])).action("linesWaiting", (args) -> {
			int now = args[0].asInt();
			if (now < this.unclaimed) {
				this.room.release(this.unclaimed - now);
			}
			this.unclaimed = now;
		}).action("stopLines", (args) -> end());
	}

	private void read(Value line, Value last) {
		this.onLine = line;
		this.onEnd = last;
		this.program.loop().hold();
		this.reader = new Relay(this.program.console()).reader(LONGEST_LINE, this);
		this.reader.start();
	}

	/** On the program's thread. */
	private void end() {
		if (!this.over && this.onEnd != null) {
			this.over = true;
			this.onEnd.executeVoid();
			this.program.loop().release();
		}
	}

	@Override
	public boolean onLine(String line) {
		try {
			this.room.acquire();
		}
		catch (InterruptedException ex) {
			return false;
		}
		this.program.loop().execute(() -> {
			int before = this.unclaimed;
			if (!this.over && this.onLine != null) {
				this.onLine.executeVoid(line);
			}
			if (this.unclaimed <= before) {
				this.room.release();
			}
		});
		return true;
	}

	@Override
	public void onEnd(boolean empty) {
		this.program.loop().execute(this::end);
	}

	@Override
	public void onFault(CliException fault) {
		this.program.loop().execute(() -> {
			this.program.console().error(fault.line());
			end();
		});
	}

}
