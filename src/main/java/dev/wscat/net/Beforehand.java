package dev.wscat.net;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.ZoneId;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * What the JDK and the libraries set up when a connection first needs it, one thing after
 * the other. Done on a thread that has time, it is a tenth of a client's start.
 */
final class Beforehand {

	private Beforehand() {
	}

	/** In the order in which it will be asked for. */
	static void setUp() {
		done(Flux.never());
		// Reactor Netty's access log
		done(ZoneId.systemDefault());
		done(HttpClient.create(ConnectionProvider.newConnection()).websocket());
		// formats of dates and numbers
		done(new HttpHeaders());
		try {
			// the key of the handshake
			done(MessageDigest.getInstance("SHA-1"));
			// masks
			done(new SecureRandom().nextInt());
			done(new HttpClientCodec());
			// how Netty learns which events a handler takes
			done(ChannelInboundHandlerAdapter.class.getMethod("channelRegistered", ChannelHandlerContext.class)
				.getAnnotations());
		}
		catch (NoSuchAlgorithmException | NoSuchMethodException ex) {
			// the one who needs it says so
		}
	}

	private static void done(@Nullable Object result) {
		// that it was made is all that matters
	}

}
