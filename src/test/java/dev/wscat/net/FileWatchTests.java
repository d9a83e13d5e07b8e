package dev.wscat.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When files have changed, and when not yet.
 */
class FileWatchTests {

	@Test
	void filesThatStayAreNoChange(@TempDir Path folder) throws IOException {
		FileWatch watch = new FileWatch(List.of(write(folder, "a", 1), folder.resolve("missing")));
		assertThat(watch.haveChanged()).isFalse();
		assertThat(watch.haveChanged()).isFalse();
	}

	@Test
	void aChangeIsToldOnceAndOnlyWhenItIsAtRest(@TempDir Path folder) throws IOException {
		FileWatch watch = new FileWatch(List.of(write(folder, "a", 1)));
		write(folder, "a", 2);
		assertThat(watch.haveChanged()).as("may still be written").isFalse();
		write(folder, "a", 3);
		assertThat(watch.haveChanged()).as("was still written").isFalse();
		assertThat(watch.haveChanged()).isTrue();
		assertThat(watch.haveChanged()).isFalse();
	}

	@Test
	void aChangeTakenBackIsNone(@TempDir Path folder) throws IOException {
		Path file = write(folder, "a", 1);
		FileWatch watch = new FileWatch(List.of(file));
		Files.setLastModifiedTime(file, FileTime.fromMillis(9000));
		assertThat(watch.haveChanged()).isFalse();
		Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
		assertThat(watch.haveChanged()).isFalse();
		assertThat(watch.haveChanged()).isFalse();
	}

	@Test
	void aFileMovedIntoThePlaceIsAChangeEvenWithTheSameTime(@TempDir Path folder) throws IOException {
		Path file = write(folder, "a", 1);
		FileWatch watch = new FileWatch(List.of(file));
		Files.move(write(folder, "b", 1), file, StandardCopyOption.REPLACE_EXISTING);
		assertThat(watch.haveChanged()).isFalse();
		assertThat(watch.haveChanged()).isTrue();
	}

	@Test
	void aLinkThatPointsElsewhereIsAChange(@TempDir Path folder) throws IOException {
		write(folder, "one", 1);
		write(folder, "two", 1);
		Path data = Files.createSymbolicLink(folder.resolve("data"), Path.of("one"));
		Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("data"));
		FileWatch watch = new FileWatch(List.of(link));
		Files.move(Files.createSymbolicLink(folder.resolve("next"), Path.of("two")), data,
				StandardCopyOption.REPLACE_EXISTING);
		assertThat(watch.haveChanged()).isFalse();
		assertThat(watch.haveChanged()).isTrue();
	}

	@Test
	void aFileThatGoesAndOneThatComesAreChanges(@TempDir Path folder) throws IOException {
		Path file = write(folder, "a", 1);
		FileWatch watch = new FileWatch(List.of(file));
		Files.delete(file);
		assertThat(watch.haveChanged()).isFalse();
		assertThat(watch.haveChanged()).isTrue();
		write(folder, "a", 1);
		assertThat(watch.haveChanged()).isFalse();
		assertThat(watch.haveChanged()).isTrue();
	}

	private static Path write(Path folder, String name, int second) throws IOException {
		Path file = Files.writeString(folder.resolve(name), "content");
		return Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000L));
	}

}
