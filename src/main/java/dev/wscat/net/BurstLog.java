package dev.wscat.net;

import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.Channel;

/**
 * A log that a flood cannot fill: of the lines of a second only the first few are said,
 * and then how many more there were.
 */
final class BurstLog {

	private static final int MOST = 20;

	private final Consumer<String> log;

	private int lines;

	/**
	 * Create a log.
	 * @param log takes the lines that are said
	 */
	BurstLog(Consumer<String> log) {
		this.log = log;
	}

	/**
	 * Say a line, unless too much was said just before.
	 * @param line the line
	 * @param timer ends the second
	 */
	synchronized void add(String line, ScheduledExecutorService timer) {
		if (this.lines == 0) {
			timer.schedule(this::turn, 1, TimeUnit.SECONDS);
		}
		if (this.lines < MOST) {
			this.log.accept(line);
		}
		this.lines++;
	}

	/**
	 * Say that a client was not let in.
	 * @param channel its connection
	 * @param reason why
	 */
	void refused(Channel channel, String reason) {
		String who = (channel.remoteAddress() instanceof InetSocketAddress inet) ? inet.toString()
				: "a client of the unix socket";
		add("refused " + who + ": " + reason, channel.eventLoop());
	}

	private synchronized void turn() {
		if (this.lines > MOST) {
			this.log.accept((this.lines - MOST) + " more like these were not said");
		}
		this.lines = 0;
	}

}
