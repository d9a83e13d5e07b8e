package dev.wscat.command.script;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.wscat.net.WireOptions;
import org.jspecify.annotations.Nullable;

/**
 * A program, and what it may do.
 *
 * @param file the program, or {@code null} when it is given as code or read from stdin
 * @param code the program itself, or {@code null}
 * @param arguments what the program finds in {@code process.argv} behind its own name
 * @param readable folders and files that it may read
 * @param writable folders and files that it may write
 * @param environment names of the variables that it sees; {@code *} is all of them
 * @param watch whether it is started anew when one of its files changes
 * @param server what both sides of a connection to its servers can set
 * @param client what both sides of a connection of its clients can set
 * @param patience longest wait for its connections to close when it ends
 */
public record ScriptJob(@Nullable Path file, @Nullable String code, List<String> arguments, List<Path> readable,
		List<Path> writable, List<String> environment, boolean watch, WireOptions server, WireOptions client,
		Duration patience) {
}
