package dev.wscat;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.util.ReferenceCounted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the design: who may know whom, and who may do what.
 */
class ArchitectureTests {

	private static final JavaClasses MAIN = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.wscat");

	private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.wscat");

	private static final int LONGEST_FILE = 400;

	@Test
	void coreKnowsTheJdkReactorAndJSpecifyOnly() {
		check(classes().that()
			.resideInAPackage("dev.wscat.core..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("dev.wscat.core..", "java..", "reactor.core..", "reactor.util..",
					"org.reactivestreams..", "org.jspecify.."));
	}

	@Test
	void netKnowsCoreOnly() {
		mayUse("dev.wscat.net..", "dev.wscat.core..");
	}

	@Test
	void terminalKnowsNetAndCoreOnly() {
		mayUse("dev.wscat.terminal..", "dev.wscat.net..", "dev.wscat.core..");
	}

	@Test
	void serviceKnowsCoreOnly() {
		mayUse("dev.wscat.service..", "dev.wscat.core..");
	}

	@Test
	void cliKnowsNoCommandAndNotTheRoot() {
		mayUse("dev.wscat.cli..", "dev.wscat.net..", "dev.wscat.terminal..", "dev.wscat.service..", "dev.wscat.core..");
	}

	@Test
	void commandsAreKnownToTheRootOnly() {
		check(classes().that()
			.resideInAPackage("dev.wscat.command..")
			.should()
			.onlyHaveDependentClassesThat()
			.resideInAnyPackage("dev.wscat", "dev.wscat.command.."));
	}

	@Test
	void commandsDoNotKnowEachOther() {
		check(slices().matching("dev.wscat.command.(*)..").should().notDependOnEachOther());
	}

	@Test
	void commandsDoNotKnowTheRoot() {
		check(noClasses().that()
			.resideInAPackage("dev.wscat.*..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("dev.wscat"));
	}

	@Test
	void packagesAreFreeOfCycles() {
		check(slices().matching("dev.wscat.(**)").should().beFreeOfCycles());
	}

	@Test
	void onlyWscatEndsTheProcess() {
		check(noClasses().that()
			.doNotHaveFullyQualifiedName(Wscat.class.getName())
			.should()
			.accessTargetWhere(
					calls(System.class, "exit").or(calls(Runtime.class, "exit")).or(calls(Runtime.class, "halt"))));
	}

	@Test
	void onlyTheTerminalTouchesTheStandardStreams() {
		check(noClasses().that()
			.resideOutsideOfPackage("dev.wscat.terminal..")
			.should()
			.accessTargetWhere(anyOf(System.class, "in", "out", "err", "setIn", "setOut", "setErr", "console")
				.or(anyOf(FileDescriptor.class, "in", "out", "err"))
				.or(calls(Throwable.class, "printStackTrace"))));
	}

	@Test
	void nobodyBlocksAndOnlyTheLauncherAndThePumpSubscribe() {
		Set<String> allowed = Set.of("dev.wscat.Launcher", "dev.wscat.Running", "dev.wscat.net.Pump");
		DescribedPredicate<JavaAccess<?>> forbidden = target("blocks or subscribes", (access) -> {
			String owner = access.getTargetOwner().getName();
			String name = access.getTarget().getName();
			return (owner.equals("reactor.core.publisher.Mono") || owner.equals("reactor.core.publisher.Flux"))
					&& (name.startsWith("block") || name.equals("toIterable") || name.equals("toStream")
							|| name.equals("toFuture")
							|| name.equals("subscribe")
									&& !access.getTarget().getFullName().contains("(org.reactivestreams.Subscriber)")
									&& !access.getTarget().getFullName().contains("(reactor.core.CoreSubscriber)"));
		});
		check(noClasses().that(new DescribedPredicate<JavaClass>("are others than " + allowed) {
			@Override
			public boolean test(JavaClass type) {
				return !allowed.contains(type.getName().replaceFirst("\\$.*", ""));
			}
		}).should().accessTargetWhere(forbidden));
	}

	@Test
	void nobodySleepsTestsIncluded() {
		noClasses().should()
			.accessTargetWhere(calls(Thread.class, "sleep").or(calls(TimeUnit.class, "sleep")))
			.check(ALL);
	}

	@Test
	void noTestWaitsForEver() {
		noClasses().should().accessTargetWhere(target("verifies without a deadline", (access) -> {
			boolean verifier = access.getTargetOwner().isAssignableTo(StepVerifier.class)
					|| access.getTargetOwner().isAssignableTo(StepVerifier.LastStep.class);
			String signature = access.getTarget().getFullName();
			return verifier && (signature.matches(".*\\.verify(Complete|Error\\w*|Timeout)?\\(.*\\)")
					&& !signature.contains("(java.time.Duration)"));
		})).check(ALL);
	}

	@Test
	void lettersChangeCaseWithALocale() {
		noClasses().should()
			.accessTargetWhere(target("changes case by the machine's locale",
					(access) -> access.getTarget().getFullName().equals("java.lang.String.toLowerCase()")
							|| access.getTarget().getFullName().equals("java.lang.String.toUpperCase()")))
			.check(ALL);
	}

	@Test
	void buffersAreCountedInTheNetAndTheRawLanesOnly() {
		check(noClasses().that()
			.resideInAnyPackage("dev.wscat", "dev.wscat.cli..", "dev.wscat.service..", "dev.wscat.core..",
					"dev.wscat.command.connect..", "dev.wscat.command.listen..")
			.should()
			.accessTargetWhere(target("counts references",
					(access) -> access.getTargetOwner().isAssignableTo(ReferenceCounted.class)
							&& Set.of("retain", "release").contains(access.getTarget().getName()))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "src/main/java", "src/test/java" })
	void everyPackageIsNullMarked(String root) throws IOException {
		Set<Path> packages;
		try (Stream<Path> files = Files.walk(Path.of(root))) {
			packages = files.filter((file) -> file.toString().endsWith(".java"))
				.map((file) -> Path.of(root).relativize(file.getParent()))
				.collect(Collectors.toSet());
		}
		assertThat(packages).isNotEmpty().allSatisfy((folder) -> {
			List<Path> candidates = Stream.of("src/main/java", "src/test/java")
				.map((source) -> Path.of(source).resolve(folder).resolve("package-info.java"))
				.filter(Files::exists)
				.toList();
			assertThat(candidates).as("package-info of " + folder).isNotEmpty();
			assertThat(Files.readString(candidates.get(0))).contains("@NullMarked\npackage ");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "src/main/java", "src/test/java" })
	void filesAreShort(String root) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(root))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java")).toList())
				.allSatisfy((file) -> assertThat(Files.readAllLines(file)).as(file.toString())
					.hasSizeLessThanOrEqualTo(LONGEST_FILE));
		}
	}

	@Test
	void testsOfUnitsAndOfProcessesAreToldApartByName() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java")).toList()).allSatisfy((file) -> {
				String source = Files.readString(file);
				String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
				if (source.contains("\t@Test\n") || source.contains("\t@ParameterizedTest\n")) {
					assertThat(name).as("run by surefire or failsafe").matches(".*(tests|it)\\.java");
				}
			});
		}
	}

	private static void mayUse(String room, String... others) {
		List<String> packages = Stream.concat(Stream.of(room), Stream.of(others)).toList();
		DescribedPredicate<JavaClass> ours = new DescribedPredicate<>("other rooms of wscat than " + packages) {
			@Override
			public boolean test(JavaClass type) {
				return type.getPackageName().startsWith("dev.wscat") && packages.stream()
					.noneMatch((allowed) -> (type.getPackageName() + ".").startsWith(allowed.replace("..", ".")));
			}
		};
		check(noClasses().that().resideInAPackage(room).should().dependOnClassesThat(ours));
	}

	private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String name) {
		return target("calls " + owner.getSimpleName() + "." + name,
				(access) -> access.getTargetOwner().isAssignableTo(owner) && access.getTarget().getName().equals(name)
						&& !isPrintTo(access.getTarget()));
	}

	private static DescribedPredicate<JavaAccess<?>> anyOf(Class<?> owner, String... names) {
		return target("uses " + owner.getSimpleName() + "." + String.join("/", names),
				(access) -> access.getTargetOwner().isEquivalentTo(owner)
						&& Set.of(names).contains(access.getTarget().getName()));
	}

	/** A stack trace may be written to a writer of one's own. */
	private static boolean isPrintTo(AccessTarget target) {
		return target.getName().equals("printStackTrace") && !target.getFullName().endsWith("()");
	}

	private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<JavaAccess<?>> test) {
		return new DescribedPredicate<>(description) {
			@Override
			public boolean test(JavaAccess<?> access) {
				return test.test(access);
			}
		};
	}

	private static void check(ArchRule rule) {
		rule.check(MAIN);
	}

}
