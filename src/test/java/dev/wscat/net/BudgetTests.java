package dev.wscat.net;

import dev.wscat.core.Closing;
import dev.wscat.testing.Frame;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class BudgetTests {

	private final Budget budget = new Budget(100_000);

	@Test
	void sharesAddUpAndAreGivenBack() {
		Share one = new Share(this.budget);
		Share other = new Share(this.budget);
		one.hold(60_000);
		other.hold(40_000);
		assertThat(this.budget.isTight()).isFalse();
		one.hold(60_001);
		assertThat(this.budget.isTight()).isTrue();
		assertThat(other.isTight()).isTrue();
		one.hold(0);
		assertThat(this.budget.used()).isEqualTo(40_000);
		assertThat(other.isTight()).isFalse();
	}

	@Test
	void aHolderWithoutABudgetIsNeverShort() {
		Share free = new Share(null);
		free.hold(Long.MAX_VALUE);
		assertThat(free.isTight()).isFalse();
		assertThat(free.isLimited()).isFalse();
	}

	@Test
	void aMessageTakesMemoryAsItComesAndGivesItBack() throws Exception {
		FrameDecoder decoder = decoder();
		byte[] whole = Frame.binary(new byte[50_000]).bytes(false);
		decoder.decode(Unpooled.wrappedBuffer(whole, 0, 10));
		assertThat(this.budget.used()).isLessThanOrEqualTo(1 << 14);
		decoder.decode(Unpooled.wrappedBuffer(whole, 10, 40_000));
		assertThat(this.budget.used()).isBetween(40_000L, 65_536L);
		decoder.decode(Unpooled.wrappedBuffer(whole, 40_010, whole.length - 40_010));
		assertThat(this.budget.used()).isZero();
	}

	@Test
	void whileMemoryIsTightALongMessageEndsAndAShortOneDoesNot() {
		this.budget.take(100_001);
		byte[] small = Frame.binary(new byte[1000]).bytes(false);
		FrameDecoder decoder = decoder();
		assertThatNoException().isThrownBy(() -> {
			decoder.decode(Unpooled.wrappedBuffer(small, 0, 500));
			decoder.decode(Unpooled.wrappedBuffer(small, 500, small.length - 500));
		});
		byte[] large = Frame.binary(new byte[50_000]).bytes(false);
		assertThatExceptionOfType(ProtocolFault.class)
			.isThrownBy(() -> decoder.decode(Unpooled.wrappedBuffer(large, 0, 40_000)))
			.satisfies((fault) -> assertThat(fault.closing()).extracting(Closing::code).isEqualTo(1013));
		decoder.release();
		assertThat(this.budget.used()).isEqualTo(100_001);
	}

	private FrameDecoder decoder() {
		return new FrameDecoder(() -> UnpooledByteBufAllocator.DEFAULT, false, 1 << 20, new Share(this.budget), null,
				null, Seen.MESSAGES, new FrameDecoder.Listener() {

					@Override
					public void onMessages(MessageBatch messages) {
						messages.release();
					}

					@Override
					public void onPing(byte[] payload) {
					}

					@Override
					public void onPong(byte[] payload) {
					}

					@Override
					public void onClose(Closing closing) {
					}

				});
	}

}
