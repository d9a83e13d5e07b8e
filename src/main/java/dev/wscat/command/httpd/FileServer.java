package dev.wscat.command.httpd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Date;
import java.util.List;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers requests for what is in a folder.
 */
final class FileServer {

	/**
	 * What is shown of the folder, and how.
	 *
	 * @param index name of the file that stands for its folder
	 * @param list whether folders without one are listed
	 * @param gzip whether files are packed
	 * @param cors who else may read, or {@code null}
	 */
	record Manner(String index, boolean list, boolean gzip, @Nullable Cors cors) {
	}

	private static final String METHODS = "GET, HEAD, OPTIONS";

	private final Folder folder;

	private final Manner manner;

	private final MediaTypes types = new MediaTypes();

	private final Packing packing = new Packing();

	FileServer(Folder folder, Manner manner) {
		this.folder = folder;
		this.manner = manner;
	}

	/**
	 * Answer a request; on an event loop.
	 * @param request the request
	 * @param response the answer to be
	 * @return completes when it is sent
	 */
	Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		Cors cors = this.manner.cors();
		if (cors != null) {
			cors.allow(response);
		}
		if (request.method().equals(HttpMethod.OPTIONS)) {
			if (cors != null) {
				cors.answer(request, response);
			}
			return response.status(204).header(HttpHeaderNames.ALLOW, METHODS).send();
		}
		if (!isRead(request)) {
			response.header(HttpHeaderNames.ALLOW, METHODS).header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
			return refuse(405, "files can only be read", request, response);
		}
		RequestPath path = RequestPath.parse(request.uri());
		Folder.Item item = (path != null) ? this.folder.find(path) : null;
		if (path == null || item == null || !item.isFolder() && path.folder()) {
			return refuse(404, "there is no such file", request, response);
		}
		try {
			return item.isFolder() ? folder(item, path, request, response) : file(item, request, response);
		}
		catch (NoSuchFileException ex) {
			return refuse(404, "there is no such file", request, response);
		}
		catch (IOException ex) {
			return refuse(403, "this file cannot be read", request, response);
		}
	}

	private static boolean isRead(HttpServerRequest request) {
		return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
	}

	private Publisher<Void> folder(Folder.Item item, RequestPath path, HttpServerRequest request,
			HttpServerResponse response) throws IOException {
		if (!path.folder()) {
			// links in it are relative to it
			String query = request.uri().contains("?") ? request.uri().substring(request.uri().indexOf('?')) : "";
			response.header(HttpHeaderNames.LOCATION, path.raw() + '/' + query);
			return refuse(301, "this is a folder", request, response);
		}
		Folder.Item index = this.folder.child(item, this.manner.index());
		if (index != null && !index.isFolder()) {
			return file(index, request, response);
		}
		if (!this.manner.list()) {
			return refuse(403, "this folder has no " + this.manner.index() + " and is not listed", request, response);
		}
		return Mono.fromCallable(() -> Listing.page(this.folder, item, path))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((page) -> {
				response.header(HttpHeaderNames.CONTENT_SECURITY_POLICY, Listing.POLICY)
					.header(HttpHeaderNames.CACHE_CONTROL, "no-store");
				return Mono
					.from(body(page.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", request, response));
			})
			.onErrorResume(IOException.class,
					(error) -> Mono.from(refuse(403, "this folder cannot be read", request, response)));
	}

	private Publisher<Void> file(Folder.Item item, HttpServerRequest request, HttpServerResponse response)
			throws IOException {
		if (!Files.isReadable(item.path())) {
			return refuse(403, "this file cannot be read", request, response);
		}
		HttpHeaders headers = request.requestHeaders();
		String type = this.types.of(item.path().getFileName().toString());
		boolean ranged = headers.contains(HttpHeaderNames.RANGE);
		if (this.manner.gzip() && Packing.isText(type)) {
			response.addHeader(HttpHeaderNames.VARY, "Accept-Encoding");
			if (!ranged && Packing.isTaken(headers)) {
				Publisher<Void> packed = packed(item, type, request, response);
				if (packed != null) {
					return packed;
				}
			}
		}
		String tag = item.tag("");
		if (!head(item, tag, type, request, response)) {
			return response.send();
		}
		response.header(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
		if (ranged && request.method().equals(HttpMethod.GET)
				&& Conditions.isRangeWanted(headers, tag, item.modified())) {
			List<ByteRanges.Piece> pieces = ByteRanges.parse(headers.get(HttpHeaderNames.RANGE), item.size());
			if (pieces != null) {
				return pieces(item, type, pieces, request, response);
			}
		}
		return whole(item, 0, item.size(), request, response);
	}

	private static Publisher<Void> whole(Folder.Item item, long first, long length, HttpServerRequest request,
			HttpServerResponse response) throws IOException {
		if (request.method().equals(HttpMethod.HEAD)) {
			return response.header(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length)).send();
		}
		return Sender.send(item.path(), first, length, response);
	}

	private static Publisher<Void> pieces(Folder.Item item, String type, List<ByteRanges.Piece> pieces,
			HttpServerRequest request, HttpServerResponse response) throws IOException {
		if (pieces.isEmpty()) {
			response.header(HttpHeaderNames.CONTENT_RANGE, "bytes */" + item.size());
			return refuse(416, "the file has " + item.size() + " bytes", request, response);
		}
		response.status(206);
		if (pieces.size() > 1) {
			return Sender.sendParts(item.path(), item.size(), type, pieces, response);
		}
		ByteRanges.Piece piece = pieces.get(0);
		response.header(HttpHeaderNames.CONTENT_RANGE, piece.contentRange(item.size()));
		return whole(item, piece.first(), piece.length(), request, response);
	}

	/** None when the file is sent as it is. */
	private @Nullable Publisher<Void> packed(Folder.Item item, String type, HttpServerRequest request,
			HttpServerResponse response) throws IOException {
		Folder.Item beside = this.folder.beside(item, ".gz");
		boolean ready = beside != null && !beside.isFolder() && beside.modified() >= item.modified()
				&& Files.isReadable(beside.path());
		if (!ready && !Packing.isWorthwhile(type, item.size())) {
			return null;
		}
		String tag = item.tag("-gz");
		if (!head(item, tag, type, request, response)) {
			return response.send();
		}
		response.header(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
		if (beside != null && ready) {
			return whole(beside, 0, beside.size(), request, response);
		}
		return Mono.fromCallable(() -> this.packing.pack(item))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((bytes) -> Mono.from(body(bytes, type, request, response)));
	}

	/** Tells whether there is a body to follow. */
	private static boolean head(Folder.Item item, String tag, String type, HttpServerRequest request,
			HttpServerResponse response) {
		int status = Conditions.status(request.requestHeaders(), tag, item.modified());
		response.status(status)
			.header(HttpHeaderNames.ETAG, tag)
			.header(HttpHeaderNames.LAST_MODIFIED, DateFormatter.format(new Date(item.modified())))
			.header(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
		if (status == 200) {
			response.header(HttpHeaderNames.CONTENT_TYPE, type).header("X-Content-Type-Options", "nosniff");
		}
		else if (status == 412) {
			response.header(HttpHeaderNames.CONTENT_LENGTH, "0");
		}
		return status == 200;
	}

	static Publisher<Void> refuse(int status, String reason, HttpServerRequest request, HttpServerResponse response) {
		return body((reason + "\n").getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", request,
				response.status(status));
	}

	private static Publisher<Void> body(byte[] body, String type, HttpServerRequest request,
			HttpServerResponse response) {
		response.header(HttpHeaderNames.CONTENT_TYPE, type)
			.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
		return request.method().equals(HttpMethod.HEAD) ? response.send() : response.sendByteArray(Mono.just(body));
	}

}
