package dev.wscat.command.curl;

import java.net.InetSocketAddress;

import dev.wscat.core.ExitStatus;
import dev.wscat.net.Timings;
import dev.wscat.net.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a transfer, while it lasts and at its end. Written by one thread at a
 * time.
 */
final class Figures {

	final Timings timings = new Timings();

	final long begun = System.nanoTime();

	volatile WebUrl url;

	volatile String method = "GET";

	volatile @Nullable Head head;

	volatile @Nullable InetSocketAddress local;

	volatile @Nullable InetSocketAddress remote;

	volatile @Nullable WebUrl redirect;

	volatile @Nullable String file;

	volatile ExitStatus code = CurlCode.OK;

	volatile String error = "";

	/** Bytes of the body as they came. */
	volatile long downloaded;

	/** Bytes of the body that are to come, or -1. */
	volatile long expected = -1;

	/** Bytes of the bodies that were sent. */
	volatile long uploaded;

	/** Bytes of the heads that were sent. */
	volatile long requests;

	/** Bytes of the heads that came. */
	volatile long heads;

	volatile int redirects;

	volatile int connects;

	/** Nanoseconds up to the request, to the first byte, to the last hop, to the end. */
	volatile long pretransfer;

	volatile long firstByte;

	volatile long lastHop;

	volatile long total;

	Figures(WebUrl url) {
		this.url = url;
	}

	long now() {
		return System.nanoTime() - this.begun;
	}

}
