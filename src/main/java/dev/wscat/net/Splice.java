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

	/** Is told what becomes of a direction. */
	interface Listener {

		/** A Close has come from here. */
		void closed();

		/**
		 * Nothing more comes from here.
		 * @param splice of here
		 */
		void ended(Splice splice);

		/**
		 * Bytes did not get there.
		 * @param splice that had them
		 * @param bytes how many
		 */
		void lost(Splice splice, long bytes);

	}

	private final Channel here;

	private final Channel there;

	private final boolean fromTarget;

	private final FrameScan scan = new FrameScan();

	private final Listener listener;

	/** Bytes go by way of it, if there is any. */
	private @Nullable Detour detour;

	private @Nullable Splice opposite;

	private boolean cut;

	/** What is to be said there in the place of what still comes from here. */
	private @Nullable Closing last;

	/**
	 * Create a direction.
	 * @param here where the bytes come from
	 * @param there where they go
	 * @param fromTarget whether they come from the server, and go to the client
	 * @param listener is told what becomes of it
	 */
	Splice(Channel here, Channel there, boolean fromTarget, Listener listener) {
		this.here = here;
		this.there = there;
		this.fromTarget = fromTarget;
		this.listener = listener;
	}

	/**
	 * Set the direction that leads back, and this one's way.
	 * @param other the direction that leads back
	 * @param way what the bytes go through, or {@code null}
	 */
	void join(Splice other, @Nullable Detour way) {
		this.opposite = other;
		this.detour = way;
	}

	FrameScan scan() {
		return this.scan;
	}

	boolean isFromTarget() {
		return this.fromTarget;
	}

	@Nullable Detour detour() {
		return this.detour;
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
			pass((count == bytes.readableBytes()) ? bytes : bytes.writerIndex(bytes.readerIndex() + count));
		}
		if (this.scan.isClosed()) {
			this.listener.closed();
		}
		else if (this.last != null) {
			say(this.last);
		}
	}

	private void pass(ByteBuf bytes) {
		if (this.detour != null) {
			this.detour.pass(bytes);
		}
		else {
			this.there.write(bytes);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		if (this.detour != null) {
			this.detour.flush();
		}
		else {
			this.there.flush();
		}
		readOn();
	}

	/** Ask for more if there is room for it. */
	void readOn() {
		Detour way = this.detour;
		boolean room = (way != null) ? way.hasRoom(() -> this.here.eventLoop().execute(this::readOn))
				: this.there.isWritable();
		if (room) {
			this.here.read();
		}
	}

	/** Here takes more again, which is what there has said. */
	@Override
	public void channelWritabilityChanged(ChannelHandlerContext ctx) {
		if (ctx.channel().isWritable() && this.opposite != null) {
			this.opposite.writable();
		}
	}

	private void writable() {
		if (this.detour != null) {
			this.detour.writable();
		}
		else {
			this.here.read();
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
		if ((this.detour != null) ? this.detour.isBetweenFrames() : this.scan.isBetweenFrames()) {
			this.cut = true;
			if (this.detour != null) {
				this.detour.say(frame(closing), closing);
			}
			else {
				this.there.writeAndFlush(frame(closing));
			}
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
		if (this.fromTarget && this.there.isActive()) {
			say(new Closing(1014, "the server behind the proxy is gone"));
		}
		if (this.detour != null) {
			this.detour.end();
		}
		else {
			this.there.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
		}
		if (this.opposite != null) {
			this.opposite.discard();
		}
		this.listener.ended(this);
	}

	private void discard() {
		if (this.detour != null) {
			// what still comes goes nowhere
			this.cut = true;
			long lost = this.detour.discard();
			if (lost > 0) {
				this.listener.lost(this, lost);
			}
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		ctx.close();
	}

}
