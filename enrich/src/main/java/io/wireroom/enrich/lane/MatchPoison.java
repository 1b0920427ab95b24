package io.wireroom.enrich.lane;

import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.PoisonRecordHandler;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** A fingerprint that makes the code throw is a dead letter; its article is published, so no outcome is lost. */
final class MatchPoison implements PoisonRecordHandler.Policy {

    private final PipelineTopics topics;

    MatchPoison(PipelineTopics topics) {
        this.topics = topics;
    }

    @Override
    public String stage() {
        return MatchTopology.STAGE;
    }

    @Override
    public String deadLetterTopic() {
        return topics.enrichDeadLetter().name();
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> alsoWrite(ErrorHandlerContext context, Exception error) {
        return List.of();
    }
}
