/**
 * {@code --warm-up}: what the launcher's start-up cache is trained with.
 */
@NullMarked
package dev.wscat.command.warmup;

import org.jspecify.annotations.NullMarked;
