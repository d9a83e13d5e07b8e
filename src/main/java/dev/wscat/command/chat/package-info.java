/**
 * A client of the chat, for a terminal or a pipe.
 */
@NullMarked
package dev.wscat.command.chat;

import org.jspecify.annotations.NullMarked;
