package dev.wscat.net;

import java.net.URI;

import reactor.netty.http.client.HttpClient;

/**
 * How TLS is done.
 */
public final class TlsOptions {

	/**
	 * Set a client up.
	 * @param http a client
	 * @param url what it will connect to
	 * @return the client with these settings
	 */
	HttpClient apply(HttpClient http, URI url) {
		return http;
	}

}
