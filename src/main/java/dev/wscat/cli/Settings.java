package dev.wscat.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * Values for options that the command line does not give: from the environment, then from
 * {@code application.yml} in the working directory, or else the copy in the jar.
 */
public final class Settings {

	/**
	 * A value and where it stands.
	 *
	 * @param text the value
	 * @param source its name there
	 */
	record Value(String text, String source) {
	}

	/**
	 * Whether the copy of the file in the jar sets anything, which a test keeps true to
	 * the file: to open the jar costs a tenth of a client's start.
	 */
	static final boolean PACKAGED = false;

	private static final String FILE = "application.yml";

	private static final String VARIABLES = "WSCAT_";

	private final Map<String, String> environment;

	private final List<PropertySource<?>> properties;

	private final boolean anyVariable;

	private Settings(Map<String, String> environment, List<PropertySource<?>> properties) {
		this.environment = environment;
		this.properties = properties;
		boolean any = false;
		for (String name : environment.keySet()) {
			any |= name.startsWith(VARIABLES);
		}
		this.anyVariable = any;
	}

	/**
	 * Read the settings.
	 * @return the settings of this process
	 * @throws CliException when the file is there but cannot be read
	 */
	public static Settings read() {
		return new Settings(System.getenv(), properties(Path.of(FILE)));
	}

	/**
	 * Find the value of an option.
	 * @param longName its name without hyphens
	 * @return the value, or {@code null} when there is none
	 */
	@Nullable Value find(String longName) {
		if (this.anyVariable) {
			String variable = VARIABLES + longName.replace('-', '_').toUpperCase(Locale.ROOT);
			String value = this.environment.get(variable);
			if (value != null) {
				return new Value(value, variable);
			}
		}
		for (PropertySource<?> source : this.properties) {
			Object property = source.getProperty("wscat." + longName);
			if (property != null) {
				return new Value(property.toString(), "wscat." + longName + " in " + FILE);
			}
		}
		return null;
	}

	private static List<PropertySource<?>> properties(Path file) {
		try {
			byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : packaged();
			return hasSettings(bytes) ? new YamlPropertySourceLoader().load(FILE, new ByteArrayResource(bytes))
					: List.of();
		}
		catch (IOException | RuntimeException ex) {
			throw new CliException(ExitCode.USAGE, "cannot read " + file.toAbsolutePath() + ": " + ex.getMessage(), ex);
		}
	}

	private static byte[] packaged() throws IOException {
		if (!PACKAGED) {
			return new byte[0];
		}
		try (InputStream in = Settings.class.getResourceAsStream("/" + FILE)) {
			return (in != null) ? in.readAllBytes() : new byte[0];
		}
	}

	/** Comments only, as the file is shipped, need no YAML reader. */
	static boolean hasSettings(byte[] yaml) {
		boolean comment = false;
		for (byte value : yaml) {
			if (value == '\n') {
				comment = false;
			}
			else if (value == '#') {
				comment = true;
			}
			else if (!comment && value > ' ') {
				return true;
			}
		}
		return false;
	}

}
