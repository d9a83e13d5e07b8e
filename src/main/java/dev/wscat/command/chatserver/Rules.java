package dev.wscat.command.chatserver;

/**
 * The limits of a chat.
 *
 * @param longestText characters of a message, at most
 * @param history messages of a room that who comes later is shown
 * @param mostRooms rooms at once
 * @param rate messages a second of a user, of which twice as many may come at once
 */
record Rules(int longestText, int history, int mostRooms, int rate) {

	/** Rooms a user is in at once. */
	static final int ROOMS_OF_USER = 20;

	/** Names that are listed; of the others there is only the number. */
	static final int NAMES_LISTED = 500;

	/** Bytes of a room's history. */
	static final int HISTORY_BYTES = 1 << 17;

	/** Messages in a row above the rate, after which a user has to go. */
	static final int PATIENCE = 1000;

	/** The room that is always there. */
	static final String LOBBY = "lobby";

}
