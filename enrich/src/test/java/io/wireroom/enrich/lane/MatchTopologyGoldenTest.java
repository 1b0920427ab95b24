package io.wireroom.enrich.lane;

import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.Telemetry;
import io.wireroom.testkit.docs.TopologyGolden;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class MatchTopologyGoldenTest {

    private final TopologyGolden golden =
            TopologyGolden.ofPart("enrich", "match", "The topology of the step match", describe());

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
            return MatchTopology.build(
                            new PipelineTopics("news."),
                            MatchSettings.DEFAULT,
                            InstantSource.fixed(Instant.EPOCH),
                            new MatchMetrics(telemetry))
                    .describe();
        }
    }
}
