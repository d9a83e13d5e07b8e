package dev.wscat.net.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names files may have that come from elsewhere: a path with {@code /} between its
 * parts that stays below the folder it is written to, on every system.
 */
public final class FileNames {

	/** Bytes of one part, as the file systems have it. */
	static final int LONGEST_PART = 255;

	static final int LONGEST = 4096;

	private static final int MOST_PARTS = 64;

	private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "clock$", "conin$", "conout$");

	private FileNames() {
	}

	/**
	 * Check a name and take it apart.
	 * @param name as it came
	 * @return its parts, one or more, the file last
	 * @throws TransferFault when no file gets this name
	 */
	public static List<String> parts(String name) {
		if (name.isEmpty()) {
			throw new TransferFault("a file without a name");
		}
		if (name.startsWith("/")) {
			throw fault(name, "it is absolute");
		}
		if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
			throw fault(name, "it is longer than " + LONGEST + " bytes");
		}
		List<String> parts = Arrays.asList(name.split("/", -1));
		if (parts.size() > MOST_PARTS) {
			throw fault(name, "it has more than " + MOST_PARTS + " parts");
		}
		for (String part : parts) {
			check(name, part);
		}
		return parts;
	}

	private static void check(String name, String part) {
		if (part.isEmpty()) {
			throw fault(name, "a part of it is empty");
		}
		if (part.equals(".") || part.equals("..")) {
			throw fault(name, "it leaves its folder");
		}
		if (part.indexOf('\\') >= 0) {
			throw fault(name, "it has a backslash");
		}
		if (part.length() > 1 && part.charAt(1) == ':') {
			throw fault(name, "it names a drive");
		}
		if (part.chars().anyMatch(FileNames::isControl)) {
			throw fault(name, "it has a control character");
		}
		if (part.chars().anyMatch((c) -> Character.isSurrogate((char) c)) && !isText(part)
				|| part.indexOf('\ufffd') >= 0) {
			throw fault(name, "it is no valid text");
		}
		if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
			throw fault(name, "a part of it is longer than " + LONGEST_PART + " bytes");
		}
		if (isDevice(part)) {
			throw fault(name, "it is that of a device");
		}
	}

	private static boolean isText(String part) {
		return StandardCharsets.UTF_8.newEncoder().canEncode(part);
	}

	/**
	 * Also those that turn the direction of writing, which hide what a name ends with.
	 */
	private static boolean isControl(int c) {
		return c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c >= 0x202a && c <= 0x202e
				|| c >= 0x2066 && c <= 0x2069;
	}

	/** With Windows, which takes them in every folder and with every ending. */
	private static boolean isDevice(String part) {
		int dot = part.indexOf('.');
		String stem = ((dot < 0) ? part : part.substring(0, dot)).stripTrailing().toLowerCase(Locale.ROOT);
		return DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9\u00b9\u00b2\u00b3]");
	}

	private static TransferFault fault(String name, String why) {
		String shown = (name.length() > 80) ? name.substring(0, 80) + "..." : name;
		return new TransferFault("'" + shown + "' is no name for a file here: " + why);
	}

}
