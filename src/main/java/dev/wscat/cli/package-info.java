/**
 * The command line: options, help, and how errors become exit codes.
 */
@NullMarked
package dev.wscat.cli;

import org.jspecify.annotations.NullMarked;
