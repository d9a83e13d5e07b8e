/**
 * Manual pages.
 */
@NullMarked
package dev.wscat.command.man;

import org.jspecify.annotations.NullMarked;
