/**
 * {@code wscat transfer}, {@code wscat send} and {@code wscat receive}.
 */
@NullMarked
package dev.wscat.command.transfer;

import org.jspecify.annotations.NullMarked;
