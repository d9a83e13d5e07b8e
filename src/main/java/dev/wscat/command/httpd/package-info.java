/**
 * {@code wscat httpd}: files over HTTP.
 */
@NullMarked
package dev.wscat.command.httpd;

import org.jspecify.annotations.NullMarked;
