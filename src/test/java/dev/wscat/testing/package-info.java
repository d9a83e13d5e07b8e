/**
 * What several tests share: a peer that speaks the protocol by hand, and wscat as a
 * process.
 */
@NullMarked
package dev.wscat.testing;

import org.jspecify.annotations.NullMarked;
