package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A flood of lines is summed up.
 */
class BurstLogTests {

	private final List<String> said = new ArrayList<>();

	private final BurstLog log = new BurstLog(this.said::add);

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@Test
	void theFirstLinesAreSaidAndTheOthersCounted() {
		for (int i = 0; i < 100; i++) {
			this.log.add("line " + i, this.channel.eventLoop());
		}
		assertThat(this.said).hasSize(20).startsWith("line 0").endsWith("line 19");
		letASecondPass();
		assertThat(this.said).hasSize(21).endsWith("80 more like these were not said");
		this.log.add("later", this.channel.eventLoop());
		assertThat(this.said).endsWith("later");
	}

	@Test
	void fewLinesAreNotSummedUp() {
		this.log.add("one", this.channel.eventLoop());
		letASecondPass();
		assertThat(this.said).containsExactly("one");
	}

	private void letASecondPass() {
		this.channel.advanceTimeBy(1, TimeUnit.SECONDS);
		this.channel.runScheduledPendingTasks();
	}

}
