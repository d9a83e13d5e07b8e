package dev.wscat.terminal.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.jline.reader.LineReaderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of what was typed, and where.
 */
class TypedHistoryTests {

	@Test
	void theFileIsForItsOwnerOnly(@TempDir Path home) throws IOException {
		Path file = Objects.requireNonNull(TypedHistory.file("history", Map.of("HOME", home.toString())));
		assertThat(file).isEqualTo(home.resolve(".local/state/wscat/history"));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
			.isEqualTo("rwx------");
	}

	@Test
	void theStateFolderOfTheUserCounts(@TempDir Path state) {
		assertThat(TypedHistory.file("h", Map.of("HOME", "/nowhere", "XDG_STATE_HOME", state.toString())))
			.isEqualTo(state.resolve("wscat/h"));
	}

	@Test
	void withoutAPlaceThereIsNone(@TempDir Path home) throws IOException {
		assertThat(TypedHistory.file("h", Map.of())).isNull();
		Path file = Files.createFile(home.resolve("file"));
		assertThat(TypedHistory.file("h", Map.of("HOME", file.toString()))).isNull();
	}

	@Test
	void secretAndHugeLinesAreNotKept() {
		TypedHistory history = new TypedHistory();
		history.attach(LineReaderBuilder.builder().terminal(Terminals.none()).build());
		history.add(Instant.EPOCH, " secret");
		history.add(Instant.EPOCH, "x".repeat(1 << 15));
		history.add(Instant.EPOCH, "kept");
		assertThat(history.size()).isEqualTo(1);
		assertThat(history.get(0)).isEqualTo("kept");
	}

}
