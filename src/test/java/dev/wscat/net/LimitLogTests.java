package dev.wscat.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.Limit;
import dev.wscat.core.ServerWatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitLogTests {

	private final Loops loops = new Loops(1);

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final List<Limit> watched = new ArrayList<>();

	private final LimitLog log = new LimitLog(new ServerWatch() {

		@Override
		public void limited(Limit limit) {
			LimitLogTests.this.watched.add(limit);
		}

	}, this.lines::add, this.loops.onServer(false));

	@AfterEach
	void end() {
		this.loops.onServer(false).shutdownGracefully(0, 0, TimeUnit.SECONDS);
	}

	@Test
	void aFewLinesAreSaidAndTheOthersCounted() throws Exception {
		for (int i = 0; i < 1000; i++) {
			this.log.limited(Limit.MESSAGE, new InetSocketAddress("127.0.0.1", 80), "message of " + i + " bytes");
		}
		for (int i = 0; i < LimitLog.LINES; i++) {
			assertThat(next()).isEqualTo("127.0.0.1:80: message of " + i + " bytes");
		}
		assertThat(next()).isEqualTo((1000 - LimitLog.LINES) + " more stopped by the same limit: message");
		assertThat(this.watched).hasSize(1000).containsOnly(Limit.MESSAGE);
	}

	@Test
	void afterThatSecondLinesAreSaidAgain() throws Exception {
		for (int i = 0; i <= LimitLog.LINES; i++) {
			this.log.limited(Limit.IDLE, null, "idle");
		}
		for (int i = 0; i < LimitLog.LINES; i++) {
			next();
		}
		assertThat(next()).startsWith("1 more");
		this.log.limited(Limit.IDLE, null, "again");
		assertThat(next()).isEqualTo("null: again");
	}

	@Test
	void oneKindDoesNotSilenceAnother() throws Exception {
		for (int i = 0; i <= LimitLog.LINES; i++) {
			this.log.limited(Limit.SLOW, null, "slow");
		}
		this.log.say("other", "said");
		for (int i = 0; i < LimitLog.LINES; i++) {
			assertThat(next()).isEqualTo("null: slow");
		}
		assertThat(next()).isEqualTo("said");
	}

	private String next() throws InterruptedException {
		return String.valueOf(this.lines.poll(10, TimeUnit.SECONDS));
	}

}
