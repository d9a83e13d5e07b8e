package dev.wscat.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.Limit;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.adapter.AbstractWebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One WebSocket connection, of a client or of a server. Besides what Spring's session
 * offers it has a lane for lines and one for whole reads, which do not make an object of
 * each message, and a close that is a handshake.
 */
public final class Session extends AbstractWebSocketSession<Channel> {

	private static final DefaultDataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

	private static final Pump.Form<String> LINE = new Pump.Form<>() {

		@Override
		public int opcode(String line) {
			return Opcode.TEXT;
		}

		@Override
		public byte[] payload(String line) {
			return line.getBytes(StandardCharsets.UTF_8);
		}

	};

	private static final Pump.Form<Message> ANY = new Pump.Form<>() {

		@Override
		public int opcode(Message message) {
			return message.opcode();
		}

		@Override
		public byte[] payload(Message message) {
			return message.payload();
		}

	};

	private static final Pump.Form<WebSocketMessage> MESSAGE = new Pump.Form<>() {

		@Override
		public int opcode(WebSocketMessage message) {
			return switch (message.getType()) {
				case TEXT -> Opcode.TEXT;
				case BINARY -> Opcode.BINARY;
				case PING -> Opcode.PING;
				case PONG -> Opcode.PONG;
			};
		}

		@Override
		public byte[] payload(WebSocketMessage message) {
			DataBuffer buffer = message.getPayload();
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return bytes;
		}

	};

	/** Stands for the handshake of a server's session, which is told when asked for. */
	private static final HandshakeInfo LATER = new HandshakeInfo(URI.create("/"), HttpHeaders.EMPTY, Mono.empty(),
			null);

	private final Wire wire;

	private final @Nullable ServerHandshake handshake;

	private final Iterable<Map.Entry<String, String>> asked;

	/** A client's session. */
	Session(Wire wire, HandshakeInfo handshakeInfo, Iterable<Map.Entry<String, String>> asked) {
		super(wire.channel(), wire.channel().id().asShortText(), handshakeInfo, BUFFERS);
		this.wire = wire;
		this.asked = asked;
		this.handshake = null;
	}

	/** A server's session. */
	Session(Wire wire, ServerHandshake handshake) {
		super(wire.channel(), wire.channel().id().asShortText(), LATER, BUFFERS);
		this.wire = wire;
		this.asked = List.of();
		this.handshake = handshake;
	}

	@Override
	public HandshakeInfo getHandshakeInfo() {
		return (this.handshake != null) ? this.handshake.info() : super.getHandshakeInfo();
	}

	/**
	 * Return what a client asked for.
	 * @return the headers of its request, with what is secret in them; none on a server
	 */
	public Iterable<Map.Entry<String, String>> asked() {
		return this.asked;
	}

	/**
	 * Tell who the client is by its certificate, which the server has checked.
	 * @return the subject, or {@code null} when none was asked for
	 */
	public @Nullable String subject() {
		return TlsGuard.subject(this.wire.channel());
	}

	/**
	 * The messages received, read by read. The socket is read only on demand.
	 * @return a flux for one subscriber, on the event loop; who takes an element releases
	 * it; completes with the peer's Close or the end of the connection, and never fails
	 */
	public Flux<MessageBatch> batches() {
		return this.wire.inbox();
	}

	/**
	 * Send each line as a text message. Asks for the next line only while there is room
	 * on the wire.
	 * @param lines lines without terminator
	 * @return completes once the source has completed and all is handed to the socket, or
	 * when the session closes
	 */
	public Mono<Void> sendLines(Publisher<String> lines) {
		return pump(lines, LINE);
	}

	/**
	 * Send messages and control frames, in order. Asks for the next only while there is
	 * room on the wire; a Close among them closes the session.
	 * @param messages what to send
	 * @return completes once the source has completed and all is handed to the socket, or
	 * when the session closes
	 */
	public Mono<Void> sendMessages(Publisher<Message> messages) {
		return pump(Flux.from(messages).takeUntil((message) -> message.closing() != null).doOnNext((message) -> {
			Closing closing = message.closing();
			if (closing != null) {
				this.wire.close(closing);
			}
		}).filter((message) -> message.closing() == null), ANY);
	}

	/**
	 * Send each message back as it came, as long as the session is open.
	 * @param seen is told what was received, on the event loop
	 * @return cold; completes when nothing more is received
	 */
	public Mono<Void> echo(Consumer<MessageBatch> seen) {
		return Mono.create((sink) -> this.wire.inbox().subscribe(new Echo(this.wire.outbox(), seen, sink)));
	}

	/**
	 * Close as a handshake, RFC 6455 section 7.1.1: what was sent before goes out first,
	 * what the peer still sends is received.
	 * @param closing what to say; ignored when a Close was sent already
	 * @return completes with the end of the session, at the latest after the close
	 * timeout
	 */
	public Mono<Ending> close(Closing closing) {
		return Mono.defer(() -> {
			this.wire.close(closing);
			return ended();
		});
	}

	/**
	 * Close as a handshake, because of a limit.
	 * @param limit what the peer has too much of
	 * @param closing what to say
	 * @return as of {@link #close(Closing)}
	 */
	public Mono<Ending> close(Limit limit, Closing closing) {
		return Mono.defer(() -> {
			this.wire.watch().limited(limit);
			return close(closing);
		});
	}

	/**
	 * The end of the session.
	 * @return completes once TCP is closed, and never fails
	 */
	public Mono<Ending> ended() {
		return this.wire.ended();
	}

	/** Begin to close, with nobody who would wait for the end. */
	void goAway() {
		this.wire.close(Closing.GOING_AWAY);
	}

	Wire wire() {
		return this.wire;
	}

	/**
	 * Call back once TCP is closed.
	 * @param callback run on the event loop, or at once when it is closed
	 */
	void onEnd(Runnable callback) {
		this.wire.channel().closeFuture().addListener((future) -> callback.run());
	}

	/**
	 * Completes as soon as nothing more can be sent, by a Close of either side or the end
	 * of the connection.
	 * @return completes empty, and never fails
	 */
	public Mono<Void> closing() {
		return this.wire.closing();
	}

	/**
	 * Send Pings until the session closes; one that is not answered in time ends it as
	 * lost.
	 * @param pings how often
	 * @param ledger is told what has arrived, or {@code null}
	 */
	public void ping(PingOptions pings, @Nullable Ledger ledger) {
		getDelegate().eventLoop().execute(() -> this.wire.ping(pings, ledger));
	}

	/**
	 * Send a Ping, and tell when it goes.
	 * @param payload at most 125 bytes
	 * @param sent is told the time by {@link System#nanoTime()}, on the event loop,
	 * before an answer can come; not called when nothing can be sent any more
	 */
	public void ping(byte[] payload, LongConsumer sent) {
		getDelegate().eventLoop().execute(() -> {
			if (this.wire.isOpen()) {
				long now = System.nanoTime();
				this.wire.outbox().ping(payload);
				sent.accept(now);
			}
		});
	}

	/** Leave the peer's Pings unanswered, from now on. */
	public void withholdPongs() {
		this.wire.withholdPongs();
	}

	/**
	 * Have what a lost connection does not send kept, from the next message on.
	 * @param ledger takes it
	 */
	public void keepIn(Ledger ledger) {
		this.wire.keepIn(ledger);
	}

	/**
	 * Return how many messages were sent.
	 * @return what was accepted and has reached the socket, final once the session has
	 * ended
	 */
	public long sentMessages() {
		return this.wire.outbox().tally().messages() - this.wire.outbox().unsent();
	}

	/**
	 * Return how long the messages are that were accepted to be sent.
	 * @return bytes, before packing
	 */
	public long sentBytes() {
		return this.wire.outbox().tally().bytes();
	}

	/**
	 * Tell of Pongs, from now on.
	 * @param listener is given their payloads, on the event loop
	 */
	public void onPongs(Consumer<byte[]> listener) {
		this.wire.onPongs(listener);
	}

	/**
	 * Return how many messages were taken from a source but did not reach the socket.
	 * @return a count, final once the session has ended
	 */
	public long unsent() {
		return this.wire.outbox().unsent();
	}

	@Override
	public Flux<WebSocketMessage> receive() {
		return batches().concatMapIterable(this::messages);
	}

	@Override
	public Mono<Void> send(Publisher<WebSocketMessage> messages) {
		return pump(messages, MESSAGE);
	}

	@Override
	public boolean isOpen() {
		return getDelegate().isActive();
	}

	@Override
	public Mono<Void> close(CloseStatus status) {
		String reason = status.getReason();
		return close(new Closing(status.getCode(), (reason != null) ? reason : "")).then();
	}

	@Override
	public Mono<CloseStatus> closeStatus() {
		return ended().map(Ending::closing).map((closing) -> CloseStatus.create(closing.code(), closing.reason()));
	}

	private <T> Mono<Void> pump(Publisher<T> source, Pump.Form<T> form) {
		return Mono.create((sink) -> source.subscribe(new Pump<>(this.wire, form, sink)));
	}

	private Iterable<WebSocketMessage> messages(MessageBatch batch) {
		List<WebSocketMessage> messages = new ArrayList<>(batch.size());
		for (int i = 0; i < batch.size(); i++) {
			if (!batch.isOutgoing(i) && !Opcode.isControl(batch.opcode(i))) {
				WebSocketMessage.Type type = (batch.opcode(i) == Opcode.TEXT) ? WebSocketMessage.Type.TEXT
						: WebSocketMessage.Type.BINARY;
				messages.add(new WebSocketMessage(type, BUFFERS.wrap(batch.bytes(i))));
			}
		}
		batch.release();
		return messages;
	}

}
