/**
 * Spring's part: the application context and the lifecycle that closes what is open.
 */
@NullMarked
package dev.wscat.service;

import org.jspecify.annotations.NullMarked;
