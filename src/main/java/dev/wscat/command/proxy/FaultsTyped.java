package dev.wscat.command.proxy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import dev.wscat.cli.ByteSize;
import dev.wscat.cli.Durations;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.FaultOptions;
import dev.wscat.net.ForwardFaults;
import dev.wscat.net.Rewrite;
import org.jspecify.annotations.Nullable;

/**
 * What is done to what both sides say. Each value can have {@code client:} or
 * {@code server:} before it, and is then for what that side says only.
 */
final class FaultsTyped {

	private static final String SIDES = " client: or server: before it: only what that side says. Repeatable.";

	private final Option delay = Option
		.text("--delay", "TIME[±TIME]", "Pass messages on so much later, with ± at random." + SIDES)
		.repeatable();

	private final Option drop = Option.text("--drop", "N%", "Lose this part of the messages, at random." + SIDES)
		.repeatable();

	private final Option throttle = Option
		.text("--throttle", "SIZE/s", "Pass at most so many bytes a second on, in each session." + SIDES)
		.repeatable();

	private final Option closeAfter = Option
		.text("--close-after", "TIME[:CODE[:REASON]]", "Close each session after this time, with 1011 or CODE." + SIDES)
		.repeatable();

	private final Option rewrite = Option
		.text("--rewrite", "s/A/B/", "Rewrite text messages, as sed does; flags g and i." + SIDES)
		.repeatable();

	private final Option maxMessage = Option
		.size("--max-message", "Longest text that --rewrite takes; a longer one ends its session with 1009")
		.initially("16MB");

	private final Option seed = Option.text("--seed", "NUMBER", "Have the same at random again.");

	private ForwardFaults faults = ForwardFaults.NONE;

	void define(Options options) {
		options.heading("Faults:");
		options.add(this.delay, this.drop, this.throttle, this.closeAfter, this.rewrite, this.maxMessage, this.seed);
	}

	/**
	 * Read the values.
	 * @throws CliException when one is wrong
	 */
	void check() {
		boolean random = this.drop.isSet() || this.delay.texts().stream().anyMatch((text) -> jitterAt(text) >= 0);
		if (this.seed.isSet() && !random) {
			throw new CliException(ExitCode.USAGE, "--seed is for --drop and --delay=TIME±TIME, which are missing");
		}
		if (!this.rewrite.isSet() && this.maxMessage.isSet()) {
			throw new CliException(ExitCode.USAGE, "--max-message is for --rewrite, which is missing");
		}
		if (isSet()) {
			this.faults = new ForwardFaults(of("client:"), of("server:"), close("client:"), close("server:"),
					this.maxMessage.size(), seed());
		}
	}

	private boolean isSet() {
		return this.delay.isSet() || this.drop.isSet() || this.throttle.isSet() || this.closeAfter.isSet()
				|| this.rewrite.isSet();
	}

	ForwardFaults faults() {
		return this.faults;
	}

	/**
	 * Say how to have the same again.
	 * @return a line, or {@code null} when nothing is at random or the user knows
	 */
	@Nullable String hint() {
		boolean random = this.faults.client().isRandom() || this.faults.server().isRandom();
		return (random && !this.seed.isSet()) ? "--seed=" + this.faults.seed() + " has the same at random again" : null;
	}

	private FaultOptions of(String side) {
		String wait = last(this.delay, side);
		int jitter = (wait != null) ? jitterAt(wait) : -1;
		Duration delayed = Duration.ZERO;
		Duration differs = Duration.ZERO;
		if (wait != null) {
			String base = (jitter < 0) ? wait : wait.substring(0, jitter);
			delayed = read(this.delay, base, Durations::parseFinite);
			if (jitter >= 0) {
				String more = wait.substring(jitter).replaceFirst("^(±|\\+-|\\+/-)", "");
				String unit = base.replaceFirst("^[\\d.]+", "");
				differs = read(this.delay, more.matches("[\\d.]+") ? more + unit : more, Durations::parseFinite);
			}
		}
		String lost = last(this.drop, side);
		String rate = last(this.throttle, side);
		List<Rewrite> rewrites = new ArrayList<>();
		all(this.rewrite, side).forEach((text) -> rewrites.add(read(this.rewrite, text, Rewrite::parse)));
		return new FaultOptions(delayed, differs, (lost != null) ? read(this.drop, lost, FaultsTyped::part) : 0,
				(rate != null) ? read(this.throttle, rate, FaultsTyped::rate) : 0, List.copyOf(rewrites));
	}

	private static int jitterAt(String text) {
		int at = text.indexOf('±');
		return (at >= 0) ? at : text.indexOf('+');
	}

	private ForwardFaults.@Nullable CloseAfter close(String side) {
		String text = last(this.closeAfter, side);
		return (text != null) ? read(this.closeAfter, text, FaultsTyped::closeAfter) : null;
	}

	private static ForwardFaults.CloseAfter closeAfter(String text) {
		String[] parts = text.split(":", 3);
		Closing closing = (parts.length < 2) ? new Closing(1011, "")
				: Closing.typed((parts.length < 3) ? parts[1] : parts[1] + " " + parts[2]);
		return new ForwardFaults.CloseAfter(Durations.parseFinite(parts[0]), closing);
	}

	private static double part(String text) {
		if (!text.matches("\\d{1,3}(\\.\\d{1,9})?%")
				|| text.matches("[1-9]\\d\\d.*") && !text.matches("100(\\.0*)?%")) {
			throw new IllegalArgumentException("'" + text + "' is no part; write 1% or 0.5%, up to 100%");
		}
		return new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2).doubleValue();
	}

	private static long rate(String text) {
		int size = ByteSize.parse(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text);
		if (size == 0) {
			throw new IllegalArgumentException("0 lets nothing through");
		}
		return size;
	}

	private long seed() {
		if (!this.seed.isSet()) {
			return ThreadLocalRandom.current().nextInt(1_000_000);
		}
		return read(this.seed, this.seed.text(), (text) -> {
			if (!text.matches("-?\\d{1,18}")) {
				throw new IllegalArgumentException("'" + text + "' is no whole number");
			}
			return Long.parseLong(text);
		});
	}

	private static @Nullable String last(Option option, String side) {
		List<String> all = all(option, side);
		return all.isEmpty() ? null : all.get(all.size() - 1);
	}

	/** The values for a side, and those for both. */
	private static List<String> all(Option option, String side) {
		String other = side.equals("client:") ? "server:" : "client:";
		return option.texts()
			.stream()
			.filter((text) -> !text.startsWith(other))
			.map((text) -> text.startsWith(side) ? text.substring(side.length()) : text)
			.toList();
	}

	private static <T> T read(Option option, String text, Function<String, T> reader) {
		try {
			return reader.apply(text);
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "invalid --" + option.longName() + ": " + ex.getMessage(), ex);
		}
	}

}
