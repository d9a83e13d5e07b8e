package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.wscat.testing.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a sieve lets through, wherever the bytes are cut.
 */
class FrameWalkTests {

	private static final Frame[] FRAMES = { Frame.text("one"), Frame.binary(new byte[200]), Frame.text("").more(),
			Frame.ping("p"), Frame.of(Frame.CONTINUATION, new byte[70_000]), Frame.pong(""), Frame.text("two").more(),
			Frame.ping("q"), Frame.of(Frame.CONTINUATION, (byte) 'o'), Frame.close(1000, "") };

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 100, 1 << 20 })
	void allThatIsNotDroppedPassesByteForByte(int piece) {
		for (boolean masked : new boolean[] { true, false }) {
			byte[] bytes = Frame.allBytes(masked, FRAMES);
			assertThat(pass(bytes, piece, masked,
					new FaultOptions(FaultOptions.NONE.delay(), FaultOptions.NONE.jitter(), 1e-12, 0, List.of())))
				.isEqualTo(ByteBufUtil.hexDump(bytes));
			assertThat(pass(bytes, piece, masked, rewriting("s/nothing/x/"))).hasSize(2 * bytes.length);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 1 << 20 })
	void whatIsDroppedLeavesControlFrames(int piece) {
		byte[] bytes = Frame.allBytes(false, FRAMES);
		FaultOptions all = new FaultOptions(FaultOptions.NONE.delay(), FaultOptions.NONE.jitter(), 1, 0, List.of());
		assertThat(pass(bytes, piece, false, all)).isEqualTo(ByteBufUtil
			.hexDump(Frame.allBytes(false, Frame.ping("p"), Frame.pong(""), Frame.ping("q"), Frame.close(1000, ""))));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 1 << 20 })
	void aFragmentedTextIsRewrittenWhole(int piece) {
		byte[] bytes = Frame.allBytes(false, FRAMES);
		assertThat(pass(bytes, piece, false, rewriting("s/twoo/2/"))).endsWith(
				ByteBufUtil.hexDump(Frame.allBytes(false, Frame.ping("q"), Frame.text("2"), Frame.close(1000, ""))));
	}

	@Test
	void textThatIsNotUtf8AndCompressedTextPassAsTheyAre() {
		byte[] bytes = Frame.allBytes(false, Frame.of(Frame.TEXT, (byte) 'a', (byte) 0xff), Frame.text("a").with(0x40));
		assertThat(pass(bytes, 1, false, rewriting("s/a/b/"))).isEqualTo(ByteBufUtil.hexDump(bytes));
	}

	@Test
	void aMessageInsideAnotherOneIsSeenToBe() {
		byte[] bytes = Frame.allBytes(false, Frame.text("a").more(), Frame.text("b"));
		assertThat(pass(bytes, 1, false, rewriting("s/c/d/"))).isEqualTo(ByteBufUtil.hexDump(bytes));
	}

	@Test
	void aTextThatIsTooLongEndsIt() {
		List<String> told = new ArrayList<>();
		EmbeddedChannel there = new EmbeddedChannel();
		Detour detour = detour(there, false, rewriting("s/a/b/"), () -> told.add("too long"));
		detour.pass(Unpooled
			.wrappedBuffer(Frame.allBytes(false, Frame.text("b"), Frame.text("a".repeat(1 << 20)), Frame.text("a"))));
		detour.flush();
		assertThat(told).containsExactly("too long");
		assertThat(written(there)).isEqualTo(ByteBufUtil.hexDump(Frame.text("b").bytes(false)));
		assertThat(detour.isBetweenFrames()).isTrue();
	}

	private static FaultOptions rewriting(String rewrite) {
		return new FaultOptions(FaultOptions.NONE.delay(), FaultOptions.NONE.jitter(), 0, 0,
				List.of(Rewrite.parse(rewrite)));
	}

	private static String pass(byte[] bytes, int piece, boolean masked, FaultOptions faults) {
		EmbeddedChannel there = new EmbeddedChannel();
		Detour detour = detour(there, masked, faults, () -> {
		});
		for (int at = 0; at < bytes.length; at += piece) {
			detour.pass(Unpooled.copiedBuffer(bytes, at, Math.min(piece, bytes.length - at)));
		}
		detour.flush();
		return written(there);
	}

	private static Detour detour(EmbeddedChannel there, boolean masked, FaultOptions faults, Runnable tooLong) {
		SlowLine line = new SlowLine(there, faults, new SplittableRandom(1), new Share(null), () -> {
		});
		Sieve sieve = new Sieve(faults, new SplittableRandom(1), masked, 100_000, there.alloc(), line, new Share(null),
				tooLong);
		return new Detour(line, null, null, sieve);
	}

	private static String written(EmbeddedChannel there) {
		ByteBuf all = Unpooled.buffer();
		for (ByteBuf part = there.readOutbound(); part != null; part = there.readOutbound()) {
			all.writeBytes(part);
			part.release();
		}
		return ByteBufUtil.hexDump(all);
	}

}
