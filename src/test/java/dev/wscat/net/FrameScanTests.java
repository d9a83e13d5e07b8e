package dev.wscat.net;

import dev.wscat.core.Closing;
import dev.wscat.testing.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Frames are followed wherever the bytes are cut.
 */
class FrameScanTests {

	private final FrameScan scan = new FrameScan();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void findsTheEndsOfFramesByteByByte(boolean masked) {
		for (Frame frame : new Frame[] { Frame.text("a"), Frame.text(""), Frame.binary(new byte[126]),
				Frame.binary(new byte[70_000]), Frame.text("b").more(), Frame.ping("p") }) {
			byte[] bytes = frame.bytes(masked);
			for (int i = 0; i < bytes.length; i++) {
				assertThat(this.scan.look(Unpooled.wrappedBuffer(bytes, i, 1))).isEqualTo(1);
				assertThat(this.scan.isBetweenFrames()).as("after byte %d of %s", i, frame)
					.isEqualTo(i == bytes.length - 1);
			}
		}
		assertThat(this.scan.messages()).isEqualTo(5);
		assertThat(this.scan.closing()).isEqualTo(Closing.LOST);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readsTheCloseAndIgnoresWhatIsBehindIt(boolean masked) {
		byte[] bytes = Frame.allBytes(masked, Frame.text("a"), Frame.close(4001, "told so"), Frame.text("late"));
		int late = Frame.text("late").bytes(masked).length;
		ByteBuf in = Unpooled.wrappedBuffer(bytes);
		assertThat(this.scan.look(in)).isEqualTo(bytes.length - late);
		assertThat(in.readableBytes()).isEqualTo(bytes.length);
		assertThat(this.scan.isClosed()).isTrue();
		assertThat(this.scan.isBetweenFrames()).isFalse();
		assertThat(this.scan.closing()).isEqualTo(new Closing(4001, "told so"));
		assertThat(this.scan.look(in)).isZero();
	}

	@Test
	void aCloseWithoutCodeIsTakenToo() {
		this.scan.look(Unpooled.wrappedBuffer(Frame.closeWithoutCode().bytes(false)));
		assertThat(this.scan.closing()).isEqualTo(Closing.NO_CODE);
	}

}
