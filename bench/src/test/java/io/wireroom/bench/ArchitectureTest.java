package io.wireroom.bench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.wireroom.enrich.clean.page.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rules of docs/architecture.md over the classes of all modules. It is in bench because only bench has every module on
 * its class path.
 */
@AnalyzeClasses(packages = "io.wireroom", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int MOST_CLASSES_OF_A_PACKAGE = 30;

    private static final Set<String> SHARED = Set.of("contract", "text", "runtime", "tagging", "store");
    private static final Set<String> STAGES = Set.of("ingest", "enrich", "sink");

    /** The modules that each module may use; a module is a package directly below io.wireroom. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            Map.entry("contract", Set.of()),
            Map.entry("text", Set.of()),
            Map.entry("runtime", Set.of("contract", "text")),
            Map.entry("tagging", Set.of("contract", "text")),
            Map.entry("store", Set.of("contract", "text", "runtime")),
            Map.entry("ingest", SHARED),
            Map.entry("enrich", SHARED),
            Map.entry("sink", SHARED),
            Map.entry("testkit", Set.of("contract", "text", "runtime")),
            Map.entry("standalone", union(SHARED, STAGES)),
            Map.entry("conformance", union(SHARED, STAGES, Set.of("standalone", "testkit"))),
            Map.entry("training", union(SHARED, STAGES, Set.of("standalone"))),
            Map.entry("bench", union(SHARED, STAGES, Set.of("standalone", "testkit", "conformance", "training"))));

    private static final String[] STAGE_PACKAGES = {"io.wireroom.ingest..", "io.wireroom.enrich..", "io.wireroom.sink.."
    };

    /** Same input, same result: no broker, no log, no metric, no database, no clock. */
    private static final DescribedPredicate<JavaClass> PURE = resideInAPackage("io.wireroom.text..")
            .or(resideInAPackage("io.wireroom.tagging.."))
            .or(resideInAPackage("io.wireroom.enrich.clean.."))
            .or(resideInAPackage("io.wireroom.enrich.language.."))
            .or(resideInAPackage("io.wireroom.enrich.match.."))
            .or(resideInAPackage("io.wireroom.enrich.rules.."))
            .or(resideInAPackage("io.wireroom.enrich.site.."))
            .or(resideInAPackage("io.wireroom.ingest.feed.."))
            .or(resideInAPackage("io.wireroom.ingest.site.."))
            .or(describe("parsers of ingest.web", ArchitectureTest::isWebParser))
            .as("pure classes");

    private static final Set<String> WEB_PARSERS =
            Set.of("Accept", "AnswerHeaders", "Cidr", "FailureReason", "NumericHost", "Reference");

    /** What may measure durations: the limit of CPU time for one page. */
    private static final Set<String> STOPWATCHES = Set.of(Deadline.class.getName());

    @ArchTest
    static void modulesDependInOneDirection(JavaClasses classes) {
        assertThat(classes.stream().map(ArchitectureTest::module)).isSubsetOf(USES.keySet());
        USES.forEach((module, used) -> noClasses()
                .that()
                .resideInAPackage("io.wireroom." + module + "..")
                .should()
                .dependOnClassesThat(describe(
                        "are of a module other than " + new TreeSet<>(used),
                        target -> isOurs(target) && !module(target).equals(module) && !used.contains(module(target))))
                .check(classes));
    }

    @ArchTest
    static final ArchRule stagesDoNotUseEachOther =
            slices().matching("io.wireroom.(ingest|enrich|sink)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.wireroom.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pureCodeUsesNoMachinery = noClasses()
            .that(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.sql..", "javax.sql..", "org.slf4j..", "io.micrometer..")
            .because("domain code returns what happened; wiring logs, counts and sends it");

    @ArchTest
    static final ArchRule pureCodeReadsNoClock = noClasses()
            .that(PURE)
            .and(describe("are no stopwatch", type -> !STOPWATCHES.contains(type.getName())))
            .should()
            .accessTargetWhere(describe("reads a clock", ArchitectureTest::readsClock))
            .orShould()
            .accessTargetWhere(describe("measures time", ArchitectureTest::measuresTime))
            .because("the same input gives the same result");

    @ArchTest
    static final ArchRule stagesGetTheirClock = noClasses()
            .that()
            .resideInAnyPackage(STAGE_PACKAGES)
            .should()
            .callMethod(Instant.class, "now")
            .because("time is passed in, so that tests decide it");

    @ArchTest
    static final ArchRule onlyRuntimeReadsTheEnvironmentOrExits = noClasses()
            .that()
            .resideOutsideOfPackages("io.wireroom.runtime..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("settings and exit codes have one place: Environment");

    @ArchTest
    static final ArchRule onlyEmbeddedUsesTheBroker = noClasses()
            .that()
            .resideOutsideOfPackage("io.wireroom.standalone.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
            .because("these are internal classes of Kafka, which change without notice");

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        var sizes = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(sizes)
                .allSatisfy((name, size) ->
                        assertThat(size).as("classes of %s", name).isLessThanOrEqualTo(MOST_CLASSES_OF_A_PACKAGE));
    }

    /** Reads the sources, so that the tests of all modules count too. */
    @ArchTest
    static void everyClassNameExistsOnce(JavaClasses classes) throws IOException {
        var places = new TreeMap<String, List<Path>>();
        for (var module : USES.keySet()) {
            try (var files = Files.walk(Path.of("..", module, "src"))) {
                files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                        .forEach(file -> places.computeIfAbsent(
                                        file.getFileName().toString(), name -> new ArrayList<>())
                                .add(file));
            }
        }
        assertThat(places).containsKey("ArchitectureTest.java");

        assertThat(places.values()).filteredOn(same -> same.size() > 1).isEmpty();
    }

    private static boolean isWebParser(JavaClass type) {
        var name = type.getName().replaceFirst("\\$.*", "");
        var simple = name.substring(name.lastIndexOf('.') + 1);
        return name.startsWith("io.wireroom.ingest.web.")
                && (simple.startsWith("Robots") || WEB_PARSERS.contains(simple));
    }

    private static boolean readsClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        return name.equals("now") && owner.getPackageName().equals("java.time")
                || name.startsWith("system")
                        && (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class))
                || name.equals("currentTimeMillis") && owner.isEquivalentTo(System.class);
    }

    private static boolean measuresTime(JavaAccess<?> access) {
        return access.getTarget().getName().equals("nanoTime")
                && access.getTargetOwner().isEquivalentTo(System.class);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("io.wireroom.");
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        var all = new TreeSet<String>();
        for (var set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
