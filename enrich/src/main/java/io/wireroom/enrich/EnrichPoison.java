package io.wireroom.enrich;

import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.PoisonRecordHandler;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** What enrich writes beside the dead letter of a page that made its code throw: the outcome of its item. */
final class EnrichPoison implements PoisonRecordHandler.Policy {

    private final PipelineTopics topics;
    private final InstantSource clock;
    private final EnrichMetrics metrics;

    EnrichPoison(PipelineTopics topics, InstantSource clock, EnrichMetrics metrics) {
        this.topics = topics;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public String stage() {
        return EnrichTopology.STAGE;
    }

    @Override
    public String deadLetterTopic() {
        return topics.enrichDeadLetter().name();
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> alsoWrite(ErrorHandlerContext context, Exception error) {
        metrics.page(Status.DEAD_LETTERED);
        if (context.headers() == null) {
            return List.of();
        }
        return switch (CaptureHeader.read(context.headers())) {
            case CaptureHeader.Readable(var capture) -> outcome(capture.item(), capture.attempt(), error);
            case CaptureHeader.Unreadable(var why, var item, var attempt) -> outcome(item, attempt, error);
        };
    }

    private List<ProducerRecord<byte[], byte[]>> outcome(@Nullable Item item, int attempt, Exception error) {
        if (item == null) {
            return List.of();
        }
        var outcome = Outcome.of(item, Step.CLEAN, attempt, Status.DEAD_LETTERED, null, clock.instant())
                .withDetail(error.getClass().getSimpleName() + ": " + error.getMessage());
        return List.of(new ProducerRecord<>(
                topics.outcome().name(),
                null,
                item.id().value().getBytes(StandardCharsets.UTF_8),
                topics.outcome().codec().encode(outcome),
                PageWriter.headersOf(outcome)));
    }
}
