package dev.wscat.net;

import dev.wscat.core.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Why an upgrade is not made.
 *
 * @param status HTTP status
 * @param reason the body, one line for people
 * @param limit the limit that was reached, or {@code null} for another reason
 */
public record Refusal(int status, String reason, @Nullable Limit limit) {

	/**
	 * Create a refusal that no limit asks for.
	 * @param status HTTP status
	 * @param reason the body, one line for people
	 */
	public Refusal(int status, String reason) {
		this(status, reason, null);
	}

}
