package dev.wscat.command.connect;

import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.wscat.cli.Durations;
import dev.wscat.cli.PeerUrl;
import dev.wscat.core.ExitCode;
import dev.wscat.core.RoundTrips;
import dev.wscat.net.Dialer;
import dev.wscat.net.Ledger;
import dev.wscat.net.Timings;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Mono;

/**
 * Makes a run of what the options ask for besides a pipe.
 *
 * @param options what was typed
 * @param target what to connect to
 * @param longest longest line of a file, in bytes
 * @param timings of dialing
 */
record Assembly(ConnectOptions options, URI target, int longest, Timings timings) {

	/**
	 * Run the client, and tell at the end what was asked for.
	 * @param dialer connects
	 * @param relay to the standard streams
	 * @param console takes the talk
	 * @param stdin makes the input that reads stdin
	 * @param again tells whether a session ended in order to begin anew
	 * @param stop completes when the program is asked to end
	 * @return cold; the status to end with
	 */
	Mono<ExitCode> run(Dialer dialer, Relay relay, Console console, Supplier<Input> stdin, BooleanSupplier again,
			Mono<Void> stop) {
		ScriptOptions script = this.options.script();
		AliveOptions alive = this.options.alive();
		Ledger ledger = alive.isReconnect() ? new Ledger() : null;
		Input rest = script.isWithoutInput() ? null : stdin.get();
		if (rest != null && ledger != null) {
			rest.waitForSession();
		}
		ScriptInput input = new ScriptInput(() -> script.onOpen(this.longest), script.script(this.longest), ledger,
				rest, relay, script.isExpecting() ? Durations.FOREVER : this.options.quietTime());
		Reception reception = new Reception(script.expectations(), script.count(), this.timings::now);
		relay.watch(reception);
		RoundTrips trips = new RoundTrips();
		Report report = new Report(PeerUrl.shown(this.target), this.timings, trips, reception);
		Reconnecting reconnecting = (ledger != null) ? new Reconnecting(alive.backoff(), alive.tries(), ledger, console)
				: null;
		Extras extras = new Extras(console, reception, input.said(), script.timeout(), alive.pings(trips),
				alive.isNoPong(), reconnecting, ledger, report);
		return new Client(this.target, dialer, relay, console, input, extras).again(again)
			.run(stop)
			.doOnError(extras::failed)
			.doOnTerminate(() -> tell(report, console));
	}

	private void tell(Report report, Console console) {
		ReportOptions wanted = this.options.report();
		console.print(wanted.writeOut(report));
		String summary = wanted.summary(report);
		if (!summary.isEmpty()) {
			console.tell(summary);
		}
	}

}
