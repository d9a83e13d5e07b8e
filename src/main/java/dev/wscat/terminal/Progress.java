package dev.wscat.terminal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows how far long work is: bars at the foot of a terminal, and elsewhere a line now
 * and then. Used by one thread, but for the log lines that come between.
 */
public final class Progress {

	/**
	 * Something that is under way.
	 *
	 * @param name what it is, the same each time
	 * @param done bytes that are done
	 * @param total bytes that there are, or negative when nobody knows
	 */
	public record Row(String name, long done, long total) {
	}

	/** How often it has to be shown. */
	public static final long MILLIS = 200;

	/** Of so many times one is told where nothing can be drawn. */
	private static final int TOLD = 25;

	private static final int WIDTH = 79;

	private static final int BAR = 20;

	private static final int NAME = 26;

	private final Console console;

	private final boolean drawn;

	private final Map<String, Rate> rates = new HashMap<>();

	private int shown;

	/** What is on the terminal; guarded by this. */
	private List<String> lines = List.of();

	/**
	 * Create a display.
	 * @param console where it is shown
	 */
	public Progress(Console console) {
		this.console = console;
		this.drawn = !console.isQuiet() && console.isLogDrawn();
		if (this.drawn) {
			console.logAbove(this::above);
		}
	}

	/**
	 * Show how far it is.
	 * @param rows all that is under way
	 */
	public void show(List<Row> rows) {
		List<String> texts = new ArrayList<>();
		Map<String, Rate> seen = new HashMap<>();
		for (Row row : rows) {
			Rate rate = this.rates.getOrDefault(row.name(), new Rate());
			rate.add(row.done(), System.nanoTime());
			seen.put(row.name(), rate);
			texts.add(this.drawn ? bar(row, rate) : line(row, rate));
		}
		this.rates.clear();
		this.rates.putAll(seen);
		if (this.drawn) {
			draw(texts);
		}
		else if (++this.shown % TOLD == 0) {
			texts.forEach(this.console::note);
		}
	}

	/** Take the bars away. */
	public void end() {
		if (this.drawn) {
			draw(List.of());
			this.console.logAbove(null);
		}
	}

	private synchronized void draw(List<String> rows) {
		this.console.draw(erase() + String.join("\n", rows) + (rows.isEmpty() ? "" : "\n"));
		this.lines = rows;
	}

	private synchronized void above(String line) {
		this.console.draw(erase() + line + "\n" + String.join("\n", this.lines) + (this.lines.isEmpty() ? "" : "\n"));
	}

	private String erase() {
		return this.lines.isEmpty() ? "" : "\033[" + this.lines.size() + "A\r\033[J";
	}

	static String bar(Row row, Rate rate) {
		String name = Escapes.oneLine(row.name());
		name = (name.length() > NAME) ? "..." + name.substring(name.length() - NAME + 3) : name;
		String text;
		if (row.total() < 0) {
			text = String.format(Locale.ROOT, "%-" + NAME + "s  %s  %s/s", name, size(row.done()),
					size(rate.perSecond()));
		}
		else {
			double share = (row.total() == 0) ? 1 : (double) row.done() / row.total();
			int filled = (int) (share * BAR);
			text = String.format(Locale.ROOT, "%-" + NAME + "s %3d%% [%s%s] %s %s/s %s", name, (int) (share * 100),
					"=".repeat(filled), " ".repeat(BAR - filled), size(row.done()), size(rate.perSecond()),
					left(row, rate));
		}
		return (text.length() > WIDTH) ? text.substring(0, WIDTH) : text;
	}

	static String line(Row row, Rate rate) {
		if (row.total() < 0) {
			return row.name() + ": " + size(row.done()) + ", " + size(rate.perSecond()) + "/s";
		}
		int percent = (row.total() == 0) ? 100 : (int) (100.0 * row.done() / row.total());
		return row.name() + ": " + percent + "%, " + size(row.done()) + " of " + size(row.total()) + ", "
				+ size(rate.perSecond()) + "/s, " + left(row, rate) + " left";
	}

	private static String left(Row row, Rate rate) {
		long perSecond = rate.perSecond();
		if (perSecond == 0) {
			return "--:--";
		}
		long seconds = (row.total() - row.done() + perSecond - 1) / perSecond;
		return (seconds >= 3600)
				? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
				: String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
	}

	/**
	 * Write a number of bytes for people.
	 * @param bytes how many
	 * @return with a unit of 1024s
	 */
	public static String size(long bytes) {
		if (bytes < 1024) {
			return bytes + " B";
		}
		double value = bytes;
		int unit = -1;
		do {
			value /= 1024;
			unit++;
		}
		while (value >= 1024 && unit < 4);
		return String.format(Locale.ROOT, "%.1f %sB", value, "KMGTP".charAt(unit));
	}

	/** How fast it has been in the last moments. */
	static final class Rate {

		private static final double NEW = 0.2;

		private long bytes = -1;

		private long nanos;

		private double perSecond = -1;

		void add(long done, long now) {
			if (this.bytes >= 0 && now > this.nanos) {
				double latest = Math.max(0, done - this.bytes) * 1e9 / (now - this.nanos);
				this.perSecond = (this.perSecond < 0) ? latest : this.perSecond + NEW * (latest - this.perSecond);
			}
			this.bytes = done;
			this.nanos = now;
		}

		long perSecond() {
			return Math.max(0, (long) this.perSecond);
		}

	}

}
