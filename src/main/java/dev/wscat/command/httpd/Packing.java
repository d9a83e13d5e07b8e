package dev.wscat.command.httpd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Files packed with gzip for clients that can take them so: packed beforehand, as
 * {@code NAME.gz} beside the file, or when they are first asked for. What was packed last
 * is kept, up to a bound.
 */
final class Packing {

	/** Less does not get shorter. */
	private static final long SHORTEST = 512;

	/** Longer files are sent as they are, so that no one client costs seconds. */
	private static final long LONGEST = 4 << 20;

	private static final long MOST_KEPT = 32 << 20;

	private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

	private long size;

	/**
	 * Tell whether a client takes gzip, RFC 9110 section 12.5.3.
	 * @param request the request's headers
	 * @return whether it does
	 */
	static boolean isTaken(HttpHeaders request) {
		@Nullable Boolean any = null;
		for (String value : request.getAll(HttpHeaderNames.ACCEPT_ENCODING)) {
			for (String coding : value.toLowerCase(Locale.ROOT).split(",")) {
				String[] parts = coding.split(";", 2);
				boolean wanted = parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0{0,3})?");
				String name = parts[0].trim();
				if (name.equals("gzip") || name.equals("x-gzip")) {
					return wanted;
				}
				if (name.equals("*")) {
					any = wanted;
				}
			}
		}
		return Boolean.TRUE.equals(any);
	}

	/**
	 * Tell whether a file gets shorter by it.
	 * @param type its media type
	 * @param length its bytes
	 * @return whether to pack it
	 */
	static boolean isWorthwhile(String type, long length) {
		return length >= SHORTEST && length <= LONGEST && isText(type);
	}

	/**
	 * Tell whether what is sent depends on what the client takes.
	 * @param type media type of the file
	 * @return whether files of this type are packed
	 */
	static boolean isText(String type) {
		return type.startsWith("text/") || type.contains("json") || type.contains("javascript") || type.contains("xml")
				|| type.startsWith("application/wasm");
	}

	/**
	 * Pack a file, which takes a while unless it is kept from the last time.
	 * @param item the file
	 * @return the packed bytes
	 * @throws IOException when it cannot be read
	 */
	byte[] pack(Folder.Item item) throws IOException {
		String key = item.tag("") + item.path();
		byte[] packed = kept(key);
		if (packed == null) {
			ByteArrayOutputStream out = new ByteArrayOutputStream((int) (item.size() / 3 + 64));
			try (OutputStream gzip = new GZIPOutputStream(out)) {
				Files.copy(item.path(), gzip);
			}
			packed = out.toByteArray();
			keep(key, packed);
		}
		return packed;
	}

	private synchronized byte @Nullable [] kept(String key) {
		return this.kept.get(key);
	}

	private synchronized void keep(String key, byte[] packed) {
		byte[] before = this.kept.put(key, packed);
		this.size += packed.length - ((before != null) ? before.length : 0);
		var oldest = this.kept.entrySet().iterator();
		while (this.size > MOST_KEPT && oldest.hasNext()) {
			this.size -= oldest.next().getValue().length;
			oldest.remove();
		}
	}

}
