package dev.wscat.net;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.wscat.core.Limit;
import dev.wscat.core.ServerWatch;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;

/**
 * Says whom a limit has stopped. Of each kind a few lines a second are said and the
 * others counted, so that who floods a server does not flood its log.
 */
final class LimitLog {

	/** Lines of one kind within a second. */
	static final int LINES = 5;

	private static final class Count {

		private int lines;

		private long more;

	}

	private final ServerWatch watch;

	private final Consumer<String> log;

	private final EventLoopGroup timer;

	/** Of the second that runs; guarded by this. */
	private final Map<String, Count> counts = new HashMap<>();

	/**
	 * Create a log.
	 * @param watch is told each time
	 * @param log takes the lines
	 * @param timer ends the seconds
	 */
	LimitLog(ServerWatch watch, Consumer<String> log, EventLoopGroup timer) {
		this.watch = watch;
		this.log = log;
		this.timer = timer;
	}

	/**
	 * A client was stopped.
	 * @param limit by which limit
	 * @param who its address, if that is known
	 * @param what what it did or did not
	 */
	void limited(Limit limit, @Nullable Object who, String what) {
		this.watch.limited(limit);
		say("stopped by the same limit: " + limit.name().toLowerCase(Locale.ROOT).replace('_', ' '),
				address(who) + ": " + what);
	}

	/**
	 * A client did not get through TLS.
	 * @param channel its connection
	 * @param reason why
	 */
	void refusedInTls(Channel channel, String reason) {
		this.watch.refusedInTls();
		refused(channel, "in TLS", "TLS, " + reason);
	}

	/**
	 * A client was not let in.
	 * @param channel its connection
	 * @param kind what is said of those that were counted
	 * @param reason why
	 */
	void refused(Channel channel, String kind, String reason) {
		String who = (channel.remoteAddress() instanceof InetSocketAddress inet) ? inet.toString()
				: "a client of the unix socket";
		say("refused " + kind, "refused " + who + ": " + reason);
	}

	/**
	 * Say a line, or count it.
	 * @param kind what is said of those that were counted
	 * @param line the line
	 */
	synchronized void say(String kind, String line) {
		Count count = this.counts.get(kind);
		if (count == null && !this.timer.isShuttingDown()) {
			count = new Count();
			this.counts.put(kind, count);
			this.timer.schedule(() -> sumUp(kind), 1, TimeUnit.SECONDS);
		}
		if (count == null || count.lines++ < LINES) {
			this.log.accept(line);
		}
		else {
			count.more++;
		}
	}

	private synchronized void sumUp(String kind) {
		Count count = this.counts.remove(kind);
		if (count != null && count.more > 0) {
			this.log.accept(count.more + " more " + kind);
		}
	}

	/** As the other lines of servers have it. */
	private static String address(@Nullable Object who) {
		String text = String.valueOf(who);
		return text.startsWith("/") ? text.substring(1) : text;
	}

}
