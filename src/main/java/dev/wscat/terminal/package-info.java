/**
 * The standard streams, and nothing else touches them: lines in, messages out, talk on
 * stderr.
 */
@NullMarked
package dev.wscat.terminal;

import org.jspecify.annotations.NullMarked;
