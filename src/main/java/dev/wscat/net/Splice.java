package dev.wscat.net;

import dev.wscat.core.Closing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a session that is passed on: what comes from here goes there as it is,
 * and is asked for only while there takes it. Both ends are on one event loop.
 */
final class Splice extends ChannelInboundHandlerAdapter {

	static final String NAME = "wscat.splice";

	private final Channel there;

	private final boolean fromTarget;

	private final FrameScan scan = new FrameScan();

	private final Runnable closed;

	private final Runnable ended;

	private boolean cut;

	/** What is to be said there in the place of what still comes from here. */
	private @Nullable Closing last;

	/**
	 * Create a direction.
	 * @param there where the bytes go
	 * @param fromTarget whether they come from the server, and go to the client
	 * @param closed run once, when a Close has come from here
	 * @param ended run once, when nothing more comes from here
	 */
	Splice(Channel there, boolean fromTarget, Runnable closed, Runnable ended) {
		this.there = there;
		this.fromTarget = fromTarget;
		this.closed = closed;
		this.ended = ended;
	}

	FrameScan scan() {
		return this.scan;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (!(message instanceof ByteBuf bytes) || this.scan.isClosed()) {
			ReferenceCountUtil.release(message);
			return;
		}
		int count = this.scan.look(bytes);
		if (this.cut) {
			bytes.release();
		}
		else {
			this.there.write((count == bytes.readableBytes()) ? bytes : bytes.writerIndex(bytes.readerIndex() + count));
		}
		if (this.scan.isClosed()) {
			this.closed.run();
		}
		else if (this.last != null) {
			say(this.last);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		this.there.flush();
		if (this.there.isWritable()) {
			ctx.read();
		}
	}

	/** Here takes more again: ask there for it. */
	@Override
	public void channelWritabilityChanged(ChannelHandlerContext ctx) {
		if (ctx.channel().isWritable()) {
			this.there.read();
		}
	}

	/**
	 * Put a Close behind the frame that is passing, and let nothing follow it.
	 * @param closing what it says
	 */
	void say(Closing closing) {
		if (this.cut || this.scan.isClosed()) {
			return;
		}
		this.last = closing;
		if (this.scan.isBetweenFrames()) {
			this.cut = true;
			this.there.writeAndFlush(frame(closing));
		}
	}

	private ByteBuf frame(Closing closing) {
		byte[] payload = CloseFrames.payload(closing);
		ByteBuf frame = Unpooled.buffer(6 + payload.length).writeByte(0x88);
		frame.writeByte(this.fromTarget ? payload.length : 0x80 | payload.length);
		if (!this.fromTarget) {
			// a key of zeros leaves the payload as it is; what we say is no secret of the
			// client's
			frame.writeInt(0);
		}
		return frame.writeBytes(payload);
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		if (this.fromTarget) {
			say(new Closing(1014, "the server behind the proxy is gone"));
		}
		this.there.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
		this.ended.run();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		ctx.close();
	}

}
