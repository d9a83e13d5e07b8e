package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import io.netty.channel.Channel;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
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

	private final Wire wire;

	Session(Wire wire, HandshakeInfo handshakeInfo) {
		super(wire.channel(), wire.channel().id().asShortText(), handshakeInfo, BUFFERS);
		this.wire = wire;
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
		return pump(Flux.from(messages).doOnNext((message) -> {
			Closing closing = message.closing();
			if (closing != null) {
				this.wire.close(closing);
			}
		}).filter((message) -> message.closing() == null), ANY);
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
	 * The end of the session.
	 * @return completes once TCP is closed, and never fails
	 */
	public Mono<Ending> ended() {
		return this.wire.ended();
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
		WebSocketMessage[] messages = new WebSocketMessage[batch.size()];
		for (int i = 0; i < messages.length; i++) {
			WebSocketMessage.Type type = (batch.opcode(i) == Opcode.TEXT) ? WebSocketMessage.Type.TEXT
					: WebSocketMessage.Type.BINARY;
			messages[i] = new WebSocketMessage(type, BUFFERS.wrap(batch.bytes(i)));
		}
		batch.release();
		return List.of(messages);
	}

}
