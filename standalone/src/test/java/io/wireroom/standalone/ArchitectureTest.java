package io.wireroom.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The rules of the house that the build's own module borders cannot express (docs/architecture.md). */
@AnalyzeClasses(packages = "io.wireroom", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyRuntimeTouchesTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage("io.wireroom.runtime..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("settings and exit codes have one place: Environment");

    @ArchTest
    static final ArchRule stagesKnowNothingOfEachOther =
            slices().matching("io.wireroom.(ingest|enrich|sink)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule domainKnowsNoMachinery = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.wireroom.enrich.clean..",
                    "io.wireroom.enrich.language..",
                    "io.wireroom.enrich.rules..",
                    "io.wireroom.enrich.site..",
                    "io.wireroom.ingest.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.sql..", "org.slf4j..", "io.micrometer..")
            .because("domain code returns what happened; wiring logs, counts and sends it");

    @ArchTest
    static final ArchRule stagesAskAClock = noClasses()
            .that()
            .resideInAnyPackage("io.wireroom.ingest..", "io.wireroom.enrich..", "io.wireroom.sink..")
            .should()
            .callMethod(Instant.class, "now")
            .because("time is passed in, so that tests decide it");

    @ArchTest
    static final ArchRule onlyTheEmbeddedRoomKnowsTheBroker = noClasses()
            .that()
            .resideOutsideOfPackage("io.wireroom.standalone.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
            .because("these are internal classes of Kafka, which change without notice");
}
