package dev.wscat.terminal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.wscat.core.Ending;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.HandshakeInfo;

/**
 * What a server says about one client. Under load the sizes of messages are summed up, so
 * that the log does not take longer than the messages.
 */
public class ClientLog {

	/** Numbers for the clients of one server, from 0. */
	public static final class Numbers {

		private final AtomicLong last = new AtomicLong(-1);

		private volatile long quietUntil;

		/**
		 * Return the number of the next client.
		 * @return 0 for the first
		 */
		public Turn next() {
			return new Turn(this.last.incrementAndGet(), this);
		}

	}

	/**
	 * A client's number.
	 *
	 * @param number 0 for the first
	 * @param numbers of the server
	 */
	public record Turn(long number, Numbers numbers) {
	}

	private static final long PAUSE_NANOS = 20_000_000;

	private static final List<String> SECRETS = List.of("authorization", "cookie", "proxy-authorization");

	private final Console console;

	private final Turn turn;

	private long bytes;

	private long messages;

	/**
	 * Create a log, and say that the client has come.
	 * @param console where it is said
	 * @param turn the client's number
	 * @param session the session
	 */
	public ClientLog(Console console, Turn turn, Session session) {
		this(console, turn);
		if (console.isQuiet()) {
			return;
		}
		HandshakeInfo handshake = session.getHandshakeInfo();
		note("New connection");
		note("remote ip: " + address(session));
		String subject = session.subject();
		if (subject != null) {
			note("certificate: " + subject);
		}
		note("id: " + turn.number());
		String uri = handshake.getUri().toString();
		note("Uri: " + uri.replaceFirst("^wss?://[^/]*", ""));
		note("Headers:");
		headers(handshake.getHeaders());
	}

	/**
	 * Create a log that says nothing of the handshake.
	 * @param console where it is said
	 * @param turn the client's number
	 */
	protected ClientLog(Console console, Turn turn) {
		this.console = console;
		this.turn = turn;
	}

	/**
	 * Tell where a client is.
	 * @param session its session
	 * @return address and port
	 */
	protected static String address(Session session) {
		InetSocketAddress remote = session.getHandshakeInfo().getRemoteAddress();
		return (remote != null) ? remote.getAddress().getHostAddress() + ":" + remote.getPort() : "unix socket";
	}

	private void headers(HttpHeaders headers) {
		for (Map.Entry<String, List<String>> header : headers.headerSet()) {
			boolean secret = SECRETS.contains(header.getKey().toLowerCase(Locale.ROOT));
			for (String value : header.getValue()) {
				note(header.getKey() + ": " + (secret ? "***" : value));
			}
		}
	}

	/**
	 * Say how much was received.
	 * @param batch the messages
	 */
	public synchronized void received(MessageBatch batch) {
		if (this.console.isQuiet()) {
			return;
		}
		long now = System.nanoTime();
		for (int i = 0; i < batch.size(); i++) {
			this.bytes += batch.length(i);
			this.messages++;
			if (now - this.turn.numbers().quietUntil >= 0) {
				tell();
				this.turn.numbers().quietUntil = now + PAUSE_NANOS;
			}
		}
	}

	private void tell() {
		if (this.messages > 0) {
			note("Received " + this.bytes + " bytes"
					+ ((this.messages > 1) ? " in " + this.messages + " messages" : ""));
			this.bytes = 0;
			this.messages = 0;
		}
	}

	/**
	 * Say that the session has ended.
	 * @param ending how
	 */
	public synchronized void closed(Ending ending) {
		if (!this.console.isQuiet()) {
			tell();
			note("connection " + this.turn.number() + " closed: " + ending.describe());
		}
	}

	/**
	 * Say something about the client, even when little is to be said.
	 * @param what what is wrong with it
	 */
	public void error(String what) {
		this.console.error("connection " + this.turn.number() + ": " + what);
	}

	/**
	 * Say something about the client.
	 * @param what what goes on
	 */
	public void say(String what) {
		note("connection " + this.turn.number() + ": " + what);
	}

	private void note(String line) {
		this.console.note(line);
	}

}
