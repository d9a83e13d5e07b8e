package dev.wscat.command.script.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;

import dev.wscat.command.script.ScriptEngine;
import dev.wscat.command.script.ScriptJob;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.terminal.Console;
import org.graalvm.polyglot.Engine;
import reactor.core.publisher.Mono;

/**
 * GraalJS, interpreted: HotSpot compiles the interpreter, which is fast enough for what
 * sockets bring.
 */
public final class GraalEngine implements ScriptEngine {

	/** Create the engine. */
	public GraalEngine() {
	}

	@Override
	public Mono<ExitStatus> run(ScriptJob job, Console console, Mono<Void> stop) {
		Mono<Void> stopped = stop.cache();
		return Mono.fromSupplier(GraalEngine::engine).flatMap((engine) -> {
			Path file = job.file();
			if (file != null) {
				return job.watch() ? again(engine, job, file, console, stopped)
						: Mono.defer(() -> fromFile(engine, job, modules(file), file, console).run(stopped));
			}
			if (job.code() == null && console.isInteractive()) {
				return new Repl(engine, job, console).run(stopped);
			}
			Mono<String> code = (job.code() != null) ? Mono.just(job.code())
					: Input.read(console).takeUntilOther(stopped);
			return code.flatMap((text) -> fromText(engine, job, text, console).run(stopped))
				.defaultIfEmpty(ExitCode.OK);
		});
	}

	private static Engine engine() {
		// there is nothing to attach to, see the pom
		System.setProperty("polyglotimpl.AttachLibraryFailureAction", "ignore");
		return Engine.newBuilder("js")
			.allowExperimentalOptions(true)
			.option("engine.WarnInterpreterOnly", "false")
			.out(OutputStream.nullOutputStream())
			.err(OutputStream.nullOutputStream())
			.build();
	}

	private static Program fromFile(Engine engine, ScriptJob job, ModuleFiles files, Path file, Console console) {
		try {
			return new Program(engine, job, files, file.toRealPath(), console);
		}
		catch (IOException ex) {
			throw unreadable(file, ex);
		}
	}

	/**
	 * A program that is not in a file.
	 * @param engine what is shared by all runs
	 * @param job what it may do
	 * @param text the program
	 * @param console the standard streams
	 * @return one run of it
	 */
	static Program fromText(Engine engine, ScriptJob job, String text, Console console) {
		try {
			ModuleFiles files = new ModuleFiles(Path.of("").toRealPath());
			return new Program(engine, job, files, files.give("[eval]", text), console);
		}
		catch (IOException ex) {
			throw unreadable(Path.of(""), ex);
		}
	}

	private static ModuleFiles modules(Path file) {
		try {
			Path real = file.toRealPath();
			return new ModuleFiles(Objects.requireNonNullElse(real.getParent(), real));
		}
		catch (IOException ex) {
			throw unreadable(file, ex);
		}
	}

	private static CliException unreadable(Path file, IOException ex) {
		return new CliException(ExitCode.LOCAL, "cannot read " + file + ": " + ex.getMessage(), ex);
	}

	/** Run it, and once more each time one of its files has changed. */
	private static Mono<ExitStatus> again(Engine engine, ScriptJob job, Path file, Console console, Mono<Void> stop) {
		return Mono.defer(() -> {
			ModuleFiles files = modules(file);
			Mono<Path> change = new Watch(files).change().cache();
			Mono<Void> end = Mono.firstWithSignal(stop, change.then());
			Mono<ExitStatus> run = fromFile(engine, job, files, file, console).run(end)
				.doOnNext((status) -> told(status, console))
				.onErrorResume((error) -> told(error, console))
				// one that has ended waits for the change too
				.flatMap((code) -> Mono.firstWithSignal(change.map((path) -> Boolean.TRUE),
						stop.thenReturn(Boolean.FALSE)))
				.flatMap((changed) -> {
					if (changed) {
						console.note("a file has changed; starting the program anew");
						return Mono.<ExitCode>empty();
					}
					return Mono.just(ExitCode.OK);
				});
			return run;
		}).repeatWhenEmpty((empty) -> empty);
	}

	private static void told(ExitStatus status, Console console) {
		if (status.status() != 0) {
			console.note("the program ended with status " + status.status());
		}
	}

	private static Mono<ExitStatus> told(Throwable error, Console console) {
		if (error instanceof CliException failure) {
			console.error(failure.line());
			return Mono.just(ExitCode.OK);
		}
		return Mono.error(error);
	}

}
