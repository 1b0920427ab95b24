package io.wireroom.enrich;

import io.wireroom.contract.RejectReason;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.Telemetry;
import io.wireroom.testkit.docs.TopologyGolden;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class EnrichTopologyGoldenTest {

    private final TopologyGolden golden = new TopologyGolden("enrich", "The topology of enrich", describe());

    @Test
    void theTopologyIsTheReviewedOne() throws IOException {
        golden.assertDescription();
    }

    @Test
    void theDiagramShowsTheTopology() throws IOException {
        golden.assertDiagram();
    }

    private static TopologyDescription describe() {
        try (var telemetry = new Telemetry()) {
            return EnrichTopology.build(
                            new PageSteps(
                                    page -> new Enriched.Rejected(RejectReason.NO_TEXT, ""),
                                    PageSteps.Tagging.NONE,
                                    OperatorRules.NONE),
                            new PipelineTopics("news."),
                            EnrichSettings.FORGET,
                            InstantSource.fixed(Instant.EPOCH),
                            new EnrichMetrics(telemetry))
                    .describe();
        }
    }
}
