package dev.wscat.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells when files have changed and are at rest again. Links are followed, so that a link
 * that points elsewhere is a change too: that is how certbot and Kubernetes renew.
 */
final class FileWatch {

	private final List<Path> files;

	private List<FileStamp> used;

	private List<FileStamp> seen;

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
		List<FileStamp> now = stamps();
		boolean settled = now.equals(this.seen);
		this.seen = now;
		if (!settled || now.equals(this.used)) {
			return false;
		}
		this.used = now;
		return true;
	}

	private List<FileStamp> stamps() {
		List<FileStamp> stamps = new ArrayList<>();
		for (Path file : this.files) {
			stamps.add(stamp(file));
		}
		return stamps;
	}

	private static FileStamp stamp(Path file) {
		try {
			return FileStamp.of(file);
		}
		catch (IOException ex) {
			return FileStamp.NONE;
		}
	}

}
