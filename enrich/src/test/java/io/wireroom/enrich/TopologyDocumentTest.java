package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.RejectReason;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.Telemetry;
import io.wireroom.testkit.docs.TopologyDiagram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class TopologyDocumentTest {

    private static final String HINT = "if the change is meant, run: mvn -pl enrich -am test -Ddocs.update=true";
    private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");
    private static final Path DOCUMENT = Path.of("../docs/topology-enrich.md");

    @Test
    void theTopologyIsTheOneThatWasReviewed() throws IOException {
        assertIsCurrent(GOLDEN, describe().toString());
    }

    @Test
    void theDiagramShowsTheTopology() throws IOException {
        var document = "# The topology of enrich\n\n"
                + "Generated from the code; `mvn -pl enrich -am test -Ddocs.update=true` writes it anew.\n\n"
                + "```mermaid\n" + TopologyDiagram.mermaid(describe()) + "```\n";

        assertIsCurrent(DOCUMENT, document);
    }

    private static void assertIsCurrent(Path file, String wanted) throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(file.toAbsolutePath().normalize().getParent());
            Files.writeString(file, wanted, StandardCharsets.UTF_8);
        }
        assertThat(file).as(HINT).exists();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).as(HINT).isEqualTo(wanted);
    }

    private static TopologyDescription describe() {
        try (var telemetry = new Telemetry()) {
            return EnrichTopology.build(
                            new PageSteps(
                                    page -> new Enriched.Rejected(RejectReason.NO_TEXT, ""),
                                    UnaryOperator.identity(),
                                    OperatorRules.NONE),
                            new PipelineTopics("news."),
                            InstantSource.fixed(Instant.EPOCH),
                            new EnrichMetrics(telemetry))
                    .describe();
        }
    }
}
