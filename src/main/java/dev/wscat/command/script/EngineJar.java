package dev.wscat.command.script;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * Finds the engine: on the class path, or in the jar beside ours. Nothing here names one
 * of its classes, which the main jar does not have.
 */
final class EngineJar {

	private static final String NAME = "wscat-script.jar";

	private static final String ENGINE = "dev.wscat.command.script.engine.GraalEngine";

	private EngineJar() {
	}

	/**
	 * Make an engine.
	 * @return the engine
	 * @throws CliException when it is not there, or cannot run here
	 */
	static ScriptEngine open() {
		try {
			return make(EngineJar.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			return openBeside();
		}
	}

	private static ScriptEngine openBeside() {
		Path jar = beside();
		if (!Files.isRegularFile(jar)) {
			throw new CliException(ExitCode.LOCAL, "the JavaScript engine is not installed: put " + NAME
					+ ", which comes with each release and each build, at " + jar);
		}
		try {
			// open as long as the process lives
			return make(new URLClassLoader("wscat-script", new URL[] { jar.toUri().toURL() },
					EngineJar.class.getClassLoader()));
		}
		catch (ClassNotFoundException | MalformedURLException ex) {
			throw new CliException(ExitCode.LOCAL, jar + " is no JavaScript engine of this version of wscat", ex);
		}
	}

	/** Where the jar is that this class was loaded from. */
	private static Path beside() {
		try {
			CodeSource source = EngineJar.class.getProtectionDomain().getCodeSource();
			return Path.of(source.getLocation().toURI()).resolveSibling(NAME);
		}
		catch (URISyntaxException ex) {
			return Path.of(NAME).toAbsolutePath();
		}
	}

	private static ScriptEngine make(ClassLoader loader) throws ClassNotFoundException {
		try {
			return (ScriptEngine) Class.forName(ENGINE, true, loader).getDeclaredConstructor().newInstance();
		}
		catch (InvocationTargetException ex) {
			throw new CliException(ExitCode.LOCAL, "the JavaScript engine cannot run here: " + ex.getCause(), ex);
		}
		catch (ReflectiveOperationException ex) {
			if (ex instanceof ClassNotFoundException missing) {
				throw missing;
			}
			throw new CliException(ExitCode.LOCAL, "this is no JavaScript engine of this version of wscat", ex);
		}
	}

}
