/**
 * {@code wscat test-server}: something for clients to be tried on, with numbers.
 */
@NullMarked
package dev.wscat.command.testserver;

import org.jspecify.annotations.NullMarked;
