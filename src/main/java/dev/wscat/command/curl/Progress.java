package dev.wscat.command.curl;

import java.time.Duration;
import java.util.Locale;

import dev.wscat.terminal.Console;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How far a transfer is, as a bar that is drawn again and again.
 */
final class Progress {

	private static final Duration LOOK = Duration.ofMillis(200);

	private static final int WIDTH = 30;

	private static final double SECOND = 1e9;

	private final Console console;

	private final Figures figures;

	private boolean drawn;

	Progress(Console console, Figures figures) {
		this.console = console;
		this.figures = figures;
	}

	/**
	 * Show how far something is while it lasts.
	 * @param work what lasts
	 * @return the same work
	 */
	Mono<Void> during(Mono<Void> work) {
		Sinks.Empty<Void> done = Sinks.empty();
		Flux<Void> ticks = Flux.interval(LOOK)
			.onBackpressureDrop()
			.doOnNext((tick) -> draw())
			.takeUntilOther(done.asMono())
			.thenMany(Flux.empty());
		return Flux.merge(ticks, work.doFinally((signal) -> done.tryEmitEmpty())).then().doFinally((signal) -> end());
	}

	private synchronized void draw() {
		long sent = this.figures.uploaded;
		long came = this.figures.downloaded;
		if (sent + came > 0) {
			this.drawn = true;
			this.console.redraw(line((came > 0) ? came : sent, (came > 0) ? this.figures.expected : -1,
					this.figures.now() / SECOND));
		}
	}

	private synchronized void end() {
		if (this.figures.downloaded + this.figures.uploaded > 0) {
			draw();
		}
		if (this.drawn) {
			this.console.redrawn();
		}
	}

	/**
	 * Draw.
	 * @param done bytes
	 * @param all bytes, or -1
	 * @param seconds since the beginning
	 * @return the line
	 */
	static String line(long done, long all, double seconds) {
		double rate = done / Math.max(seconds, 1e-3);
		String figures = size(done) + ((all >= 0) ? " of " + size(all) : "") + "  " + size((long) rate) + "/s";
		if (all <= 0 || done > all) {
			return figures;
		}
		int full = (int) (WIDTH * done / all);
		String left = (done < all && rate > 0) ? "  " + (long) Math.ceil((all - done) / rate) + "s left" : "";
		return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] "
				+ String.format(Locale.ROOT, "%3d%%  ", 100 * done / all) + figures + left;
	}

	private static String size(long bytes) {
		if (bytes < 1024) {
			return bytes + " B";
		}
		double size = bytes;
		int unit = -1;
		while (size >= 1024 && unit < 3) {
			size /= 1024;
			unit++;
		}
		return String.format(Locale.ROOT, "%.1f %sB", size, "KMGT".substring(unit, unit + 1));
	}

}
