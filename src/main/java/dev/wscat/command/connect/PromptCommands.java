package dev.wscat.command.connect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.Trace;
import dev.wscat.terminal.Escapes;
import dev.wscat.terminal.prompt.CommandSet;
import dev.wscat.terminal.prompt.FileWords;
import dev.wscat.terminal.prompt.JsonText;
import dev.wscat.terminal.prompt.TypedBytes;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.HandshakeInfo;

/**
 * The commands of the prompt.
 */
final class PromptCommands {

	private static final int LONGEST_CONTROL = 125;

	private static final List<String> CODES = List.of("1000", "1001", "1002", "1003", "1007", "1008", "1009", "1011",
			"1012", "1013", "3000", "4000");

	private final Supplier<@Nullable PromptInput> input;

	private final CommandSet set = new CommandSet();

	PromptCommands(Supplier<@Nullable PromptInput> input) {
		this.input = input;
		CommandSet.Words files = FileWords.INSTANCE;
		this.set
			.add("/ping", "[DATA]", "Send a Ping, and tell how long the Pong takes.",
					(data) -> input().ping(control(data)), CommandSet.Words.NONE)
			.add("/pong", "[DATA]", "Send a Pong that nobody asked for.",
					(data) -> input().send(Message.control(Opcode.PONG, control(data))), CommandSet.Words.NONE)
			.add("/close", "[CODE [REASON]]", "Close the connection and end.", this::close,
					(words) -> (words.size() == 1) ? CODES : List.of())
			.add("/binary", "HEX|@FILE", "Send bytes as one binary message.", this::binary,
					(words) -> FileWords.behindAt(words))
			.add("/file", "PATH", "Send a file as one message: text if it is UTF-8, else binary.", this::file, files)
			.add("/json", "[JSON]", "Send JSON without blanks; alone: indent received JSON, or no more.", this::json,
					CommandSet.Words.NONE)
			.add("/headers", "", "Show the upgrade: what was asked, and what the server answered.", this::headers,
					CommandSet.Words.NONE)
			.add("/stats", "", "Show how much went each way.", (none) -> say(input().log().stats()),
					CommandSet.Words.NONE)
			.add("/reconnect", "", "Close, and connect again.", (none) -> input().reconnect(), CommandSet.Words.NONE)
			.add("/help", "[COMMAND]", "Show this. //x sends /x.", this::help, (words) -> this.set.names());
	}

	CommandSet set() {
		return this.set;
	}

	private PromptInput input() {
		PromptInput present = this.input.get();
		if (present == null) {
			throw new CliException(ExitCode.USAGE, "not connected");
		}
		return present;
	}

	private void say(String line) {
		input().prompt().say(line);
	}

	private void close(String arguments) {
		input().send(Message.close(arguments.isEmpty() ? Closing.NORMAL : Closing.typed(arguments)));
	}

	private void binary(String data) {
		input().send(Message.binary(TypedBytes.of(data, input().longest())));
	}

	private void file(String path) {
		byte[] bytes = TypedBytes.file(path, input().longest());
		try {
			input().send(Message.text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
		}
		catch (CharacterCodingException ex) {
			input().send(Message.binary(bytes));
		}
	}

	private void json(String text) {
		if (text.isEmpty()) {
			say(input().log().toggleIndenting() ? "received JSON is indented" : "received JSON is shown as it comes");
		}
		else {
			input().send(Message.text(JsonText.compact(text)));
		}
	}

	private void headers(String none) {
		HandshakeInfo handshake = input().session().getHandshakeInfo();
		String query = handshake.getUri().getRawQuery();
		String path = handshake.getUri().getRawPath() + ((query != null) ? "?" + query : "");
		say(Escapes.oneLine("> GET " + (path.startsWith("/") ? path : "/" + path) + " HTTP/1.1"));
		for (Map.Entry<String, String> header : input().session().asked()) {
			say(Escapes.oneLine("> " + Trace.shown(header)));
		}
		say("< HTTP/1.1 101 Switching Protocols");
		for (Map.Entry<String, List<String>> header : handshake.getHeaders().headerSet()) {
			for (String value : header.getValue()) {
				say(Escapes.oneLine("< " + Trace.shown(Map.entry(header.getKey(), value))));
			}
		}
	}

	private void help(String name) {
		String known = (name.isEmpty() || name.startsWith("/")) ? name : "/" + name;
		this.set.help(known).lines().forEach(this::say);
	}

	private static byte[] control(String data) {
		byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > LONGEST_CONTROL) {
			throw new CliException(ExitCode.USAGE, "a Ping or Pong carries at most " + LONGEST_CONTROL
					+ " bytes, RFC 6455 section 5.5; these are " + bytes.length);
		}
		return bytes;
	}

}
