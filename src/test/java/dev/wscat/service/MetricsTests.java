package dev.wscat.service;

import java.nio.charset.StandardCharsets;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server has counted, as Prometheus reads it.
 */
class MetricsTests {

	private final Metrics metrics = new Metrics();

	@Test
	void aClientThatHasGoneIsNoConnectionAnyMore() {
		this.metrics.opened();
		this.metrics.opened();
		this.metrics.closed(new Ending(null, Closing.NORMAL, null));
		assertThat(text()).contains("# TYPE websocket_connections gauge\nwebsocket_connections 1.0\n",
				"\nwebsocket_connections_opened_total 2.0\n", "\nwebsocket_closes_total{code=\"1000\"} 1.0\n");
	}

	@Test
	void messagesAndBytesAreToldApartByDirectionAndType() {
		this.metrics.received(2, 30, 1, 4);
		this.metrics.received(1, 1, 0, 0);
		this.metrics.sent(0, 0, 5, 50);
		assertThat(text()).contains("\nwebsocket_messages_received_total{type=\"text\"} 3.0\n",
				"\nwebsocket_received_bytes_total{type=\"text\"} 31.0\n",
				"\nwebsocket_messages_received_total{type=\"binary\"} 1.0\n",
				"\nwebsocket_received_bytes_total{type=\"binary\"} 4.0\n",
				"\nwebsocket_messages_sent_total{type=\"text\"} 0.0\n",
				"\nwebsocket_messages_sent_total{type=\"binary\"} 5.0\n",
				"\nwebsocket_sent_bytes_total{type=\"binary\"} 50.0\n");
	}

	@Test
	void timesAreHistogramsInSeconds() {
		this.metrics.roundTrip(3_000_000);
		this.metrics.accepted(400_000_000);
		assertThat(text()).contains("# TYPE websocket_ping_round_trip_seconds histogram\n",
				"\nwebsocket_ping_round_trip_seconds_bucket{le=\"0.0025\"} 0\n",
				"\nwebsocket_ping_round_trip_seconds_bucket{le=\"0.005\"} 1\n",
				"\nwebsocket_ping_round_trip_seconds_sum 0.003\n", "\nwebsocket_handshake_seconds_count 1\n");
	}

	@Test
	void refusalsAndLimitsAreToldApartByTheirKind() {
		this.metrics.refused(404);
		this.metrics.refused(404);
		this.metrics.limited(Limit.CONNECTIONS_PER_IP);
		assertThat(text()).contains("\nwebsocket_handshake_failures_total{status=\"404\"} 2.0\n",
				"\nwebsocket_limits_total{limit=\"connections_per_ip\"} 1.0\n",
				"\nwebsocket_limits_total{limit=\"slow\"} 0.0\n");
	}

	@Test
	void aClientCannotMakeAsManyCountersAsThereAreCloseCodes() {
		for (int code = 3000; code < 5000; code++) {
			this.metrics.closed(new Ending(null, new Closing(code, ""), null));
		}
		assertThat(text().lines().filter((line) -> line.startsWith("websocket_closes_total{"))).hasSizeLessThan(60);
		assertThat(text()).contains("websocket_closes_total{code=\"other\"} 19");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "'' | text/plain; version=0.0.4; charset=utf-8",
			"*/* | text/plain; version=0.0.4; charset=utf-8",
			"application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3 | application/openmetrics-text; version=1.0.0; charset=utf-8",
			"application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited | text/plain; version=0.0.4; charset=utf-8" })
	void theFormatIsTheOneThatIsAskedFor(String accept, String type) {
		Metrics.Exposition numbers = this.metrics.scrape(accept);
		assertThat(numbers.type()).isEqualTo(type);
		String text = new String(numbers.body(), StandardCharsets.UTF_8);
		assertThat(text.endsWith("# EOF\n")).isEqualTo(type.startsWith("application/openmetrics"));
		assertThat(text).contains("websocket_connections 0.0\n", "jvm_memory_used_bytes", "process_start_time_seconds");
	}

	private String text() {
		return new String(this.metrics.scrape("").body(), StandardCharsets.UTF_8);
	}

}
