package dev.wscat.command.listen;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

/**
 * What only the server for one client can set.
 */
public final class ListenOptions {

	@Option(names = "--keep", order = 20, description = "When the client leaves, wait for the next one.")
	boolean keep;

	@Option(names = "--allow-origin", order = 21, paramLabel = "ORIGIN", description = "Let in web pages of this origin"
			+ " besides those of this machine; * lets in all. Repeatable.")
	List<String> origins = new ArrayList<>();

}
