/**
 * The launcher {@code bin/wscat} with the packaged jar, run as processes.
 */
@NullMarked
package dev.wscat.launcher;

import org.jspecify.annotations.NullMarked;
