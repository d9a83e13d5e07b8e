package dev.wscat.command.script.engine;

import java.net.IDN;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.terminal.Console;
import org.graalvm.polyglot.Language;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a program that are made here. All run on its thread.
 */
final class ProgramFunctions {

	private final long began = System.nanoTime();

	private final Program program;

	private final HostFunctions functions = new HostFunctions();

	ProgramFunctions(Program program, Path main) {
		this.program = program;
		process(main);
		timers();
		connections();
		new ServerFunctions(program).define(this.functions);
		new ClientFunctions(program).define(this.functions);
		new FetchFunctions(program).define(this.functions);
		new FileFunctions(program).define(this.functions);
		new InputFunctions(program).define(this.functions);
	}

	ProxyObject object() {
		return this.functions.object();
	}

	private void process(Path main) {
		Console console = this.program.console();
		Lifeline lifeline = this.program.lifeline();
		List<Object> arguments = new ArrayList<>(List.of("wscat", main.toString()));
		arguments.addAll(this.program.job().arguments());
		this.functions.value("argv", ProxyArray.fromList(arguments))
			.value("env", ProxyObject.fromMap(environment()))
			.value("platform", System.getProperty("os.name").startsWith("Linux") ? "linux" : "java")
			.value("version", "wscat")
			.value("engine", version())
			.action("print", (args) -> {
				if (args[0].asBoolean()) {
					console.printError(args[1].asString());
				}
				else if (!this.program.print(args[1].asString())) {
					lifeline.exit(0);
				}
			})
			.function("isTerminal", (args) -> args[0].asInt() == 1 && console.isOutputTerminal())
			.function("now", (args) -> (System.nanoTime() - this.began) / 1e6)
			.function("cwd", (args) -> Path.of("").toAbsolutePath().toString())
			.action("exit", (args) -> lifeline.exit(args[0].asInt()))
			.action("uncaught", (args) -> lifeline.uncaught(args[0].asString()))
			.action("loadFailed", (args) -> lifeline.loadFailed(args[0].asString()))
			.action("fatal", (args) -> lifeline.fatal(args[0].asString()))
			.action("loading", (args) -> hold(args[0].asBoolean()))
			.function("toAscii", (args) -> ascii(args[0].asString()))
			.function("uuid", (args) -> UUID.randomUUID().toString())
			.function("random", (args) -> {
				byte[] bytes = new byte[Math.min(args[0].asInt(), 65536)];
				new SecureRandom().nextBytes(bytes);
				return HostFunctions.buffer(bytes);
			});
	}

	private String version() {
		Language language = this.program.context().getEngine().getLanguages().get("js");
		return (language != null) ? language.getVersion() : "";
	}

	private void hold(boolean begins) {
		if (begins) {
			this.program.loop().hold();
		}
		else {
			this.program.loop().release();
		}
	}

	private Map<String, Object> environment() {
		List<String> names = this.program.job().environment();
		Map<String, Object> shown = new HashMap<>();
		System.getenv().forEach((name, value) -> {
			if (names.contains("*") || names.contains(name)) {
				shown.put(name, value);
			}
		});
		return shown;
	}

	private static @Nullable String ascii(String name) {
		try {
			return IDN.toASCII(name);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private void timers() {
		ScriptLoop loop = this.program.loop();
		this.functions.function("setTimer", (args) -> loop.setTimer(args[0], args[1].asDouble(), args[2].asBoolean()))
			.action("clearTimer", (args) -> {
				if (args[0].fitsInInt()) {
					loop.clearTimer(args[0].asInt());
				}
			})
			.action("refTimer", (args) -> loop.holdTimer(args[0].asInt(), args[1].asBoolean()));
	}

	/** What connections of servers and of clients have in common. */
	private void connections() {
		this.functions.function("sendText", (args) -> line(args[0]).send(Message.text(args[1].asString())))
			.function("sendBytes",
					(args) -> line(args[0]).send(Message.binary(HostFunctions.bytes(args[1], args[2], args[3]))))
			.function("buffered", (args) -> line(args[0]).buffered())
			.function("isClosing", (args) -> line(args[0]).isClosing())
			.action("tellDrained", (args) -> line(args[0]).tellDrained())
			.action("close", (args) -> line(args[0]).close(new Closing(args[1].asInt(), args[2].asString())))
			.action("begun", (args) -> line(args[0]).begun())
			.action("done", (args) -> line(args[0]).done())
			.function("headers", (args) -> {
				List<Object> flat = new ArrayList<>();
				for (Map.Entry<String, List<String>> header : line(args[0]).headers()) {
					for (String value : header.getValue()) {
						flat.add(header.getKey());
						flat.add(value);
					}
				}
				return ProxyArray.fromList(flat);
			});
	}

	private static Line line(Value handle) {
		return handle.asHostObject();
	}

}
