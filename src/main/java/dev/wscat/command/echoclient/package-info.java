/**
 * {@code wscat echo-client}: one message and its answer.
 */
@NullMarked
package dev.wscat.command.echoclient;

import org.jspecify.annotations.NullMarked;
