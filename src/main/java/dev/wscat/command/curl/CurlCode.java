package dev.wscat.command.curl;

import dev.wscat.core.ExitStatus;

/**
 * What curl ends with in the same case; {@code docs/curl.md} is the same table for users.
 */
enum CurlCode implements ExitStatus {

	/** Done. */
	OK(0),
	/** The URL is for a protocol that is not known. */
	UNKNOWN_PROTOCOL(1),
	/** The URL is none. */
	BAD_URL(3),
	/** The name of the proxy stands for no address. */
	UNKNOWN_PROXY(5),
	/** The name of the host stands for no address. */
	UNKNOWN_HOST(6),
	/** No connection. */
	NO_CONNECTION(7),
	/** The answer is not HTTP. */
	WEIRD_ANSWER(8),
	/** A fault of HTTP/2. */
	HTTP2(16),
	/** The response ended before its end. */
	PARTIAL(18),
	/** The status of the response is 400 or more, and --fail is set. */
	REFUSED(22),
	/** The body cannot be written. */
	WRITE(23),
	/** The body to be sent cannot be read. */
	READ(26),
	/** A time was over. */
	TIMEOUT(28),
	/** The server does not resume. */
	NO_RANGES(33),
	/** TLS failed. */
	TLS(35),
	/** Too many redirects. */
	REDIRECTS(47),
	/** No response at all. */
	EMPTY(52),
	/** The request cannot be sent. */
	SEND(55),
	/** The response cannot be received. */
	RECEIVE(56),
	/** Our certificate or its key cannot be used. */
	OWN_CERTIFICATE(58),
	/** The certificate of the server is not trusted. */
	UNTRUSTED(60),
	/** The body is packed in a way that is not known, or wrongly. */
	BAD_PACKING(61),
	/** The file is larger than is allowed. */
	TOO_LARGE(63),
	/** The body would have to be sent again and cannot be read again. */
	NO_REWIND(65),
	/** A file of authorities cannot be read. */
	BAD_AUTHORITIES(77),
	/** The proxy refused. */
	PROXY(97);

	private final int status;

	CurlCode(int status) {
		this.status = status;
	}

	@Override
	public int status() {
		return this.status;
	}

}
