/**
 * A chat: rooms, users, and what is said.
 */
@NullMarked
package dev.wscat.command.chatserver;

import org.jspecify.annotations.NullMarked;
