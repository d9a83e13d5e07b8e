/**
 * The entry point of wscat.
 */
@NullMarked
package dev.wscat;

import org.jspecify.annotations.NullMarked;
