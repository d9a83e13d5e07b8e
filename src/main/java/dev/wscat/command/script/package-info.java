/**
 * JavaScript programs: what finds the engine, which is a jar of its own.
 */
@NullMarked
package dev.wscat.command.script;

import org.jspecify.annotations.NullMarked;
