/**
 * A server that relays each message to all other clients.
 */
@NullMarked
package dev.wscat.command.broadcast;

import org.jspecify.annotations.NullMarked;
