package dev.wscat.command.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.TransferFault;

/**
 * The names that were given in this run. Two that differ in nothing but the case of
 * letters would be one file on some systems, and so are here.
 */
final class Names {

	private static final int MOST = 100_000;

	private static final String PARTIAL = ".part";

	private final Map<String, String> given = new HashMap<>();

	private final Set<String> busy = new HashSet<>();

	/**
	 * Take the name of a file that is offered.
	 * @param header the file's
	 * @return the parts of the name, checked
	 * @throws TransferFault when it cannot be had
	 */
	List<String> take(FileHeader header) {
		List<String> parts = header.parts();
		String name = String.join("/", parts);
		String key = name.toLowerCase(Locale.ROOT);
		String before = this.given.get(key);
		if (before != null && !before.equals(name)) {
			throw new TransferFault("'" + before + "' was received, which differs in nothing but case");
		}
		boolean partial = key.endsWith(PARTIAL)
				&& this.busy.contains(key.substring(0, key.length() - PARTIAL.length()));
		if (partial || this.busy.contains(key + PARTIAL) || !this.busy.add(key)) {
			throw new TransferFault("a file of this name is being received");
		}
		if (this.given.size() < MOST) {
			this.given.put(key, name);
		}
		return parts;
	}

	/** It is written under another name. */
	void rename(String before, String after) {
		free(before);
		this.busy.add(after.toLowerCase(Locale.ROOT));
	}

	/** Nothing is written to it any more. */
	void free(String name) {
		this.busy.remove(name.toLowerCase(Locale.ROOT));
	}

}
