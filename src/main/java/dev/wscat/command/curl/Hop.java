package dev.wscat.command.curl;

import dev.wscat.net.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * One request on the way through redirects.
 *
 * @param url what is asked for
 * @param kind what it does: GET, HEAD, POST or PUT
 * @param method that is written, which may be another word
 * @param body sent with it, or {@code null}
 * @param trusted whether secrets may be sent there
 * @param first whether it is the host that the user named
 * @param referer whence, or {@code null}
 * @param offset from which the body of the response is wanted
 */
record Hop(WebUrl url, String kind, String method, @Nullable Body body, boolean trusted, boolean first,
		@Nullable String referer, long offset) {

	/** Whether it can be sent once more. */
	boolean isRepeatable() {
		return this.body == null || this.body.isRepeatable();
	}

}
