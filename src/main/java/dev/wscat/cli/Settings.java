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
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values for options that the command line does not give: from the environment, then from
 * {@code application.yml} in the working directory, or else the copy in the jar.
 */
public final class Settings implements IDefaultValueProvider {

	private static final String FILE = "application.yml";

	private final Map<String, String> environment;

	private final List<PropertySource<?>> properties;

	private Settings(Map<String, String> environment, List<PropertySource<?>> properties) {
		this.environment = environment;
		this.properties = properties;
	}

	/**
	 * Read the settings.
	 * @return the settings of this process
	 * @throws CliException when the file is there but cannot be read
	 */
	public static Settings read() {
		return new Settings(System.getenv(), properties(Path.of(FILE)));
	}

	@Override
	public @Nullable String defaultValue(ArgSpec argument) {
		if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
			return argument.defaultValue();
		}
		String name = option.longestName().substring(2);
		String value = this.environment.get("WSCAT_" + name.replace('-', '_').toUpperCase(Locale.ROOT));
		for (PropertySource<?> source : this.properties) {
			if (value == null) {
				Object property = source.getProperty("wscat." + name);
				value = (property != null) ? property.toString() : null;
			}
		}
		return (value != null) ? value : argument.defaultValue();
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
		try (InputStream in = Settings.class.getResourceAsStream("/" + FILE)) {
			return (in != null) ? in.readAllBytes() : new byte[0];
		}
	}

	/** Comments only, as the file is shipped, need no YAML reader. */
	private static boolean hasSettings(byte[] yaml) {
		boolean lineStart = true;
		boolean comment = false;
		for (byte value : yaml) {
			if (value == '\n') {
				lineStart = true;
				comment = false;
			}
			else if (lineStart && value == '#') {
				comment = true;
			}
			else if (!comment && value != ' ' && value != '\r' && value != '\t') {
				return true;
			}
			lineStart = lineStart && value == ' ' || value == '\n';
		}
		return false;
	}

}
