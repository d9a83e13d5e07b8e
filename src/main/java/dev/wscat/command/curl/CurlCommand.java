package dev.wscat.command.curl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.FetchOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.net.WebUrl;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * {@code wscat curl URL}: asks web servers, in curl's words and with curl's exit codes.
 */
public final class CurlCommand implements WscatCommand {

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private final Option urls = Option
		.parameter("URL",
				"What to ask for, http or https; without a scheme http:// is meant. Several are asked in turn.")
		.repeatable()
		.optional();

	private final Option url = Option.text("--url", "URL", "The same. Repeatable.").repeatable();

	private final Option asIs = Option.flag("--path-as-is", "Leave /../ and /./ in the URL.");

	private final Option globoff = Option.flag("-g --globoff", "Take URLs as they are, which is done anyway.");

	private final HeadOptions head = new HeadOptions();

	private final BodyOptions body = new BodyOptions();

	private final OutputOptions outputs = new OutputOptions();

	private final FlowOptions flow = new FlowOptions();

	private final FetchOptions fetch = new FetchOptions();

	private final Option stacktrace = Option.flag("--stacktrace", "Show where an error comes from.");

	@Override
	public void define(Options options) {
		options.inManyForms();
		options.add(this.urls, this.url, this.asIs, this.globoff);
		this.head.define(options);
		this.body.define(options);
		this.outputs.define(options);
		this.flow.define(options);
		this.fetch.define(options);
		options.heading("Log:").add(this.stacktrace);
	}

	@Override
	public void check() {
		if (!this.urls.isSet() && !this.url.isSet()) {
			throw new CliException(ExitCode.USAGE, "Missing required parameter: 'URL'");
		}
		this.head.check();
		this.body.check(this.head.isHead());
		this.outputs.check();
		this.flow.check();
		this.fetch.check(CurlCode.BAD_AUTHORITIES, CurlCode.OWN_CERTIFICATE);
	}

	@Override
	public TalkOptions talk() {
		return new TalkOptions();
	}

	@Override
	public Duration longestStop() {
		return MOMENT;
	}

	@Override
	public Mono<ExitStatus> run(Console console, Mono<Void> stop) {
		return Mono
			.using(() -> new Session(new Session.Words(this.head, this.body, this.outputs, this.flow), this.fetch,
					console), (session) -> session.run(typed(), this::parse), Session::close)
			.takeUntilOther(stop)
			.defaultIfEmpty(ExitCode.OK);
	}

	private List<String> typed() {
		List<Typed> all = new ArrayList<>();
		for (Option option : List.of(this.urls, this.url)) {
			for (int i = 0; i < option.texts().size(); i++) {
				all.add(new Typed(option.texts().get(i), option.place(i)));
			}
		}
		all.sort((one, other) -> Integer.compare(one.place(), other.place()));
		return all.stream().map(Typed::text).toList();
	}

	private record Typed(String text, int place) {
	}

	private WebUrl parse(String text) {
		try {
			return WebUrl.parse(text, this.asIs.isSet());
		}
		catch (WebUrl.UnknownScheme ex) {
			throw Faults.of(CurlCode.UNKNOWN_PROTOCOL, "cannot ask for the URL: " + ex.getMessage(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw Faults.of(CurlCode.BAD_URL, "the URL is not well formed: " + ex.getMessage(), ex);
		}
	}

}
