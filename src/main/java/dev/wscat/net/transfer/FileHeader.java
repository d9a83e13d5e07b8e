package dev.wscat.net.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What is said of a file before it is sent.
 */
public final class FileHeader {

	/** Stands for a size that is not known yet. */
	public static final long UNKNOWN = -1;

	/** The one digest there is. */
	static final int SHA_256 = 1;

	private static final int PERMISSIONS = 0777;

	private final UUID id;

	private final String name;

	private final long size;

	private final int mode;

	private final long modified;

	/**
	 * Create a header.
	 * @param id the same whenever the file is offered again
	 * @param name parts with {@code /} between them
	 * @param size in bytes, or {@link #UNKNOWN}
	 * @param mode permission bits; others than those of read, write and execute are left
	 * out
	 * @param modified when it was changed last, in microseconds since 1970
	 */
	public FileHeader(UUID id, String name, long size, int mode, long modified) {
		this.id = id;
		this.name = name;
		this.size = size;
		this.mode = mode & PERMISSIONS;
		this.modified = modified;
	}

	/** Read what {@link #write} wrote. */
	static FileHeader read(ByteBuffer from) {
		UUID id = new UUID(from.getLong(), from.getLong());
		long size = from.getLong();
		int mode = from.getShort();
		long modified = from.getLong();
		int digest = from.get();
		if (digest != SHA_256) {
			throw new TransferFault("a digest of an unknown kind: " + digest);
		}
		if (size < UNKNOWN) {
			throw new TransferFault("a size of " + size + " bytes");
		}
		if (from.remaining() > FileNames.LONGEST) {
			throw new TransferFault("a name of " + from.remaining() + " bytes");
		}
		return new FileHeader(id, StandardCharsets.UTF_8.decode(from).toString(), size, mode, modified);
	}

	byte[] write() {
		byte[] text = this.name.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(35 + text.length)
			.putLong(this.id.getMostSignificantBits())
			.putLong(this.id.getLeastSignificantBits())
			.putLong(this.size)
			.putShort((short) this.mode)
			.putLong(this.modified)
			.put((byte) SHA_256)
			.put(text)
			.array();
	}

	/**
	 * Return what tells the file from all others.
	 * @return the same whenever it is offered again
	 */
	public UUID id() {
		return this.id;
	}

	/**
	 * Return the name as it came, which nobody has checked.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the name, checked.
	 * @return its parts, the file last
	 * @throws TransferFault when no file gets this name
	 */
	public List<String> parts() {
		return FileNames.parts(this.name);
	}

	/**
	 * Return the size.
	 * @return bytes, or {@link #UNKNOWN}
	 */
	public long size() {
		return this.size;
	}

	/**
	 * Return the permissions.
	 * @return the nine bits of them
	 */
	public int mode() {
		return this.mode;
	}

	/**
	 * Return when the file was changed last.
	 * @return microseconds since 1970
	 */
	public long modified() {
		return this.modified;
	}

}
