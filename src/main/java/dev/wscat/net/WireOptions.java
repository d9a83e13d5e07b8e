package dev.wscat.net;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What both sides of a connection can set.
 *
 * @param client whether we are the client: it masks its frames, and expects none masked
 * @param maxMessage largest message accepted, in bytes after reassembly and unpacking
 * @param closeTimeout longest wait for the peer's Close after ours, RFC 6455 section
 * 7.1.1
 * @param deflate whether permessage-deflate is offered or accepted
 * @param trace is told each frame, or {@code null}
 * @param seen what is handed on besides messages
 * @param fragment longest payload of a frame of ours in bytes, or 0 for one frame a
 * message
 * @param guards keep the clients of a server within their limits, or {@code null}
 */
public record WireOptions(boolean client, int maxMessage, Duration closeTimeout, boolean deflate, @Nullable Trace trace,
		Seen seen, int fragment, @Nullable Guards guards) {

	/**
	 * Settings with which messages are handed on only, and sent as one frame each.
	 * @param client whether we are the client
	 * @param maxMessage largest message accepted, in bytes
	 * @param closeTimeout longest wait for the peer's Close after ours
	 * @param deflate whether permessage-deflate is offered or accepted
	 * @param trace is told each frame, or {@code null}
	 */
	public WireOptions(boolean client, int maxMessage, Duration closeTimeout, boolean deflate, @Nullable Trace trace) {
		this(client, maxMessage, closeTimeout, deflate, trace, Seen.MESSAGES, 0, null);
	}

	/**
	 * Set what is seen and how it is sent.
	 * @param what what is handed on besides messages
	 * @param longestFrame longest payload of a frame of ours in bytes, or 0 for one frame
	 * a message
	 * @return the changed settings
	 */
	public WireOptions with(Seen what, int longestFrame) {
		return new WireOptions(this.client, this.maxMessage, this.closeTimeout, this.deflate, this.trace, what,
				longestFrame, this.guards);
	}

	/**
	 * Neither offer nor accept compression.
	 * @return the changed settings
	 */
	public WireOptions withoutDeflate() {
		return new WireOptions(this.client, this.maxMessage, this.closeTimeout, false, this.trace, this.seen,
				this.fragment, this.guards);
	}

	/** Have clients kept within their limits. */
	WireOptions with(Guards keepers) {
		return new WireOptions(this.client, this.maxMessage, this.closeTimeout, this.deflate, this.trace, this.seen,
				this.fragment, keepers);
	}

}
