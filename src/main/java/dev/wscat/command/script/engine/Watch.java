package dev.wscat.command.script.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Looks whether a file of a program is another than when it was read.
 */
final class Watch {

	private static final Duration LOOK = Duration.ofMillis(300);

	private final ModuleFiles files;

	private final Map<Path, String> seen = new HashMap<>();

	Watch(ModuleFiles files) {
		this.files = files;
	}

	/**
	 * Wait for a change that is complete: the same when it is looked at twice.
	 * @return cold; the file that has changed
	 */
	Mono<Path> change() {
		Map<Path, String> last = new HashMap<>();
		return Flux.interval(LOOK, Schedulers.boundedElastic()).onBackpressureDrop().concatMap((tick) -> {
			for (Path file : this.files.loaded()) {
				String now = stamp(file);
				String before = this.seen.computeIfAbsent(file, (key) -> now);
				if (!now.equals(before) && now.equals(last.put(file, now))) {
					return Mono.just(file);
				}
			}
			return Mono.empty();
		}, 1).next();
	}

	private static String stamp(Path file) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
		}
		catch (IOException ex) {
			return "gone";
		}
	}

}
