package dev.wscat.command.transfer;

import dev.wscat.core.Closing;
import dev.wscat.net.Post;
import dev.wscat.terminal.ClientLog;
import reactor.core.publisher.Sinks;

/**
 * A client of the server, whoever it is.
 *
 * @param post its way out
 * @param log takes what is to be said about it
 * @param dismissal is told how to close its session, when it has to be
 */
record Visitor(Post post, ClientLog log, Sinks.One<Closing> dismissal) {
}
