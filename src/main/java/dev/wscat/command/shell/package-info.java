/**
 * {@code wscat shell}: a workbench that holds several connections by name.
 */
@NullMarked
package dev.wscat.command.shell;

import org.jspecify.annotations.NullMarked;
