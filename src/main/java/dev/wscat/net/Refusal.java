package dev.wscat.net;

/**
 * Why an upgrade is not made.
 *
 * @param status HTTP status
 * @param reason the body, one line for people
 */
public record Refusal(int status, String reason) {
}
