/**
 * {@code wscat proxy-server}: passes clients on to other servers.
 */
@NullMarked
package dev.wscat.command.proxy;

import org.jspecify.annotations.NullMarked;
