package dev.wscat.net;

/**
 * Cookies that outlive a connection.
 */
public final class CookieJar {

}
