package dev.wscat.net;

import java.net.URI;

/**
 * A server that is asked for one client.
 *
 * @param forwarder who asks
 * @param upstream the server is one of
 * @param url of the server
 * @param target what the URL says
 */
record UpstreamAsked(Forwarder forwarder, Upstream upstream, URI url, Target target) {

	/** It did not answer. */
	void failed(String why) {
		this.forwarder.failed(this.upstream, this.url, why);
	}

	/** It has answered something. */
	void worked() {
		this.forwarder.worked(this.upstream, this.url);
	}

	/** Tell failures of TLS from others. */
	Throwable explain(Throwable error) {
		return this.target.isSecure() ? this.forwarder.tls(this.upstream).explain(error) : error;
	}

	@Override
	public String toString() {
		return this.target.toString();
	}

}
