/**
 * JavaScript programs on GraalJS: one thread with an event loop, fed by sockets that stay
 * on Netty. Packaged in a jar of its own, beside the main one.
 */
@NullMarked
package dev.wscat.command.script.engine;

import org.jspecify.annotations.NullMarked;
