package io.wireroom.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.work.PipelineTopics;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class OutboxTest {

    /** Streams opens the sinks of a topology after the processors before them have read their stores. */
    @Test
    void aDeadLetterWaitsUntilTheTaskHasStarted() {
        var context = new MockProcessorContext<String, PlacedRecord>();
        var outbox = new Outbox(context, new PipelineTopics("news."), InstantSource.fixed(DrivenScheduler.START));
        context.setCurrentSystemTimeMs(DrivenScheduler.START.toEpochMilli());

        outbox.setAside("sources", "damaged", new byte[] {'x'}, "no JSON", null);
        assertThat(context.forwarded()).isEmpty();

        outbox.start();
        assertThat(context.forwarded()).hasSize(1);
        outbox.setAside("sources", "damaged", new byte[] {'x'}, "no JSON", null);
        assertThat(context.forwarded()).hasSize(2);
    }
}
