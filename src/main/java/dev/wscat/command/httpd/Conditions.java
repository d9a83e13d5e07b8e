package dev.wscat.command.httpd;

import java.util.Date;
import java.util.List;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a client makes the answer depend on, RFC 9110 section 13.
 */
final class Conditions {

	private Conditions() {
	}

	/**
	 * Check the conditions, in the order of RFC 9110 section 13.2.2.
	 * @param request the request's headers
	 * @param tag entity tag of what would be sent
	 * @param modified when it was changed, in milliseconds since 1970
	 * @return 200, 304 or 412
	 */
	static int status(HttpHeaders request, String tag, long modified) {
		long seconds = modified / 1000;
		List<String> match = request.getAll(HttpHeaderNames.IF_MATCH);
		if (!match.isEmpty()) {
			if (!lists(match, tag)) {
				return 412;
			}
		}
		else if (date(request.get(HttpHeaderNames.IF_UNMODIFIED_SINCE), Long.MAX_VALUE) < seconds) {
			return 412;
		}
		List<String> noneMatch = request.getAll(HttpHeaderNames.IF_NONE_MATCH);
		if (!noneMatch.isEmpty()) {
			return lists(noneMatch, tag) ? 304 : 200;
		}
		return (date(request.get(HttpHeaderNames.IF_MODIFIED_SINCE), Long.MIN_VALUE) >= seconds) ? 304 : 200;
	}

	/**
	 * Tell whether ranges may be sent, RFC 9110 section 13.1.5.
	 * @param request the request's headers
	 * @param tag entity tag of what would be sent
	 * @param modified when it was changed, in milliseconds since 1970
	 * @return whether the client has a part of the same
	 */
	static boolean isRangeWanted(HttpHeaders request, String tag, long modified) {
		String same = request.get(HttpHeaderNames.IF_RANGE);
		if (same == null) {
			return true;
		}
		return same.startsWith("\"") ? same.equals(tag) : date(same, Long.MIN_VALUE) == modified / 1000;
	}

	/** Whether a tag is weak makes no difference here: ours are strong. */
	private static boolean lists(List<String> values, String tag) {
		for (String value : values) {
			for (String given : value.split(",")) {
				String plain = given.trim();
				if (plain.equals("*") || plain.equals(tag) || plain.equals("W/" + tag)) {
					return true;
				}
			}
		}
		return false;
	}

	private static long date(@Nullable String text, long otherwise) {
		Date date = (text != null && text.length() < 64) ? DateFormatter.parseHttpDate(text) : null;
		return (date != null) ? date.getTime() / 1000 : otherwise;
	}

}
