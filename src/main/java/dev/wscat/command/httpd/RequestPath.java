package dev.wscat.command.httpd;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The path of a request, decoded once and taken apart: no part of it is empty, a dot or
 * two, or has a separator in it, so that it cannot lead out of the folder by itself.
 *
 * @param names the parts; none for the root
 * @param folder whether it ends with a slash
 * @param raw as it came, without query
 */
record RequestPath(List<String> names, boolean folder, String raw) {

	/**
	 * Read the target of a request.
	 * @param target a path with query, or a whole URL
	 * @return the path, or {@code null} when it can be none of ours
	 */
	static @Nullable RequestPath parse(String target) {
		String raw = withoutServer(target).split("[?#]", 2)[0];
		if (!raw.startsWith("/")) {
			return null;
		}
		List<String> names = new ArrayList<>();
		String[] parts = raw.substring(1).split("/", -1);
		for (int i = 0; i < parts.length; i++) {
			boolean last = i == parts.length - 1;
			if (last && parts[i].isEmpty()) {
				return new RequestPath(names, true, raw);
			}
			String name = decode(parts[i]);
			if (name == null || !isName(name)) {
				return null;
			}
			names.add(name);
		}
		return new RequestPath(names, false, raw);
	}

	/**
	 * Tell whether a part begins with a dot, but for the one that is meant to be seen.
	 */
	boolean isHidden() {
		for (String name : this.names) {
			if (name.startsWith(".") && !name.equals(".well-known")) {
				return true;
			}
		}
		return false;
	}

	private static String withoutServer(String target) {
		return target.regionMatches(true, 0, "http://", 0, 7) ? "/" + target.substring(7).replaceFirst("^[^/?#]*/?", "")
				: target;
	}

	/** Whether it can be asked for. */
	static boolean isName(String name) {
		for (int i = 0; i < name.length(); i++) {
			char letter = name.charAt(i);
			if (letter < ' ' || letter == 0x7f || letter == '/' || letter == '\\') {
				return false;
			}
		}
		return !name.isEmpty() && !name.equals(".") && !name.equals("..");
	}

	/** RFC 3986 section 2.1; what is no UTF-8 is no name. */
	private static @Nullable String decode(String part) {
		if (part.indexOf('%') < 0) {
			return part;
		}
		ByteBuffer bytes = ByteBuffer.allocate(part.length() * 3);
		for (int i = 0; i < part.length(); i++) {
			char letter = part.charAt(i);
			if (letter == '%') {
				int high = (i + 2 < part.length()) ? Character.digit(part.charAt(i + 1), 16) : -1;
				int low = (high >= 0) ? Character.digit(part.charAt(i + 2), 16) : -1;
				if (low < 0) {
					return null;
				}
				bytes.put((byte) (high << 4 | low));
				i += 2;
			}
			else {
				bytes.put(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
