package dev.wscat.command.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Durations;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * What is said without stdin, and what is waited for.
 */
final class ScriptOptions {

	private final Option execute = Option
		.text("-x --execute", "TEXT", "Send this once connected, and do not read stdin. Repeatable.")
		.repeatable();

	private final Option send = Option
		.text("--send", "TEXT|@FILE", "The same, or each line of a file, in order with -x. Repeatable.")
		.repeatable();

	private final Option interactive = Option.flag("-i --interactive", "Read stdin after -x and --send.");

	private final Option onOpen = Option
		.text("--on-open", "TEXT|@FILE",
				"Send this, or each line of a file, first on each connection, before all else. Repeatable.")
		.repeatable();

	private final Option expect = Option
		.text("--expect", "PATTERN",
				"Wait for a message with this regular expression in it, or for which a condition such as"
						+ " $.type == \"ack\" holds, then close. Repeatable, in order.")
		.repeatable();

	private final Option count = Option.number("--count", "N", "Close after this many messages.");

	private final Option timeout = Option.finiteTime("--timeout",
			"Longest time for all, and so for --expect and --count; then exit code 7.");

	void define(Options options) {
		options.add(this.execute, this.send, this.interactive, this.onOpen, this.expect, this.count, this.timeout);
	}

	void check() {
		expectations();
		for (String text : this.send.texts()) {
			Script.check(text);
		}
		for (String text : this.onOpen.texts()) {
			Script.check(text);
		}
		if (this.count.isSet() && this.count.number() == 0) {
			throw new CliException(ExitCode.USAGE, "--count=0 would receive nothing; write 1 or more");
		}
	}

	boolean isSet() {
		return isScripted() || isExpecting() || this.onOpen.isSet() || this.timeout.isSet();
	}

	/** Whether stdin is left alone. */
	boolean isWithoutInput() {
		return isScripted() && !this.interactive.isSet();
	}

	boolean isScripted() {
		return this.execute.isSet() || this.send.isSet();
	}

	boolean isExpecting() {
		return this.expect.isSet() || this.count.isSet();
	}

	/** The longest time for all; for ever when it is not set. */
	Duration timeout() {
		return this.timeout.isSet() ? this.timeout.time() : Durations.FOREVER;
	}

	int count() {
		return this.count.isSet() ? this.count.number() : 0;
	}

	List<Expectation> expectations() {
		List<Expectation> all = new ArrayList<>();
		for (String pattern : this.expect.texts()) {
			all.add(Expectation.parse(pattern));
		}
		return all;
	}

	/** The messages of -x and --send in the order typed. */
	Script script(int longest) {
		List<String> sources = new ArrayList<>();
		List<String> texts = this.execute.texts();
		List<String> sent = this.send.texts();
		int i = 0;
		int j = 0;
		while (i < texts.size() || j < sent.size()) {
			if (j == sent.size() || i < texts.size() && this.execute.place(i) <= this.send.place(j)) {
				sources.add(Script.literal(texts.get(i++)));
			}
			else {
				sources.add(sent.get(j++));
			}
		}
		return new Script(sources, longest);
	}

	/** The messages of --on-open, from the first one. */
	Script onOpen(int longest) {
		return new Script(this.onOpen.texts(), longest);
	}

}
