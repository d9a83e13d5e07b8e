/**
 * What servers, senders and receivers of files say to each other: the only package that
 * knows the form of it.
 */
@NullMarked
package dev.wscat.net.transfer;

import org.jspecify.annotations.NullMarked;
