package dev.wscat.net;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ServerWatch;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The last handler before Reactor Netty: bytes in, messages out, and the closing
 * handshake of RFC 6455 section 7 between them. It takes the place of Netty's frame
 * codec, and keeps Reactor Netty from sending a Close of its own. All state belongs to
 * the event loop.
 */
final class Wire extends ChannelDuplexHandler implements FrameDecoder.Listener {

	static final String NAME = "wscat.wire";

	private final Channel channel;

	private final WireOptions options;

	private final @Nullable Deflate deflate;

	private final FrameDecoder decoder;

	private final Intake intake;

	private final Inbox inbox;

	private final Outbox outbox;

	private final Sinks.Empty<Void> closing = Sinks.empty();

	private final Sinks.One<Ending> ended = Sinks.one();

	private final AtomicReference<Closing> wanted = new AtomicReference<>();

	private @Nullable Closing sent;

	private @Nullable Closing received;

	private @Nullable Throwable cause;

	/** The peer did something that we closed for. */
	private boolean fault;

	private boolean deaf;

	private boolean noPong;

	private @Nullable Heartbeat heartbeat;

	private volatile @Nullable Window window;

	private final Dropping dropping;

	private volatile @Nullable Consumer<byte[]> pongs;

	private final @Nullable Guard guard;

	Wire(Channel channel, WireOptions options, @Nullable Deflate deflate) {
		this.channel = channel;
		this.options = options;
		this.deflate = deflate;
		boolean client = options.client();
		Budget budget = (options.guards() != null) ? options.guards().budget() : null;
		this.decoder = new FrameDecoder(channel::alloc, !client, options.maxMessage(), new Share(budget),
				(deflate != null) ? deflate.inflation(client) : null, options.trace(), options.seen(), this);
		this.intake = new Intake(channel);
		this.inbox = new Inbox(channel, budget);
		this.dropping = new Dropping(channel, options.closeTimeout());
		this.outbox = new Outbox(channel, new FrameEncoder(client, (deflate != null) ? deflate.deflation(client) : null,
				options.trace(), options.fragment()), isAllSeen() ? this.inbox : null, budget,
				new Tally(options.watch()));
		this.guard = (options.guards() != null) ? options.guards().guard(this) : null;
	}

	/**
	 * Tell of Pongs, from now on.
	 * @param listener is given their payloads, on the event loop
	 */
	void onPongs(Consumer<byte[]> listener) {
		this.pongs = listener;
	}

	Channel channel() {
		return this.channel;
	}

	Inbox inbox() {
		return this.inbox;
	}

	Outbox outbox() {
		return this.outbox;
	}

	/** What was agreed on packing messages, if anything was. */
	@Nullable Deflate deflate() {
		return this.deflate;
	}

	/** Whether messages can be sent; on the event loop. */
	boolean isOpen() {
		return this.sent == null && this.received == null && this.channel.isActive();
	}

	/** Completes as soon as nothing more can be sent. */
	Mono<Void> closing() {
		return this.closing.asMono();
	}

	Mono<Ending> ended() {
		return this.ended.asMono();
	}

	/**
	 * Begin the closing handshake, unless it has begun. Who asks first decides what is
	 * said, whichever thread comes to the event loop first.
	 * @param closing what to say
	 */
	void close(Closing closing) {
		this.wanted.compareAndSet(null, closing);
		if (this.channel.eventLoop().inEventLoop()) {
			closeAsWanted();
		}
		else if (!this.channel.eventLoop().isShuttingDown()) {
			this.channel.eventLoop().execute(this::closeAsWanted);
		}
	}

	private void closeAsWanted() {
		if (isOpen()) {
			Closing closing = Objects.requireNonNull(this.wanted.get());
			this.sent = closing;
			goodbye(closing);
			this.inbox.discardUnlessSubscribed();
			this.dropping.begin(this.outbox);
		}
	}

	/**
	 * Send Pings until the session closes; called on the event loop, once.
	 * @param pings how often
	 * @param ledger is told what has arrived, if any
	 */
	void ping(PingOptions pings, @Nullable Ledger ledger) {
		if (isOpen()) {
			this.heartbeat = new Heartbeat(this, pings, ledger);
			this.heartbeat.start();
		}
	}

	/**
	 * Have what a lost connection does not send kept, and what it leaves in doubt small.
	 * @param ledger takes it
	 */
	void keepIn(Ledger ledger) {
		Window limit = new Window(() -> this.channel.eventLoop().execute(this::fence));
		this.window = limit;
		this.outbox.keepIn(ledger, limit);
	}

	private void fence() {
		if (this.heartbeat != null) {
			this.heartbeat.fence();
		}
		else if (this.window != null) {
			this.window.lift();
		}
	}

	@Nullable Window window() {
		return this.window;
	}

	/** Leave the peer's Pings unanswered. */
	void withholdPongs() {
		this.noPong = true;
	}

	/**
	 * The peer is gone, though TCP does not know.
	 * @param reason how that was found
	 */
	void lose(Throwable reason) {
		this.cause = reason;
		this.channel.close();
	}

	ServerWatch watch() {
		return this.options.watch();
	}

	Intake intake() {
		return this.intake;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		KeepAlive.on(ctx.channel());
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (!(message instanceof ByteBuf bytes)) {
			ctx.fireChannelRead(message);
			return;
		}
		this.intake.read(bytes.readableBytes());
		try {
			if (!this.deaf) {
				this.decoder.decode(bytes);
			}
		}
		catch (ProtocolFault ex) {
			if (this.guard != null) {
				this.guard.refused(ex.closing());
			}
			this.fault = this.sent == null;
			fail(ex.closing());
		}
		catch (RuntimeException ex) {
			this.cause = ex;
			fail(new Closing(1011, ""));
		}
		finally {
			bytes.release();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		ctx.fireChannelReadComplete();
		this.inbox.readComplete();
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		this.dropping.cancel();
		stopPings();
		if (this.guard != null) {
			this.guard.leave();
		}
		this.deaf = true;
		this.decoder.release();
		this.outbox.abandon();
		this.closing.tryEmitEmpty();
		this.inbox.complete();
		this.ended.tryEmitValue(new Ending(this.sent, this.received, this.cause, this.fault));
		ctx.fireChannelInactive();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		this.cause = cause;
		ctx.close();
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		if (message instanceof WebSocketFrame frame) {
			// Reactor Netty's own Close when a session is disposed: ours has been sent or
			// will be
			frame.release();
			promise.trySuccess();
			return;
		}
		ctx.write(message, promise);
	}

	@Override
	public void onMessages(MessageBatch messages) {
		if (this.options.seen() != Seen.MESSAGES) {
			messages.stamp();
		}
		this.intake.messages(messages.size());
		if (this.options.watch() != ServerWatch.NONE) {
			messages.tell(this.options.watch());
		}
		count(messages.size());
		this.inbox.next(messages);
	}

	@Override
	public void onPing(byte[] payload) {
		this.intake.controlFrame();
		count(1);
		if (!this.noPong) {
			this.outbox.pong(payload);
		}
	}

	@Override
	public void onPong(byte[] payload) {
		// an unasked Pong needs no answer, RFC 6455 section 5.5.3
		this.intake.controlFrame();
		boolean ours = this.heartbeat != null && this.heartbeat.pong(payload)
				|| this.guard != null && this.guard.pong(payload);
		Consumer<byte[]> listener = this.pongs;
		if (listener != null && !ours) {
			listener.accept(payload);
		}
	}

	@Override
	public void onClose(Closing closing) {
		this.deaf = true;
		this.received = closing;
		if (this.sent == null) {
			goodbye(closing);
			this.dropping.begin(this.outbox);
		}
		endInbox();
		this.outbox.whenDrained(this.channel::close);
	}

	private void count(int received) {
		if (this.guard != null) {
			this.guard.count(received);
		}
	}

	private boolean isAllSeen() {
		return this.options.seen() == Seen.ALL;
	}

	/** Nothing more comes from the peer, but what we still say may be wanted. */
	private void endInbox() {
		if (isAllSeen()) {
			this.outbox.whenDrained(this.inbox::complete);
		}
		else {
			this.inbox.complete();
		}
	}

	private void stopPings() {
		if (this.heartbeat != null) {
			this.heartbeat.stop();
		}
	}

	private void goodbye(Closing last) {
		stopPings();
		this.outbox.close(last);
		this.closing.tryEmitEmpty();
	}

	/** RFC 6455 section 7.1.7: say why, then let the peer read it before TCP goes. */
	private void fail(Closing closing) {
		this.deaf = true;
		if (this.sent == null) {
			this.sent = closing;
			goodbye(closing);
		}
		endInbox();
		this.dropping.begin(this.outbox);
		this.outbox.whenDrained(() -> {
			if (this.channel instanceof DuplexChannel duplex) {
				TlsGuard.shutdownOutput(duplex);
			}
			this.channel.read();
		});
	}

}
