package dev.wscat.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file of settings, as far as it is read before any YAML reader.
 */
class SettingsTests {

	@Test
	void theCopyInTheJarIsReadIfAndOnlyIfItSetsSomething() throws IOException {
		byte[] packaged = Files.readAllBytes(Path.of("application.yml"));
		assertThat(Settings.hasSettings(packaged)).as("Settings.PACKAGED has to follow application.yml")
			.isEqualTo(Settings.PACKAGED);
	}

	@Test
	void commentsAndBlanksSetNothing() {
		assertThat(hasSettings("")).isFalse();
		assertThat(hasSettings("# a\n\n  # wscat: b\r\n\t\n")).isFalse();
		assertThat(hasSettings("# a\nwscat:\n")).isTrue();
		assertThat(hasSettings("wscat: {keep: true} # a")).isTrue();
	}

	private static boolean hasSettings(String yaml) {
		return Settings.hasSettings(yaml.getBytes(StandardCharsets.UTF_8));
	}

}
