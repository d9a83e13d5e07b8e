package dev.wscat.testing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The other end of a WebSocket, as a plain socket: it does only what the test tells it,
 * so that each frame of wscat can be seen and each rule be broken. Every read has a
 * deadline.
 */
public final class RawPeer implements AutoCloseable {

	/** Longest wait for anything from wscat. */
	public static final Duration DEADLINE = Duration.ofSeconds(15);

	/** The key of the example in RFC 6455 section 1.3. */
	public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

	/** Small, so that little is on its way to a peer that does not read. */
	static final int RECEIVE_BUFFER = 1 << 16;

	private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private final Socket socket;

	private final boolean client;

	private final DataInputStream in;

	private String head = "";

	RawPeer(Socket socket, boolean client) throws IOException {
		this.socket = socket;
		this.client = client;
		socket.setSoTimeout((int) DEADLINE.toMillis());
		socket.setTcpNoDelay(true);
		this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
	}

	/**
	 * Connect without saying anything.
	 * @param host name or address
	 * @param port the port
	 * @return a client's end
	 */
	public static RawPeer open(String host, int port) {
		try {
			Socket socket = new Socket();
			socket.setReceiveBufferSize(RECEIVE_BUFFER);
			socket.connect(new InetSocketAddress(host, port), (int) DEADLINE.toMillis());
			return new RawPeer(socket, true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Connect to this machine and upgrade.
	 * @param port the port
	 * @param headers further header lines
	 * @return a client's end of an open session
	 */
	public static RawPeer connect(int port, String... headers) {
		RawPeer peer = open("127.0.0.1", port);
		String status = peer.request(upgradeRequest("localhost:" + port, headers));
		if (!status.startsWith("HTTP/1.1 101 ")) {
			throw new AssertionError("no upgrade: " + peer.head());
		}
		return peer;
	}

	/**
	 * Go on with TLS as a client, on a connection that was opened.
	 * @param context whom the client trusts
	 * @return the end inside TLS, its handshake done
	 */
	public RawPeer startTlsAsClient(SSLContext context) {
		try {
			SSLSocket inner = (SSLSocket) context.getSocketFactory()
				.createSocket(this.socket, "localhost", this.socket.getPort(), true);
			inner.startHandshake();
			return new RawPeer(inner, this.client);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Connect to this machine by TLS and upgrade.
	 * @param port the port
	 * @return a client's end of an open session
	 */
	public static RawPeer connectTls(int port) {
		RawPeer peer = open("127.0.0.1", port).startTlsAsClient(TlsFixture.client());
		String status = peer.request(upgradeRequest("localhost:" + port));
		if (!status.startsWith("HTTP/1.1 101 ")) {
			throw new AssertionError("no upgrade: " + peer.head());
		}
		return peer;
	}

	/**
	 * Write a request as in RFC 6455 section 1.3.
	 * @param host value of the Host header
	 * @param headers further header lines
	 * @return the request
	 */
	public static String upgradeRequest(String host, String... headers) {
		StringBuilder request = new StringBuilder("GET /chat HTTP/1.1\r\nHost: ").append(host)
			.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
			.append("Sec-WebSocket-Key: ")
			.append(KEY)
			.append("\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		return request.append("\r\n").toString();
	}

	/**
	 * Compute the answer to a key, RFC 6455 section 4.2.2.
	 * @param key the client's key
	 * @return value of Sec-WebSocket-Accept
	 */
	public static String accept(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Go on with TLS on the same connection.
	 * @param context what the server's side of the handshake is made with
	 * @return the end inside TLS
	 */
	public RawPeer startTls(SSLContext context) {
		try {
			SSLSocket inner = (SSLSocket) context.getSocketFactory()
				.createSocket(this.socket, "localhost", this.socket.getPort(), true);
			inner.setUseClientMode(false);
			return new RawPeer(inner, this.client);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read bytes that are no frames.
	 * @param count how many
	 * @return the bytes
	 */
	public byte[] readBytes(int count) {
		try {
			byte[] bytes = new byte[count];
			this.in.readFully(bytes);
			return bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a request and read the head of the response.
	 * @param request the request
	 * @return the status line
	 */
	public String request(String request) {
		send(request.getBytes(StandardCharsets.ISO_8859_1));
		return readHead().lines().findFirst().orElse("");
	}

	/**
	 * Answer an upgrade as a server.
	 * @param headers further header lines of the response
	 * @return this
	 */
	public RawPeer acceptUpgrade(String... headers) {
		readHead();
		StringBuilder response = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n")
			.append("Connection: Upgrade\r\nSec-WebSocket-Accept: ")
			.append(accept(header("Sec-WebSocket-Key")))
			.append("\r\n");
		for (String header : headers) {
			response.append(header).append("\r\n");
		}
		send(response.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	/**
	 * Read up to the empty line behind the headers.
	 * @return what was read
	 */
	public String readHead() {
		StringBuilder text = new StringBuilder();
		try {
			while (text.indexOf("\r\n\r\n") < 0) {
				text.append((char) this.in.readUnsignedByte());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("after '" + text + "'", ex);
		}
		this.head = text.toString();
		return this.head;
	}

	/**
	 * Return the head of the request or response read last.
	 * @return its lines
	 */
	public String head() {
		return this.head;
	}

	/**
	 * Return a header of the request or response read last.
	 * @param name its name
	 * @return its value, or the empty string
	 */
	public String header(String name) {
		String prefix = name.toLowerCase(Locale.ROOT) + ":";
		return this.head.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
			.map((line) -> line.substring(prefix.length()).trim())
			.findFirst()
			.orElse("");
	}

	public RawPeer send(byte... bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send frames in one write, masked if this is a client.
	 * @param frames the frames
	 * @return this
	 */
	public RawPeer send(Frame... frames) {
		return send(Frame.allBytes(this.client, frames));
	}

	/**
	 * Read the next frame.
	 * @return the frame
	 */
	public Frame read() {
		try {
			return Frame.read(this.in);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read all that comes until wscat closes TCP.
	 * @return the frames
	 */
	public List<Frame> readToEnd() {
		List<Frame> frames = new ArrayList<>();
		try {
			while (true) {
				frames.add(Frame.read(this.in));
			}
		}
		catch (EOFException ex) {
			return frames;
		}
		catch (SocketException ex) {
			if (String.valueOf(ex.getMessage()).contains("reset")) {
				return frames;
			}
			throw new UncheckedIOException("after " + frames, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("after " + frames, ex);
		}
	}

	/**
	 * Read bytes that are no frames, such as a response's body, until TCP is closed.
	 * @return the bytes as text
	 */
	public String readBody() {
		try {
			return new String(this.in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Answer a Close with the same, as RFC 6455 section 5.5.1 asks, and read to the end.
	 * @param expected the code that has to come next
	 */
	public void answerClose(int expected) {
		Frame close = read();
		if (close.opcode() != Frame.CLOSE || close.code() != expected) {
			throw new AssertionError("expected close " + expected + " but was " + close);
		}
		send(Frame.of(Frame.CLOSE, close.payload()));
		shutdownOutput();
		List<Frame> rest = readToEnd();
		if (!rest.isEmpty()) {
			throw new AssertionError("frames behind the Close: " + rest);
		}
	}

	public void shutdownOutput() {
		try {
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Drop the connection with a TCP reset. */
	public void reset() {
		try {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
