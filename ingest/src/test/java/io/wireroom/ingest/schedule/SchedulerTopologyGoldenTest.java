package io.wireroom.ingest.schedule;

import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.schedule.gate.PageGate;
import io.wireroom.testkit.docs.TopologyGolden;
import java.io.IOException;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class SchedulerTopologyGoldenTest {

    private final TopologyGolden golden =
            new TopologyGolden("ingest", "The topology of ingest's scheduler", describe());

    @Test
    void theTopologyIsTheReviewedOne() throws IOException {
        golden.assertDescription();
    }

    @Test
    void theDiagramShowsTheTopology() throws IOException {
        golden.assertDiagram();
    }

    private static TopologyDescription describe() {
        return SchedulerTopology.build(
                        new PipelineTopics("news."),
                        DrivenScheduler.SETTINGS,
                        new SchedulerView(),
                        PageGate.OPEN,
                        () -> new RequestId("id"),
                        new SplittableRandom(1),
                        InstantSource.system())
                .describe();
    }
}
