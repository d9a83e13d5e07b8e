/**
 * Bare echoes, as a server and as a client, for conformance runs and benchmarks.
 */
@NullMarked
package dev.wscat.command.echoserver;

import org.jspecify.annotations.NullMarked;
