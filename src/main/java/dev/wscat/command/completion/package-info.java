/**
 * Completion of command lines by the shell.
 */
@NullMarked
package dev.wscat.command.completion;

import org.jspecify.annotations.NullMarked;
