/**
 * What chat servers and their clients say to each other: the only package that knows the
 * form of it.
 */
@NullMarked
package dev.wscat.net.chat;

import org.jspecify.annotations.NullMarked;
