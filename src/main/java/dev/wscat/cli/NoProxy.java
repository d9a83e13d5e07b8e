package dev.wscat.cli;

import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Servers that are reached without a proxy: {@code no_proxy}, in the manner of curl. This
 * machine is always one of them, since a proxy cannot mean it.
 */
final class NoProxy {

	private final String list;

	/**
	 * Create a list.
	 * @param list names, domains, addresses and networks, between commas or blanks;
	 * {@code *} for all
	 */
	NoProxy(String list) {
		this.list = list;
	}

	/**
	 * Tell whether a server is in the list.
	 * @param url of the server
	 * @return whether it is reached without a proxy
	 */
	boolean covers(URI url) {
		return covers(url, true);
	}

	/**
	 * Tell whether a server stands in the list itself.
	 * @param url of the server
	 * @return whether it is, and not only on this machine
	 */
	boolean isListed(URI url) {
		return covers(url, false);
	}

	private boolean covers(URI url, boolean local) {
		String place = url.getRawAuthority();
		place = place.substring(place.indexOf('@') + 1).toLowerCase(Locale.ROOT);
		int colon = place.indexOf(':', place.indexOf(']') + 1);
		String host = plain((colon < 0) ? place : place.substring(0, colon));
		int port = (colon < 0) ? ("wss".equals(url.getScheme()) ? 443 : 80)
				: Integer.parseInt(place.substring(colon + 1));
		byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
		if (local && isLocal(host, address)) {
			return true;
		}
		for (String entry : this.list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
			if (!entry.isEmpty() && matches(entry, host, port, address)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isLocal(String host, byte @Nullable [] address) {
		if (address == null) {
			return host.equals("localhost") || host.endsWith(".localhost");
		}
		return (address.length == 4) ? address[0] == 127 : new BigInteger(address).equals(BigInteger.ONE);
	}

	private static boolean matches(String entry, String host, int port, byte @Nullable [] address) {
		if (entry.equals("*")) {
			return true;
		}
		if (address != null && entry.indexOf('/') > 0) {
			return isWithin(entry, address);
		}
		int colon = entry.indexOf(':', entry.indexOf(']') + 1);
		// more than one colon is an IPv6 address without brackets
		boolean hasPort = colon > 0 && entry.indexOf(':', colon + 1) < 0;
		if (hasPort && !entry.substring(colon + 1).equals(Integer.toString(port))) {
			return false;
		}
		String name = plain(hasPort ? entry.substring(0, colon) : entry);
		if (address != null) {
			byte[] named = NetUtil.createByteArrayFromIpAddressString(name);
			return named != null && Arrays.equals(named, address);
		}
		String domain = name.startsWith("*.") ? name.substring(1) : name;
		domain = domain.startsWith(".") ? domain.substring(1) : domain;
		return host.equals(domain) || host.endsWith("." + domain);
	}

	/** A network such as {@code 10.0.0.0/8}, RFC 4632. */
	private static boolean isWithin(String network, byte[] address) {
		int slash = network.indexOf('/');
		byte[] base = NetUtil.createByteArrayFromIpAddressString(plain(network.substring(0, slash)));
		String digits = network.substring(slash + 1);
		if (base == null || base.length != address.length || !digits.matches("\\d{1,3}")) {
			return false;
		}
		int rest = address.length * 8 - Integer.parseInt(digits);
		return rest >= 0
				&& new BigInteger(1, base).shiftRight(rest).equals(new BigInteger(1, address).shiftRight(rest));
	}

	/**
	 * Without the brackets of an IPv6 address, and the dot at the end of a whole name.
	 */
	private static String plain(String host) {
		String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

}
