package dev.wscat.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import dev.wscat.core.Ending;
import dev.wscat.core.Limit;
import dev.wscat.core.ServerWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;

/**
 * The numbers of a server, as Prometheus reads them. What happens often is only added up;
 * names and formats are for the one who asks.
 */
public final class Metrics implements ServerWatch {

	/**
	 * Numbers in a format.
	 *
	 * @param type value of the Content-Type
	 * @param body the text, in UTF-8
	 */
	public record Exposition(String type, byte[] body) {
	}

	private static final String OPEN_METRICS = "application/openmetrics-text";

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final ExpositionFormats formats = ExpositionFormats.init();

	private final LongAdder opened = new LongAdder();

	private final LongAdder gone = new LongAdder();

	private final Traffic received = new Traffic("received", this.registry);

	private final Traffic sent = new Traffic("sent", this.registry);

	private final Labelled closes = new Labelled("websocket.closes", "code",
			"Sessions that have ended, by the close code that explains the end; 1006 is no Close at all",
			this.registry);

	private final Labelled refusals = new Labelled("websocket.handshake.failures", "status",
			"Requests that were not upgraded, by the HTTP status they got; tls is a handshake of TLS that failed",
			this.registry);

	private final Labelled limits = new Labelled("websocket.limits", "limit", "Clients stopped by a limit",
			this.registry);

	private final Timer handshakes = Times.histogram("websocket.handshake",
			"Time from the connection to the answer to the upgrade", this.registry);

	private final Timer roundTrips = Times.histogram("websocket.ping.round.trip", "Time from a Ping to its Pong",
			this.registry);

	/** Create the numbers of one server, which has had no clients yet. */
	public Metrics() {
		Gauge.builder("websocket.connections", this, Metrics::connections)
			.description("Open WebSocket connections")
			.register(this.registry);
		FunctionCounter.builder("websocket.connections.opened", this.opened, LongAdder::sum)
			.description("WebSocket connections opened since the start")
			.register(this.registry);
		for (Limit limit : Limit.values()) {
			this.limits.add(name(limit), 0);
		}
		for (int code : List.of(1000, 1001, 1005, 1006)) {
			this.closes.add(Integer.toString(code), 0);
		}
		ProcessNumbers.bind(this.registry);
	}

	/**
	 * Write all numbers.
	 * @param accept what the asker wants, as in an Accept header; may be empty
	 * @return OpenMetrics when it is asked for, else the text format of Prometheus
	 */
	public Exposition scrape(String accept) {
		ExpositionFormatWriter writer = accept.toLowerCase(Locale.ROOT).contains(OPEN_METRICS)
				? this.formats.getOpenMetricsTextFormatWriter() : this.formats.getPrometheusTextFormatWriter();
		ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
		try {
			writer.write(body, this.registry.getPrometheusRegistry().scrape());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Exposition(writer.getContentType(), body.toByteArray());
	}

	/** Read in this order, so that a client that goes meanwhile never counts below 0. */
	private double connections() {
		long left = this.gone.sum();
		return this.opened.sum() - left;
	}

	@Override
	public void opened() {
		this.opened.increment();
	}

	@Override
	public void closed(Ending ending) {
		this.gone.increment();
		this.closes.add(Integer.toString(ending.closing().code()), 1);
	}

	@Override
	public void accepted(long nanos) {
		this.handshakes.record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void refused(int status) {
		this.refusals.add(Integer.toString(status), 1);
	}

	@Override
	public void refusedInTls() {
		this.refusals.add("tls", 1);
	}

	@Override
	public void limited(Limit limit) {
		this.limits.add(name(limit), 1);
	}

	@Override
	public void received(int texts, long textBytes, int binaries, long binaryBytes) {
		this.received.add(texts, textBytes, binaries, binaryBytes);
	}

	@Override
	public void sent(int texts, long textBytes, int binaries, long binaryBytes) {
		this.sent.add(texts, textBytes, binaries, binaryBytes);
	}

	@Override
	public void roundTrip(long nanos) {
		this.roundTrips.record(nanos, TimeUnit.NANOSECONDS);
	}

	private static String name(Limit limit) {
		return limit.name().toLowerCase(Locale.ROOT);
	}

}
