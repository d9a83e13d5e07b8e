package dev.wscat.command.script.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/**
 * What the part of a program that is written in JavaScript can call here. Functions only:
 * no class of Java is seen.
 */
final class HostFunctions {

	/** A function that gives nothing back. */
	interface Action {

		void run(Value... arguments);

	}

	private final Map<String, Object> members = new HashMap<>();

	HostFunctions function(String name, ProxyExecutable function) {
		this.members.put(name, function);
		return this;
	}

	HostFunctions action(String name, Action action) {
		return function(name, (arguments) -> {
			action.run(arguments);
			return null;
		});
	}

	HostFunctions value(String name, Object value) {
		this.members.put(name, value);
		return this;
	}

	ProxyObject object() {
		return ProxyObject.fromMap(this.members);
	}

	/** The bytes of an ArrayBuffer, copied, since the program may change them. */
	static byte[] bytes(Value buffer, Value offset, Value length) {
		byte[] bytes = new byte[length.asInt()];
		if (bytes.length > 0) {
			buffer.readBuffer(offset.asInt(), bytes, 0, bytes.length);
		}
		return bytes;
	}

	/** Bytes for {@code lib.ownBytes}. */
	static ByteBuffer buffer(byte[] bytes) {
		return ByteBuffer.wrap(bytes);
	}

	static @Nullable String text(@Nullable Value value) {
		return (value == null || value.isNull()) ? null : value.asString();
	}

	static List<String> texts(Value array) {
		List<String> texts = new ArrayList<>();
		for (long i = 0; i < array.getArraySize(); i++) {
			texts.add(array.getArrayElement(i).asString());
		}
		return texts;
	}

	/** Names and values that follow each other. */
	static List<Map.Entry<String, String>> pairs(Value array) {
		List<String> texts = texts(array);
		List<Map.Entry<String, String>> pairs = new ArrayList<>();
		for (int i = 0; i + 1 < texts.size(); i += 2) {
			pairs.add(Map.entry(texts.get(i), texts.get(i + 1)));
		}
		return pairs;
	}

}
