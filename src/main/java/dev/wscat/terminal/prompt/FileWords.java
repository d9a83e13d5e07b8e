package dev.wscat.terminal.prompt;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Proposes the names of files; {@code ~/} is the user's home.
 */
public final class FileWords implements CommandSet.Words {

	/** Names of files, the first word only. */
	public static final FileWords INSTANCE = new FileWords();

	private static final int MOST = 200;

	private FileWords() {
	}

	@Override
	public List<String> propose(List<String> words) {
		return (words.size() == 1) ? files(words.get(0)) : List.of();
	}

	/**
	 * Propose files for a word such as {@code @name}.
	 * @param words what was typed
	 * @return the proposals, each with its {@code @}
	 */
	public static List<String> behindAt(List<String> words) {
		if (words.size() != 1 || !words.get(0).startsWith("@")) {
			return List.of();
		}
		return files(words.get(0).substring(1)).stream().map((name) -> "@" + name).toList();
	}

	/**
	 * Put in the user's home.
	 * @param path as typed
	 * @return a path for the system
	 */
	public static String expand(String path) {
		return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
	}

	/**
	 * Tell why a file cannot be read.
	 * @param failure what the JDK says, which is often just the name of the file
	 * @return the reason for people
	 */
	public static String reason(IOException failure) {
		if (failure instanceof NoSuchFileException) {
			return "no such file";
		}
		return (failure instanceof AccessDeniedException) ? "permission denied" : String.valueOf(failure.getMessage());
	}

	private static List<String> files(String typed) {
		int slash = typed.lastIndexOf('/') + 1;
		String folder = typed.substring(0, slash);
		String begin = typed.substring(slash);
		List<String> names = new ArrayList<>();
		Path place = Path.of(folder.isEmpty() ? "." : expand(folder));
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
			for (Path entry : entries) {
				String name = entry.getFileName().toString();
				if (name.startsWith(begin) && (!name.startsWith(".") || begin.startsWith(".")) && names.size() < MOST) {
					names.add(folder + name + (Files.isDirectory(entry) ? "/" : ""));
				}
			}
		}
		catch (IOException ex) {
			// nothing to propose
		}
		return names;
	}

}
