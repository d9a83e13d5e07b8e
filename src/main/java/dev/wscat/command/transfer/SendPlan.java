package dev.wscat.command.transfer;

import java.time.Duration;
import java.util.List;

/**
 * What is sent, and to how many.
 *
 * @param sources in the order in which they are sent
 * @param receivers how many have to have each file
 * @param patience longest wait for them; negative for ever
 * @param largest largest message in bytes
 * @param incomplete whether there are files that are not among the sources and should be
 */
record SendPlan(List<Source> sources, int receivers, Duration patience, int largest, boolean incomplete) {
}
