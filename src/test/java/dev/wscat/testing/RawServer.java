package dev.wscat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Where a {@link RawPeer} takes the part of a server.
 */
public final class RawServer implements AutoCloseable {

	private final ServerSocket server;

	public RawServer() {
		this(ServerSocketFactory.getDefault());
	}

	private RawServer(ServerSocketFactory sockets) {
		try {
			this.server = sockets.createServerSocket();
			this.server.setReceiveBufferSize(RawPeer.RECEIVE_BUFFER);
			this.server.bind(new InetSocketAddress("127.0.0.1", 0));
			this.server.setSoTimeout((int) RawPeer.DEADLINE.toMillis());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Create a server with TLS.
	 * @param context its certificate
	 * @param wantsCertificate whether clients have to show one
	 * @return the server
	 */
	public static RawServer tls(SSLContext context, boolean wantsCertificate) {
		RawServer server = new RawServer(context.getServerSocketFactory());
		((SSLServerSocket) server.server).setNeedClientAuth(wantsCertificate);
		return server;
	}

	public int port() {
		return this.server.getLocalPort();
	}

	public String url() {
		return "ws://127.0.0.1:" + port() + "/chat";
	}

	public String secureUrl() {
		return "wss://localhost:" + port() + "/chat";
	}

	public URI uri() {
		return URI.create(url());
	}

	/**
	 * Wait for a client, and upgrade it.
	 * @param headers further header lines of the response
	 * @return the server's end of an open session
	 */
	public RawPeer accept(String... headers) {
		return acceptTcp().acceptUpgrade(headers);
	}

	/**
	 * Wait for a client, and say nothing.
	 * @return the server's end of a TCP connection
	 */
	public RawPeer acceptTcp() {
		try {
			return new RawPeer(this.server.accept(), false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
