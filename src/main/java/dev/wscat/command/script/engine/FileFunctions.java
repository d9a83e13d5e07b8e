package dev.wscat.command.script.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.graalvm.polyglot.Value;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code fs.readFile} and {@code fs.writeFile}, the part that is made here.
 */
final class FileFunctions {

	private static final long LARGEST = 64 << 20;

	private final Program program;

	private final Permissions permissions;

	FileFunctions(Program program) {
		this.program = program;
		this.permissions = new Permissions(program.job().readable(), program.job().writable());
	}

	void define(HostFunctions functions) {
		functions.action("readFile", (args) -> {
			String name = args[0].asString();
			Value done = args[1];
			run(() -> read(name), (bytes) -> done.executeVoid(HostFunctions.buffer(bytes)), name, args[2]);
		}).action("writeFile", (args) -> {
			String name = args[0].asString();
			byte[] bytes = HostFunctions.bytes(args[1], args[2], args[3]);
			Value done = args[4];
			run(() -> write(name, bytes), (path) -> done.executeVoid(), name, args[5]);
		});
	}

	private <T> void run(Callable<T> work, Consumer<T> done, String name, Value failed) {
		ScriptLoop loop = this.program.loop();
		loop.hold();
		this.program.work(Mono.fromCallable(work)
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((value) -> loop.call(() -> done.accept(value)))
			.onErrorResume((ex) -> loop.call(() -> failed.executeVoid(code(ex), reason(ex, name))))
			.doFinally((signal) -> loop.release()));
	}

	private byte[] read(String name) throws IOException {
		Path path = this.permissions.toRead(name);
		if (!Files.isRegularFile(path)) {
			throw new IOException("it is no file");
		}
		if (Files.size(path) > LARGEST) {
			throw new IOException("it is over " + LARGEST + " bytes");
		}
		return Files.readAllBytes(path);
	}

	private Path write(String name, byte[] bytes) throws IOException {
		return Files.write(this.permissions.toWrite(name), bytes, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
	}

	private static String code(Throwable error) {
		return (error instanceof SecurityException || error instanceof InvalidPathException) ? "EACCES"
				: (error instanceof NoSuchFileException) ? "ENOENT" : "EIO";
	}

	private static String reason(Throwable error, String name) {
		if (error instanceof NoSuchFileException) {
			return "there is no file " + name;
		}
		return (error instanceof SecurityException) ? String.valueOf(error.getMessage())
				: name + ": " + error.getMessage();
	}

}
