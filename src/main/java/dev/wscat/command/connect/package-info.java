/**
 * {@code --connect}: stdin to a server, its messages to stdout.
 */
@NullMarked
package dev.wscat.command.connect;

import org.jspecify.annotations.NullMarked;
