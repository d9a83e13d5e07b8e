package dev.wscat.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
	 * Values and where they stand.
	 *
	 * @param texts the values, more than one only for an option that can be repeated
	 * @param source their name there
	 * @param rank what counts more has more
	 */
	record Found(List<String> texts, String source, int rank) {
	}

	/** The rank of what is typed. */
	static final int TYPED = 4;

	/** The rank of what a file or a profile gives that was named. */
	static final int INCLUDED = 3;

	private static final int VARIABLE = 2;

	private static final int PROPERTY = 1;

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
	 * Find the values of an option.
	 * @param longName its name without hyphens
	 * @return the values, or {@code null} when there are none
	 */
	@Nullable Found find(String longName) {
		if (this.anyVariable) {
			String variable = VARIABLES + longName.replace('-', '_').toUpperCase(Locale.ROOT);
			String value = this.environment.get(variable);
			if (value != null) {
				return new Found(List.of(value), variable, VARIABLE);
			}
		}
		for (PropertySource<?> source : this.properties) {
			List<String> texts = texts(source, "wscat." + longName);
			if (!texts.isEmpty()) {
				return new Found(texts, "wscat." + longName + " in " + FILE, PROPERTY);
			}
		}
		return null;
	}

	/** A property, or the elements of a list. */
	private static List<String> texts(PropertySource<?> source, String name) {
		List<String> texts = new ArrayList<>();
		Object value = source.getProperty(name);
		for (int i = 0; value == null && source.getProperty(name + "[" + i + "]") != null; i++) {
			texts.add(String.valueOf(source.getProperty(name + "[" + i + "]")));
		}
		if (value != null) {
			texts.add(value.toString());
		}
		return texts;
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
