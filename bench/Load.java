import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Locale;

/**
 * The other end of a measured WebSocket client, and the other end of its pipe: checks
 * every message. Plain sockets, no library.
 *
 * <pre>
 * java Load.java sink   COUNT SIZE   lines to our stdout, which is the client's stdin; its messages come back to us
 * java Load.java source COUNT SIZE   messages to the client; the lines of its stdout are our stdin
 * </pre>
 *
 * Says its port on stderr, takes one client, and ends with a line of JSON there. The time
 * runs from our first write to the last good message.
 */
public final class Load {

	/** Milliseconds between the handshake and our first write. */
	private static final long REST = 100;

	/** Milliseconds without progress after which the rest counts as lost. */
	private static final long PATIENCE = 5000;

	private static final int CHUNK = 1 << 20;

	private static volatile long first;

	private static volatile boolean given;

	public static void main(String[] args) throws Exception {
		boolean sink = args[0].equals("sink");
		Lines lines = new Lines(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
		warmUp(lines.size);
		Peer peer;
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			System.err.println(((InetSocketAddress) server.getLocalAddress()).getPort());
			peer = new Peer(server.accept());
		}
		peer.handshake();
		Thread.sleep(REST);
		Thread watch = new Thread(() -> watch(lines));
		watch.setDaemon(true);
		watch.start();
		if (sink) {
			Thread writer = new Thread(() -> writeLines(lines));
			writer.setDaemon(true);
			writer.start();
			peer.receive(lines);
		}
		else {
			Thread reader = new Thread(() -> peer.receive(new Lines(0, 1)));
			reader.setDaemon(true);
			reader.start();
			Thread writer = new Thread(() -> writeMessages(peer, lines));
			writer.setDaemon(true);
			writer.start();
			readLines(peer, lines);
		}
		report(lines);
	}

	private static synchronized void report(Lines lines) {
		if (!given) {
			given = true;
			System.err.println(lines.json(first));
			System.err.flush();
			Runtime.getRuntime().halt(0);
		}
	}

	/** Ends the run when nothing moves any more. */
	private static void watch(Lines lines) {
		try {
			long before = -1;
			while (lines.pieces != before) {
				before = lines.pieces;
				Thread.sleep(PATIENCE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		report(lines);
	}

	/** Compiles the loops before the client is there. */
	private static void warmUp(int size) throws Exception {
		int count = Math.max(20, (1 << 24) / size);
		Lines lines = new Lines(count, size);
		Peer peer = new Peer(null);
		byte[] frames = new byte[0];
		for (int done = 0; done < count;) {
			Block block = lines.block(true, done);
			frames = Arrays.copyOf(block.bytes, block.length);
			peer.frames(frames, frames.length, lines);
			done += block.count;
		}
		lines = new Lines(count, size);
		for (int done = 0; done < count;) {
			Block block = lines.block(false, done);
			lines.text(block.bytes, block.length);
			done += block.count;
		}
		if (lines.lost() > 0) {
			throw new IllegalStateException("the bench does not understand itself");
		}
	}

	private static void writeLines(Lines lines) {
		try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
			for (int done = 0; done < lines.count;) {
				Block block = lines.block(false, done);
				started();
				out.write(block.bytes, 0, block.length);
				done += block.count;
			}
		}
		catch (IOException ex) {
			// the client has gone; what is missing is counted
		}
	}

	private static void writeMessages(Peer peer, Lines lines) {
		try {
			for (int done = 0; done < lines.count;) {
				Block block = lines.block(true, done);
				started();
				peer.write(ByteBuffer.wrap(block.bytes, 0, block.length));
				done += block.count;
			}
		}
		catch (IOException ex) {
			// as above
		}
	}

	private static void started() {
		if (first == 0) {
			first = System.nanoTime();
		}
	}

	private static void readLines(Peer peer, Lines lines) throws IOException {
		boolean closed = false;
		byte[] buffer = new byte[CHUNK + lines.size];
		int held = 0;
		try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
			for (int count; (count = in.read(buffer, held, buffer.length - held)) >= 0;) {
				held += count;
				int used = lines.text(buffer, held);
				if (used == 0 && held == buffer.length) {
					buffer = Arrays.copyOf(buffer, 2 * held);
				}
				System.arraycopy(buffer, used, buffer, 0, held - used);
				held -= used;
				if (!closed && lines.lost() == 0) {
					closed = true;
					peer.close();
				}
			}
		}
		lines.part(buffer, 0, held);
	}

	/** Some whole lines or frames. */
	private static final class Block {

		private final byte[] bytes;

		private final int[] numbers;

		private final int each;

		private int count;

		private int length;

		Block(byte[] bytes, int[] numbers, int each) {
			this.bytes = bytes;
			this.numbers = numbers;
			this.each = each;
		}

	}

	/** What is sent, and the check of what arrives: lines of a number and letters. */
	private static final class Lines {

		private static final int DIGITS = 9;

		private final int count;

		private final int size;

		private final byte[] letters;

		private final Block[] blocks = new Block[2];

		private final BitSet seen = new BitSet();

		private int seenCount;

		private int timed;

		private int next;

		private int doubled;

		private int reordered;

		private int damaged;

		private int split;

		private int joined;

		private final byte[] begun;

		private int begunLength;

		private volatile long pieces;

		private volatile long last;

		Lines(int count, int size) {
			this.count = count;
			this.size = size;
			this.letters = new byte[size];
			for (int i = 0; i < size; i++) {
				this.letters[i] = (byte) ('a' + i % 26);
			}
			this.begun = new byte[size];
		}

		/** The lines from a number on, as frames of a server or with line feeds. */
		Block block(boolean frames, int from) {
			Block block = this.blocks[frames ? 0 : 1];
			if (block == null) {
				block = prepare(frames);
				this.blocks[frames ? 0 : 1] = block;
			}
			block.count = Math.min(block.numbers.length, this.count - from);
			block.length = block.count * block.each;
			for (int i = 0; i < block.count; i++) {
				int number = from + i;
				for (int at = block.numbers[i] + DIGITS - 1; at >= block.numbers[i]; at--) {
					block.bytes[at] = (byte) ('0' + number % 10);
					number /= 10;
				}
			}
			return block;
		}

		private Block prepare(boolean frames) {
			byte[] header = !frames ? new byte[0] : (this.size < 126) ? new byte[] { (byte) 0x81, (byte) this.size }
					: (this.size <= 0xffff)
							? new byte[] { (byte) 0x81, 126, (byte) (this.size >> 8), (byte) this.size }
							: new byte[] { (byte) 0x81, 127, 0, 0, 0, 0, (byte) (this.size >> 24),
									(byte) (this.size >> 16), (byte) (this.size >> 8), (byte) this.size };
			int each = header.length + this.size + (frames ? 0 : 1);
			int[] numbers = new int[Math.max(1, CHUNK / each)];
			byte[] bytes = new byte[numbers.length * each];
			for (int i = 0, at = 0; i < numbers.length; i++, at += each) {
				System.arraycopy(header, 0, bytes, at, header.length);
				System.arraycopy(this.letters, 0, bytes, at + header.length, this.size);
				numbers[i] = at + header.length;
				if (!frames) {
					bytes[at + each - 1] = '\n';
				}
			}
			return new Block(bytes, numbers, each);
		}

		/** Takes all whole lines of a text; returns how many bytes that is. */
		int text(byte[] bytes, int end) {
			int at = 0;
			while (at < end) {
				int feed = at + this.size;
				if (feed >= end || bytes[feed] != '\n' || !line(bytes, at)) {
					feed = at;
					while (feed < end && bytes[feed] != '\n') {
						feed++;
					}
					if (feed == end) {
						break;
					}
					part(bytes, at, feed - at);
				}
				at = feed + 1;
			}
			moved();
			return at;
		}

		/** Takes a message, which should be a line; some clients send its line feed too. */
		void message(byte[] bytes, int at, int whole) {
			int length = (whole > 0 && bytes[at + whole - 1] == '\n') ? whole - 1 : whole;
			if (length == this.size && line(bytes, at)) {
				return;
			}
			int from = at;
			for (int i = at; i < at + length; i++) {
				if (bytes[i] == '\n') {
					this.joined++;
					part(bytes, from, i - from);
					from = i + 1;
				}
			}
			part(bytes, from, at + length - from);
		}

		void part(byte[] bytes, int at, int length) {
			if (length == 0 || length == this.size && line(bytes, at)) {
				return;
			}
			if (length > this.size && length % this.size == 0) {
				for (int i = 0; i < length; i += this.size) {
					this.joined++;
					this.damaged += line(bytes, at + i) ? 0 : 1;
				}
			}
			else if (this.begunLength + length <= this.size && length < this.size) {
				System.arraycopy(bytes, at, this.begun, this.begunLength, length);
				this.begunLength += length;
				if (this.begunLength == this.size) {
					this.begunLength = 0;
					if (line(this.begun, 0)) {
						this.split++;
					}
					else {
						this.damaged++;
					}
				}
			}
			else {
				this.begunLength = 0;
				this.damaged++;
			}
		}

		private boolean line(byte[] bytes, int at) {
			int number = 0;
			for (int i = at; i < at + DIGITS; i++) {
				int digit = bytes[i] - '0';
				if (digit < 0 || digit > 9) {
					return false;
				}
				number = 10 * number + digit;
			}
			if (number >= this.count || !Arrays.equals(bytes, at + DIGITS, at + this.size, this.letters, DIGITS, this.size)) {
				return false;
			}
			if (this.seen.get(number)) {
				this.doubled++;
			}
			else {
				this.seen.set(number);
				this.seenCount++;
				this.reordered += (number < this.next) ? 1 : 0;
				this.next = Math.max(this.next, number + 1);
			}
			return true;
		}

		/** Some bytes have been taken. */
		void moved() {
			this.pieces++;
			if (this.seenCount > this.timed) {
				this.timed = this.seenCount;
				this.last = System.nanoTime();
			}
		}

		int lost() {
			return this.count - this.seenCount;
		}

		String json(long first) {
			int bad = this.damaged + ((this.begunLength > 0) ? 1 : 0);
			double seconds = (this.seenCount > 0) ? (this.last - first) / 1e9 : 0;
			return String.format(Locale.ROOT, "{\"seconds\": %.6f, \"lines\": %d, \"lost\": %d, \"doubled\": %d, "
					+ "\"reordered\": %d, \"damaged\": %d, \"split\": %d, \"joined\": %d}", seconds, this.seenCount,
					lost(), this.doubled, this.reordered, bad, this.split, this.joined);
		}

	}

	/** The client, as a server sees it. */
	private static final class Peer {

		private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

		private final SocketChannel channel;

		private final ByteBuffer direct = ByteBuffer.allocateDirect(CHUNK);

		private byte[] buffer = new byte[2 * CHUNK];

		private int held;

		private byte[] message = new byte[0];

		private boolean closing;

		private boolean closed;

		Peer(SocketChannel channel) throws IOException {
			this.channel = channel;
			if (channel != null) {
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			}
		}

		void handshake() throws Exception {
			String request = "";
			while (!request.contains("\r\n\r\n")) {
				fill();
				request = new String(this.buffer, 0, this.held, StandardCharsets.ISO_8859_1);
			}
			int end = request.indexOf("\r\n\r\n") + 4;
			consume(end);
			String key = "";
			for (String header : request.substring(0, end).split("\r\n")) {
				if (header.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
					key = header.substring(18).trim();
				}
			}
			byte[] hash = MessageDigest.getInstance("SHA-1")
				.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1));
			write(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1)));
		}

		/** Takes messages until the client closes. */
		void receive(Lines lines) {
			try {
				while (!this.closed) {
					int used = frames(this.buffer, this.held, lines);
					lines.moved();
					consume(used);
					if (!this.closed) {
						fill();
					}
				}
				this.channel.close();
			}
			catch (IOException ex) {
				// gone without a Close; that alone loses nothing
			}
		}

		/** Takes whole frames; returns how many bytes they are. */
		int frames(byte[] bytes, int end, Lines lines) throws IOException {
			int at = 0;
			while (end - at >= 2) {
				int header = 2 + ((bytes[at + 1] < 0) ? 4 : 0);
				long length = bytes[at + 1] & 0x7f;
				if (length >= 126) {
					int extra = (length == 126) ? 2 : 8;
					header += extra;
					if (end - at < header) {
						break;
					}
					length = 0;
					for (int i = 0; i < extra; i++) {
						length = (length << 8) | (bytes[at + 2 + i] & 0xff);
					}
				}
				if (end - at < header + length) {
					break;
				}
				int payload = at + header;
				if (bytes[at + 1] < 0) {
					unmask(bytes, payload, (int) length);
				}
				frame(bytes[at], bytes, payload, (int) length, lines);
				at = payload + (int) length;
			}
			return at;
		}

		private void frame(int first, byte[] bytes, int at, int length, Lines lines) throws IOException {
			switch (first & 0x0f) {
				case 8 -> {
					close();
					this.closed = true;
				}
				case 9 -> control(10, Arrays.copyOfRange(bytes, at, at + length));
				case 10 -> {
				}
				default -> {
					if (first < 0 && this.message.length == 0) {
						lines.message(bytes, at, length);
					}
					else {
						int before = this.message.length;
						this.message = Arrays.copyOf(this.message, before + length);
						System.arraycopy(bytes, at, this.message, before, length);
						if (first < 0) {
							lines.message(this.message, 0, this.message.length);
							this.message = new byte[0];
						}
					}
				}
			}
		}

		private static void unmask(byte[] bytes, int at, int length) {
			int key = bytes[at - 4] << 24 | (bytes[at - 3] & 0xff) << 16 | (bytes[at - 2] & 0xff) << 8 | bytes[at - 1] & 0xff;
			long keys = ((long) key << 32) | (key & 0xffffffffL);
			int end = at + length;
			int i = at;
			for (; i <= end - 8; i += 8) {
				LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ keys);
			}
			for (int shift = 24; i < end; i++, shift = (shift - 8) & 31) {
				bytes[i] ^= (byte) (key >>> shift);
			}
		}

		synchronized void close() throws IOException {
			if (!this.closing) {
				this.closing = true;
				control(8, new byte[] { 3, (byte) 0xe8 });
			}
		}

		private void control(int opcode, byte[] payload) throws IOException {
			byte[] frame = new byte[2 + payload.length];
			frame[0] = (byte) (0x80 | opcode);
			frame[1] = (byte) payload.length;
			System.arraycopy(payload, 0, frame, 2, payload.length);
			write(ByteBuffer.wrap(frame));
		}

		synchronized void write(ByteBuffer bytes) throws IOException {
			while (bytes.hasRemaining()) {
				this.channel.write(bytes);
			}
		}

		private void fill() throws IOException {
			if (this.held == this.buffer.length) {
				this.buffer = Arrays.copyOf(this.buffer, 2 * this.held);
			}
			this.direct.clear().limit(Math.min(this.direct.capacity(), this.buffer.length - this.held));
			int count = this.channel.read(this.direct);
			if (count < 0) {
				throw new EOFException();
			}
			this.direct.flip().get(this.buffer, this.held, count);
			this.held += count;
		}

		private void consume(int used) {
			System.arraycopy(this.buffer, used, this.buffer, 0, this.held - used);
			this.held -= used;
		}

	}

}
