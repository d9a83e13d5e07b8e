/**
 * What every room shares: closings, exit codes, the hub of lines. Knows the JDK and
 * Reactor only.
 */
@NullMarked
package dev.wscat.core;

import org.jspecify.annotations.NullMarked;
