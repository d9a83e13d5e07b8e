package dev.wscat.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * What tells one content of a file from another without reading it. Links are followed.
 *
 * @param key of the file, another one when it was replaced
 * @param modified when it was changed last
 * @param size in bytes
 */
public record FileStamp(@Nullable Object key, @Nullable FileTime modified, long size) {

	/** Of a file that cannot be looked at. */
	static final FileStamp NONE = new FileStamp(null, null, -1);

	/**
	 * Look at a file.
	 * @param file the file
	 * @return its stamp now
	 * @throws IOException when it is not there, or cannot be looked at
	 */
	public static FileStamp of(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		return new FileStamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
	}

}
