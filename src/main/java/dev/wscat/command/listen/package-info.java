/**
 * {@code --listen}: the same as a server for exactly one client.
 */
@NullMarked
package dev.wscat.command.listen;

import org.jspecify.annotations.NullMarked;
