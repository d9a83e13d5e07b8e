package dev.wscat.net;

import java.nio.channels.ClosedChannelException;

import javax.net.ssl.SSLHandshakeException;

import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says of a handshake that failed.
 */
class TlsRefusalTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"Received fatal alert: unknown_ca | the client does not trust our certificate (alert unknown_ca)",
			"Received fatal alert: handshake_failure | the client ended the handshake (alert handshake_failure)",
			"(certificate_required) Empty client certificate chain | the client shows no certificate, which --client-ca asks for",
			"Client requested protocol TLSv1.1 is not enabled | the client speaks only versions that this server does not",
			"no cipher suites in common | there is no cipher in common",
			"(decode_error) odd bytes | the handshake failed: odd bytes" })
	void theJvmsWordsArePutIntoOurs(String message, String reason) {
		assertThat(TlsRefusal.reason(new DecoderException(new SSLHandshakeException(message)))).isEqualTo(reason);
	}

	@Test
	void whoGoesHasLeft() {
		assertThat(TlsRefusal.reason(new ClosedChannelException())).isEqualTo("the client left during the handshake");
	}

	@Test
	void aMessageOfSeveralLinesIsOneLine() {
		assertThat(TlsRefusal.reason(new SSLHandshakeException("first\nsecond")))
			.isEqualTo("the handshake failed: first");
	}

}
