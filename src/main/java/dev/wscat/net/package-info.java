/**
 * WebSocket on Reactor Netty: dialing, listening, frames, sessions and the closing
 * handshake (RFC 6455).
 */
@NullMarked
package dev.wscat.net;

import org.jspecify.annotations.NullMarked;
