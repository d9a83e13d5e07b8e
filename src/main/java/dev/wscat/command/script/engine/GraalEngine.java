package dev.wscat.command.script.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import dev.wscat.command.script.ScriptEngine;
import dev.wscat.command.script.ScriptJob;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import org.graalvm.polyglot.Engine;
import reactor.core.publisher.Mono;

/**
 * GraalJS. On an ordinary JDK it interprets, which HotSpot compiles; on a GraalVM it
 * compiles programs itself.
 */
public final class GraalEngine implements ScriptEngine {

	/** Create the engine. */
	public GraalEngine() {
	}

	@Override
	public Mono<ExitCode> run(ScriptJob job, Console console, Mono<Void> stop) {
		Mono<Void> stopped = stop.cache();
		return Mono.fromSupplier(() -> console.withoutLibraries(GraalEngine::engine))
			.flatMap((engine) -> Mono.defer(() -> program(engine, job, console).run(stopped)));
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

	private static Program program(Engine engine, ScriptJob job, Console console) {
		try {
			Path file = job.file();
			if (file != null) {
				Path main = file.toRealPath();
				return new Program(engine, job, new ModuleFiles(main.resolveSibling("").normalize()), main, console);
			}
			String code = job.code();
			ModuleFiles files = new ModuleFiles(Path.of("").toRealPath());
			return new Program(engine, job, files, files.give("[eval]", (code != null) ? code : ""), console);
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read " + job.file() + ": " + ex.getMessage(), ex);
		}
	}

}
