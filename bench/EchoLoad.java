import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loads an echo server in a closed loop, or holds idle connections; JDK only.
 *
 * <pre>
 * java EchoLoad echo PORT CONNECTIONS WINDOW SIZE WARM_MS MS   prints messages a second; each echo is compared
 * java EchoLoad idle PORT CONNECTIONS                          prints a line when all are open, and holds them until stdin ends
 * </pre>
 */
public final class EchoLoad {

	/** All masks are this one, so a message is masked once. */
	private static final byte[] KEY = { 0x11, 0x22, 0x33, 0x44 };

	private static byte[] request;

	private static byte[] expected;

	private static boolean stopping;

	private static long received;

	/** One connection: what is to be written, and how far the echo of it has come. */
	private static final class Client {

		final SocketChannel channel;

		final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);

		ByteBuffer out;

		int owed;

		int at;

		Client(SocketChannel channel) {
			this.channel = channel;
			this.out = ByteBuffer.wrap(request).limit(0);
		}

		void write(SelectionKey key) throws IOException {
			while (this.owed > 0 || this.out.hasRemaining()) {
				if (!this.out.hasRemaining()) {
					int turn = Math.min(this.owed, request.length / frame());
					this.out = ByteBuffer.wrap(request, 0, turn * frame());
					this.owed -= turn;
				}
				this.channel.write(this.out);
				if (this.out.hasRemaining()) {
					key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
					return;
				}
			}
			key.interestOps(SelectionKey.OP_READ);
		}

		void read() throws IOException {
			this.in.clear();
			if (this.channel.read(this.in) < 0) {
				throw new IOException("the server has closed the connection");
			}
			this.in.flip();
			while (this.in.hasRemaining()) {
				int count = Math.min(this.in.remaining(), expected.length - this.at);
				if (!this.in.slice(this.in.position(), count).equals(ByteBuffer.wrap(expected, this.at, count))) {
					throw new IOException("an echo differs from what was sent");
				}
				this.in.position(this.in.position() + count);
				this.at = (this.at + count) % expected.length;
				if (this.at == 0) {
					received++;
					this.owed += stopping ? 0 : 1;
				}
			}
		}

	}

	private static int frame() {
		return expected.length + KEY.length;
	}

	/** Text of one frame: its header, the mask if it is a client's, and letters. */
	private static byte[] frame(int size, boolean masked) {
		ByteBuffer frame = ByteBuffer.allocate(size + 14).put((byte) 0x81);
		int bit = masked ? 0x80 : 0;
		if (size < 126) {
			frame.put((byte) (bit | size));
		}
		else if (size < 65_536) {
			frame.put((byte) (bit | 126)).putShort((short) size);
		}
		else {
			frame.put((byte) (bit | 127)).putLong(size);
		}
		if (masked) {
			frame.put(KEY);
		}
		for (int i = 0; i < size; i++) {
			int letter = 'a' + i * 7 % 26;
			frame.put((byte) (masked ? letter ^ KEY[i & 3] : letter));
		}
		return Arrays.copyOf(frame.array(), frame.position());
	}

	private static SocketChannel open(int port) throws IOException {
		SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.write(ByteBuffer.wrap(("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII)));
		StringBuilder head = new StringBuilder();
		ByteBuffer one = ByteBuffer.allocate(1);
		while (head.indexOf("\r\n\r\n") < 0) {
			if (channel.read(one.clear()) < 0) {
				throw new IOException("no handshake");
			}
			head.append((char) one.get(0));
		}
		if (!head.toString().startsWith("HTTP/1.1 101 ")) {
			throw new IOException(head.toString());
		}
		return channel;
	}

	public static void main(String[] args) throws Exception {
		int port = Integer.parseInt(args[1]);
		int connections = Integer.parseInt(args[2]);
		if (args[0].equals("idle")) {
			List<SocketChannel> held = new ArrayList<>();
			for (int i = 0; i < connections; i++) {
				held.add(open(port));
			}
			System.out.println(held.size() + " open");
			while (System.in.read() >= 0) {
				// until the end
			}
			return;
		}
		int window = Integer.parseInt(args[3]);
		int size = Integer.parseInt(args[4]);
		expected = frame(size, false);
		byte[] one = frame(size, true);
		request = new byte[one.length * Math.max(1, Math.min(window, (1 << 18) / one.length))];
		for (int i = 0; i < request.length; i += one.length) {
			System.arraycopy(one, 0, request, i, one.length);
		}
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < connections; i++) {
				Client client = new Client(open(port));
				client.channel.configureBlocking(false);
				client.owed = window;
				client.write(client.channel.register(selector, SelectionKey.OP_READ, client));
			}
			loop(selector, Long.parseLong(args[5]));
			long before = received;
			long began = System.nanoTime();
			loop(selector, Long.parseLong(args[6]));
			double seconds = (System.nanoTime() - began) / 1e9;
			System.out.println((received - before) / seconds);
			stopping = true;
		}
	}

	private static void loop(Selector selector, long millis) throws IOException {
		long end = System.nanoTime() + millis * 1_000_000;
		while (System.nanoTime() < end) {
			selector.select((key) -> {
				try {
					Client client = (Client) key.attachment();
					if (key.isReadable()) {
						client.read();
					}
					client.write(key);
				}
				catch (IOException ex) {
					throw new java.io.UncheckedIOException(ex);
				}
			}, 100);
		}
	}

}
