package dev.wscat.command.transfer;

/**
 * What is sent, and to how many.
 *
 * @param sources in the order in which they are sent; looked for as they are needed
 * @param receivers how many have to have each file
 */
record SendPlan(Iterable<Source> sources, int receivers) {
}
