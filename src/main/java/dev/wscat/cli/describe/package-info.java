/**
 * What is made from the definitions of the options besides parsing: completion for
 * shells, manual pages, tables for the documentation.
 */
@NullMarked
package dev.wscat.cli.describe;

import org.jspecify.annotations.NullMarked;
