package dev.wscat.command.curl;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import dev.wscat.core.CliException;
import dev.wscat.net.TlsFault;
import dev.wscat.net.WebUrl;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;

/**
 * From what went wrong to what curl would end with, and a line that says it.
 */
final class Faults {

	private Faults() {
	}

	static CliException of(CurlCode code, String line, Throwable cause) {
		return new CliException(code, line, cause);
	}

	static CliException unreadable(String what, IOException cause) {
		return of(CurlCode.READ, "cannot read " + what + ": " + reason(cause), cause);
	}

	static CliException unwritable(String what, IOException cause) {
		return of(CurlCode.WRITE, "cannot write " + what + ": " + reason(cause), cause);
	}

	/** Some of the JDK's exceptions have no more of a message than the file. */
	static String reason(IOException error) {
		if (error instanceof NoSuchFileException || error instanceof FileNotFoundException) {
			return "there is no such file";
		}
		if (error instanceof AccessDeniedException) {
			return "permission denied";
		}
		return (error instanceof FileAlreadyExistsException) ? "it is there already"
				: String.valueOf(error.getMessage());
	}

	/**
	 * Explain a failure.
	 * @param error what a transfer failed with
	 * @param url what was asked for
	 * @param answered whether the head of a response had come
	 * @return what to tell; the same error when it is a bug
	 */
	static Throwable explain(Throwable error, WebUrl url, boolean answered) {
		if (error instanceof CliException) {
			return error;
		}
		String place = "cannot connect to " + url.origin() + ": ";
		if (error instanceof TlsFault fault) {
			return of(code(fault), place + fault.getMessage(), error);
		}
		if (error instanceof ProxyConnectException) {
			String why = String.valueOf(error.getMessage());
			return of(proxyCode(why), place + why, error);
		}
		if (error instanceof UnknownHostException) {
			return of(CurlCode.UNKNOWN_HOST, "cannot resolve the host of " + url.origin(), error);
		}
		if (error instanceof ConnectTimeoutException || error instanceof TimeoutException) {
			return of(CurlCode.TIMEOUT, place + "no answer in time", error);
		}
		if (error instanceof ConnectException) {
			return of(CurlCode.NO_CONNECTION, place + "connection refused; does the server run?", error);
		}
		return afterwards(error, url, answered);
	}

	private static Throwable afterwards(Throwable error, WebUrl url, boolean answered) {
		if (error instanceof PrematureCloseException || error instanceof ClosedChannelException
				|| error instanceof AbortedException) {
			return answered
					? of(CurlCode.PARTIAL, "the server closed the connection before the end of the response", error)
					: of(CurlCode.EMPTY, "empty reply from " + url.origin(), error);
		}
		if (error instanceof Http2Exception) {
			return of(CurlCode.HTTP2, "HTTP/2: " + error.getMessage(), error);
		}
		if (error instanceof DecoderException || error instanceof IllegalArgumentException) {
			return of(answered ? CurlCode.RECEIVE : CurlCode.WEIRD_ANSWER,
					answered ? "the response is not well formed: " + error.getMessage()
							: "the answer is not HTTP: " + error.getMessage(),
					error);
		}
		if (error instanceof SSLException) {
			return of(CurlCode.RECEIVE, "TLS failed: " + error.getMessage(), error);
		}
		if (String.valueOf(error.getMessage()).startsWith("its name was not looked up")) {
			return of(CurlCode.TIMEOUT, "cannot connect to " + url.origin() + ": " + error.getMessage(), error);
		}
		boolean unreachable = error instanceof SocketException && !answered
				&& !String.valueOf(error.getMessage()).contains("reset");
		if (error instanceof IOException || error instanceof UncheckedIOException) {
			return of(unreachable ? CurlCode.NO_CONNECTION : CurlCode.RECEIVE,
					(unreachable ? "cannot connect to " : "the connection failed to ") + url.origin() + ": "
							+ error.getMessage(),
					error);
		}
		return error;
	}

	/** The message is of our own making, in {@link dev.wscat.net.ProxyServer}. */
	private static CurlCode proxyCode(String why) {
		if (why.contains("unknown host")) {
			return CurlCode.UNKNOWN_PROXY;
		}
		if (why.contains("no answer in time")) {
			return CurlCode.TIMEOUT;
		}
		if (why.contains("connection refused")) {
			return CurlCode.NO_CONNECTION;
		}
		return why.contains("socks") ? CurlCode.PROXY : CurlCode.RECEIVE;
	}

	private static CurlCode code(TlsFault fault) {
		if (fault.getCause() instanceof SslHandshakeTimeoutException
				|| String.valueOf(fault.getMessage()).contains("not done in time")) {
			return CurlCode.TIMEOUT;
		}
		return fault.isUntrusted() ? CurlCode.UNTRUSTED : CurlCode.TLS;
	}

}
