package dev.wscat.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.wscat.launcher.Installation.Result;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code bin/wscat}: it starts whatever state its start-up cache is in, and never runs
 * stale code.
 */
class LauncherIT {

	private static final String VERSION = "1.0.0-SNAPSHOT";

	private static final String ENGINE = "dev.wscat.command.script.engine.GraalEngine";

	private static final Map<Path, Path> CACHES = new HashMap<>();

	private static final Map<Path, Installation> INSTALLATIONS = new HashMap<>();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	static Path shared;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path temporary;

	/** The JDK of this build, and a JDK 25 if there is one. */
	static List<Path> jdks() throws IOException {
		String chosen = System.getenv("WSCAT_IT_JAVA");
		if (chosen != null) {
			return List.of(Path.of(chosen));
		}
		Path own = Path.of(System.getProperty("java.home"));
		Path all = Path.of("/usr/lib/jvm");
		if (!Files.isDirectory(all)) {
			return List.of(own);
		}
		try (Stream<Path> others = Files.list(all)) {
			return Stream.concat(Stream.of(own), others.filter((path) -> path.toString().contains("25")
					&& Files.isExecutable(path.resolve("bin/java")) && !path.equals(own)))
				.toList();
		}
	}

	@BeforeAll
	static void makeCaches() throws IOException, InterruptedException {
		int number = 0;
		for (Path jdk : jdks()) {
			number++;
			Installation installation = Installation.in(shared.resolve("wscat-" + number), jdk);
			Path caches = shared.resolve("its caches " + number);
			Result made = installation.run(Map.of("WSCAT_CACHE_DIR", caches.toString()), "--warm-up");
			assertThat(made).isEqualTo(new Result(0, "", made.err()));
			assertThat(made.err()).hasLineCount(1).contains(caches.toString());
			assertThat(files(caches)).hasSize(parts(jdk)).allMatch(LauncherIT::isCache);
			INSTALLATIONS.put(jdk, installation);
			CACHES.put(jdk, caches);
		}
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void theFirstRunMakesTheCacheInTheBackgroundForTheNext(Path jdk) throws Exception {
		Installation installation = installation(jdk);
		Path home = this.temporary.resolve("home");
		Files.createDirectory(home);
		Map<String, String> environment = Map.of("HOME", home.toString());
		Path caches = home.resolve(".cache/wscat");

		assertAnswers(installation.run(environment, "--version"));
		int parts = parts(jdk);
		// the run has ended, though the cache takes seconds more
		assertThat(files(caches)).noneMatch(LauncherIT::isCache);

		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> files(caches).size() == parts && files(caches).stream().allMatch(LauncherIT::isCache));
		assertThat(Files.getPosixFilePermissions(caches)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
		assertThat(installation.isCached(environment)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void aCacheMadeBesideTheJarServesAll(Path jdk) throws Exception {
		Installation installation = Installation.in(this.temporary.resolve("opt"), jdk);
		Map<String, String> noHome = Map.of("HOME", "");

		Result made = installation.run(noHome, "--warm-up");

		assertThat(made.status()).as(made.err()).isZero();
		assertThat(made.out()).isEmpty();
		assertThat(files(installation.root().resolve("lib"))).hasSize(1 + parts(jdk));
		assertThat(installation.isCached(noHome)).isTrue();
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void aReplacedJarIsRunItself(Path jdk) throws Exception {
		Installation installation = Installation.in(this.temporary.resolve("opt"), jdk);
		Map<String, String> environment = Map.of("HOME", "");
		installation.run(environment, "--warm-up");
		assertThat(installation.isCached(environment)).isTrue();

		installation.replaceJar(VERSION, "7.7.7-SNAPSHOT");

		assertThat(installation.run(environment, "--version").out()).isEqualTo("wscat 7.7.7-SNAPSHOT\n");
		assertThat(installation.isCached(environment)).isFalse();
		installation.run(environment, "--warm-up");
		assertThat(installation.isCached(environment)).isTrue();
		assertThat(installation.run(environment, "--version").out()).isEqualTo("wscat 7.7.7-SNAPSHOT\n");
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void programsHaveACacheOfTheirOwnWhichIsThatOfTheEngine(Path jdk) throws Exception {
		Installation installation = Installation.in(this.temporary.resolve("opt"), jdk);
		Path engine = installation.addEngine();
		Map<String, String> environment = Map.of("HOME", "");
		String[] program = { "script", "-e", "console.log(6 * 7)" };

		Result made = installation.run(environment, "--warm-up", "script");

		assertThat(made.status()).as(made.err()).isZero();
		assertThat(installation.isCached(environment)).isFalse();
		assertThat(installation.isCached(environment, ENGINE, program)).isTrue();
		assertThat(installation.run(environment, program)).isEqualTo(new Result(0, "42\n", ""));

		Files.setLastModifiedTime(engine, FileTime.from(Instant.EPOCH));
		assertThat(installation.isCached(environment, ENGINE, program)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void aDamagedCacheIsLeftOut(Path jdk) throws Exception {
		List<Damage> damages = List.of(
				// cut off
				(file) -> file.setLength(file.length() / 2),
				// pages of zeros in the middle, which crash a JVM
				(file) -> zero(file, file.length() / 4, file.length() / 2),
				// not a cache at all
				(file) -> {
					file.setLength(0);
					file.writeBytes("garbage");
				},
				// empty
				(file) -> file.setLength(0));
		for (Damage damage : damages) {
			Path caches = copyOfCache(jdk);
			damage(caches, damage);
			Map<String, String> environment = Map.of("WSCAT_CACHE_DIR", caches.toString(), "WSCAT_CACHE", "");
			// as if it were being made anew, which would repair it while we look
			Files.createDirectory(lock(caches));
			assertAnswers(installation(jdk).run(environment, "--version"));
			assertThat(installation(jdk).isCached(environment)).isFalse();
		}
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void switchesAndOtherOptionsLeaveTheCacheOut(Path jdk) throws Exception {
		String caches = caches(jdk).toString();
		assertThat(installation(jdk).isCached(Map.of("WSCAT_CACHE_DIR", caches))).isTrue();
		assertThat(installation(jdk).isCached(Map.of("WSCAT_CACHE_DIR", caches, "WSCAT_CACHE", "off"))).isFalse();
		for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "WSCAT_JAVA_OPTS")) {
			for (String option : List.of("-Xshare:off", "-XX:+UseG1GC")) {
				Result result = installation(jdk).run(Map.of("WSCAT_CACHE_DIR", caches, variable, option), "--version");
				assertThat(result.status()).as(result.err()).isZero();
				assertThat(result.out()).isEqualTo("wscat " + VERSION + "\n");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void aPlaceThatCannotBeWrittenIsNoHindrance(Path jdk) throws Exception {
		assertAnswers(installation(jdk).run(Map.of("HOME", ""), "--version"));
		assertAnswers(installation(jdk).run(Map.of("HOME", "/proc/none"), "--version"));
		assertAnswers(installation(jdk).run(Map.of("WSCAT_CACHE_DIR", "/proc/none"), "--version"));
		Result refused = installation(jdk).run(Map.of("WSCAT_CACHE_DIR", "/proc/none"), "--warm-up");
		assertThat(refused.status()).isEqualTo(8);
		assertThat(refused.out()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void itIsFoundThroughLinks(Path jdk) throws Exception {
		Path first = Files.createSymbolicLink(this.temporary.resolve("first"), installation(jdk).launcher());
		Path second = Files.createSymbolicLink(this.temporary.resolve("second"), Path.of("first"));
		assertAnswers(installation(jdk).run(List.of(first.toString()), off(), "--version"));
		assertAnswers(installation(jdk).run(List.of(second.toString()), off(), "--version"));
		assertAnswers(installation(jdk).run(List.of("dash", second.toString()), off(), "--version"));
	}

	/** A JDK 17 keeps only its own classes in the cache there, but that is all. */
	@ParameterizedTest
	@MethodSource("jdks")
	void aPathMayHaveSpaces(Path jdk) throws Exception {
		Installation installation = Installation.in(this.temporary.resolve("my programs"), jdk);
		assertAnswers(installation.run(off(), "--version"));
		assertThat(installation.run(Map.of("HOME", ""), "--warm-up").status()).isZero();
		assertAnswers(installation.run(Map.of("HOME", ""), "--version"));
	}

	@ParameterizedTest
	@MethodSource("jdks")
	void argumentsAndStatusPassThrough(Path jdk) throws Exception {
		Result result = installation(jdk).run(Map.of("WSCAT_CACHE_DIR", caches(jdk).toString()), "--no such", "*");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).contains("'--no such'");
	}

	private static Installation installation(Path jdk) {
		return Objects.requireNonNull(INSTALLATIONS.get(jdk));
	}

	private static Path caches(Path jdk) {
		return Objects.requireNonNull(CACHES.get(jdk));
	}

	private static Map<String, String> off() {
		return Map.of("WSCAT_CACHE", "off");
	}

	private static void assertAnswers(Result result) {
		assertThat(result).isEqualTo(new Result(0, "wscat " + VERSION + "\n", ""));
	}

	private Path copyOfCache(Path jdk) throws IOException {
		Path copy = Files.createTempDirectory(this.temporary, "caches");
		for (Path cache : files(caches(jdk))) {
			Files.copy(cache, copy.resolve(cache.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
		}
		return copy;
	}

	private static void damage(Path caches, Damage damage) throws IOException {
		for (Path cache : files(caches)) {
			Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rw-------"));
			try (RandomAccessFile file = new RandomAccessFile(cache.toFile(), "rw")) {
				damage.to(file);
			}
		}
	}

	private static void zero(RandomAccessFile file, long from, long to) throws IOException {
		file.seek(from);
		file.write(new byte[(int) (to - from)]);
	}

	/** The lock has the name of a cache without its part. */
	private static Path lock(Path caches) {
		String name = files(caches).get(0).toString();
		return Path.of(name.replaceFirst("wscat\\.jar-[a-z]+-", "wscat.jar-") + ".lock");
	}

	/**
	 * A JDK 25 loads all of a cache at each start, so there is one for each of three
	 * jobs.
	 */
	private static int parts(Path jdk) throws IOException {
		Path home = jdk.endsWith("bin/java") ? jdk.resolve("../..").normalize() : jdk;
		return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25") ? 3 : 1;
	}

	private static boolean isCache(Path file) {
		return file.toString().endsWith(".aot") || file.toString().endsWith(".jsa");
	}

	private static List<Path> files(Path directory) {
		String[] names = directory.toFile().list();
		return (names != null) ? Stream.of(names).map(directory::resolve).toList() : List.of();
	}

	/** Something that can happen to a cache. */
	private interface Damage {

		void to(RandomAccessFile file) throws IOException;

	}

}
