package dev.wscat.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tells when files have changed and are at rest again. Links are followed, so that a link
 * that points elsewhere is a change too: that is how certbot and Kubernetes renew.
 */
final class FileWatch {

	private final List<Path> files;

	private List<Stamp> used;

	private List<Stamp> seen;

	/**
	 * Create a watch; what is read from now on is told when it changes.
	 * @param files to be watched; they need not exist
	 */
	FileWatch(List<Path> files) {
		this.files = files;
		this.used = stamps();
		this.seen = this.used;
	}

	/**
	 * Look.
	 * @return whether the files are others than when this last returned true, and the
	 * same as when it was called last
	 */
	boolean haveChanged() {
		List<Stamp> now = stamps();
		boolean settled = now.equals(this.seen);
		this.seen = now;
		if (!settled || now.equals(this.used)) {
			return false;
		}
		this.used = now;
		return true;
	}

	private List<Stamp> stamps() {
		List<Stamp> stamps = new ArrayList<>();
		for (Path file : this.files) {
			stamps.add(Stamp.of(file));
		}
		return stamps;
	}

	/** What tells one state of a file from another. */
	private record Stamp(@Nullable Object key, @Nullable FileTime modified, long size) {

		static Stamp of(Path file) {
			try {
				BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
				return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
			}
			catch (IOException ex) {
				return new Stamp(null, null, -1);
			}
		}

	}

}
