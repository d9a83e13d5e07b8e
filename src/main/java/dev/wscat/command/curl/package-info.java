/**
 * {@code wscat curl}: requests over HTTP, in curl's words.
 */
@NullMarked
package dev.wscat.command.curl;

import org.jspecify.annotations.NullMarked;
