package dev.wscat.net;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/**
 * The server answered the upgrade with something else than 101.
 */
public final class UpgradeRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int code;

	private final transient HttpHeaders headers;

	private final String body;

	/**
	 * Create a refusal.
	 * @param response status and headers
	 * @param body the body, or its beginning
	 */
	UpgradeRefused(HttpResponse response, ByteBuf body) {
		super(response.status().toString(), null, false, false);
		this.code = response.status().code();
		this.headers = response.headers();
		this.body = text(response, body);
	}

	/**
	 * Return where the server sends us.
	 * @return the value of Location when the status is that of a redirect, or else
	 * {@code null}
	 */
	@Nullable String location() {
		return switch (this.code) {
			case 301, 302, 303, 307, 308 -> this.headers.get(HttpHeaderNames.LOCATION);
			default -> null;
		};
	}

	/**
	 * Return the HTTP status.
	 * @return a number of three digits
	 */
	public int code() {
		return this.code;
	}

	/**
	 * Return when the server wants to be asked again.
	 * @return the value of Retry-After, RFC 9110 section 10.2.3, or {@code null}
	 */
	public @Nullable String retryAfter() {
		return this.headers.get(HttpHeaderNames.RETRY_AFTER);
	}

	/**
	 * Return the headers of the answer.
	 * @return names and values in the order of the wire, with what is secret in them
	 */
	public Iterable<Map.Entry<String, String>> headers() {
		return this.headers;
	}

	/**
	 * Return the body of the answer.
	 * @return its beginning if it is text, and else a note
	 */
	public String body() {
		return this.body;
	}

	/**
	 * Tell the refusal to people.
	 * @return status, headers, and the body if there is text in it
	 */
	String describe() {
		StringBuilder shown = new StringBuilder(String.valueOf(getMessage()));
		for (Map.Entry<String, String> header : this.headers.entries()) {
			shown.append("\n  ").append(Trace.shown(header));
		}
		if (!this.body.isBlank()) {
			shown.append("\n\n").append(this.body.replace("\r\n", "\n").stripTrailing());
		}
		return shown.toString();
	}

	private static String text(HttpResponse response, ByteBuf body) {
		HttpHeaders headers = response.headers();
		String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "text/plain");
		boolean isText = type.startsWith("text/") || type.contains("json") || type.contains("xml")
				|| type.contains("form-urlencoded");
		boolean isPlain = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity").equalsIgnoreCase("identity")
				&& body.indexOf(body.readerIndex(), body.writerIndex(), (byte) 0) < 0;
		if (isText && isPlain || !body.isReadable()) {
			Charset charset = HttpUtil.getCharset(response, StandardCharsets.UTF_8);
			return body.toString(charset);
		}
		return "(a body that is not plain text: " + body.readableBytes() + " bytes)";
	}

}
