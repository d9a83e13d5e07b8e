package dev.wscat.net;

import java.net.URI;

import reactor.netty.http.client.HttpClient;

/**
 * Who connects for us.
 */
public final class ProxyOptions {

	/**
	 * Set a client up.
	 * @param http a client, which has no resolver
	 * @param url what it will connect to
	 * @return the client with these settings
	 */
	HttpClient apply(HttpClient http, URI url) {
		return http;
	}

}
