package io.wireroom.ingest.schedule;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.PoisonRecordHandler;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * What the scheduler writes beside the dead letter of a record that made its code throw: for a link the end of its item.
 * A source has no item, and what an answer was about ends or goes on by the scheduler's own state.
 */
public record SchedulerPoison(PipelineTopics topics, InstantSource clock) implements PoisonRecordHandler.Policy {

    @Override
    public String stage() {
        return "ingest";
    }

    @Override
    public String deadLetterTopic() {
        return topics.ingestDeadLetter().name();
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> alsoWrite(ErrorHandlerContext context, Exception error) {
        if (!topics.link().name().equals(context.topic())
                || !(topics.link().codec().decode(context.sourceRawValue()) instanceof Decoded.Value<Link>(var link))
                || !(link instanceof Link.ToPage page)) {
            return List.of();
        }
        var outcome = Outcome.of(
                        page.item(), Step.SCHEDULE, page.attempt(), Status.DEAD_LETTERED, null, clock.instant())
                .withDetail(error.getClass().getSimpleName() + ": " + error.getMessage());
        return List.of(new ProducerRecord<>(
                topics.outcome().name(),
                page.item().id().value().getBytes(StandardCharsets.UTF_8),
                topics.outcome().codec().encode(outcome)));
    }
}
