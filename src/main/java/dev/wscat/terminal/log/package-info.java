/**
 * What the libraries log, through SLF4J to the console: nothing, unless {@code --verbose}
 * asks for their warnings.
 */
@NullMarked
package dev.wscat.terminal.log;

import org.jspecify.annotations.NullMarked;
