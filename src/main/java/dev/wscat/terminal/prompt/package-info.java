/**
 * The prompt of a terminal: a line that can be edited, above which messages are printed,
 * and commands by name. Loaded only where a person types, or for {@code wscat shell}.
 */
@NullMarked
package dev.wscat.terminal.prompt;

import org.jspecify.annotations.NullMarked;
