package dev.wscat.terminal.prompt;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that was probably meant.
 */
public final class Nearest {

	private Nearest() {
	}

	/**
	 * Find the nearest of some names.
	 * @param typed what was typed
	 * @param names what there is
	 * @return the name with the fewest letters to change, or {@code null} when more than
	 * two, and more than a third of what was typed, would have to be
	 */
	public static @Nullable String to(String typed, Collection<String> names) {
		String nearest = null;
		int least = Math.max(2, typed.length() / 3) + 1;
		for (String name : names) {
			int distance = distance(typed, name);
			if (distance < least) {
				least = distance;
				nearest = name;
			}
		}
		return nearest;
	}

	/** Letters to be put in, left out or changed. */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int changed = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
