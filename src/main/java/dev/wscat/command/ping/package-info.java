/**
 * Round trips of Pings, and where the time of a connection goes.
 */
@NullMarked
package dev.wscat.command.ping;

import org.jspecify.annotations.NullMarked;
