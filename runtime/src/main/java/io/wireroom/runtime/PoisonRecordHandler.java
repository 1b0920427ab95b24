package io.wireroom.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a Streams application running when its code throws for a record: sends the original to the dead-letter topic, with
 * the outcome that the application adds, in the same transaction (KIP-1033, KIP-1034).
 */
public final class PoisonRecordHandler implements ProcessingExceptionHandler {

    /** Key of the {@link Policy} among the application's properties. */
    static final String POLICY = "wireroom.poison.policy";

    private static final Logger LOG = LoggerFactory.getLogger(PoisonRecordHandler.class);

    /** What to write about a record that could not be processed. */
    public interface Policy {

        /** Stage whose code threw. */
        String stage();

        /** Where originals go. */
        String deadLetterTopic();

        /** Further records, such as the outcome of the item; empty when the item is not known. */
        List<ProducerRecord<byte[], byte[]>> alsoWrite(ErrorHandlerContext context, Exception error);
    }

    private Policy policy = new Policy() {
        @Override
        public String stage() {
            throw new IllegalStateException(POLICY + " is not configured");
        }

        @Override
        public String deadLetterTopic() {
            throw new IllegalStateException(POLICY + " is not configured");
        }

        @Override
        public List<ProducerRecord<byte[], byte[]>> alsoWrite(ErrorHandlerContext context, Exception error) {
            return List.of();
        }
    };

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(POLICY) instanceof Policy configured) {
            policy = configured;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception error) {
        if (context.topic() == null) {
            // A punctuation, not a record: there is nothing to set aside, and a retry would not help.
            return Response.fail();
        }
        LOG.atError()
                .setCause(error)
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .log("Moved a record that could not be processed to the dead-letter topic");
        var written = new ArrayList<ProducerRecord<byte[], byte[]>>();
        var headers = context.headers() == null ? new RecordHeaders() : context.headers();
        written.add(asPlain(DeadLetter.of(
                policy.deadLetterTopic(),
                policy.stage(),
                context.topic(),
                context.partition(),
                context.offset(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                headers,
                String.valueOf(error.getMessage()),
                error)));
        written.addAll(alsoWritten(context, error));
        return Response.resume(written);
    }

    private List<ProducerRecord<byte[], byte[]>> alsoWritten(ErrorHandlerContext context, Exception error) {
        try {
            return policy.alsoWrite(context, error);
        } catch (RuntimeException e) {
            // The policy may fail on the same record; the stream continues with the dead letter alone.
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("topic", context.topic())
                    .log("Cannot report an outcome for a dead letter");
            return List.of();
        }
    }

    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; keys and values may be null
    private static ProducerRecord<byte[], byte[]> asPlain(ProducerRecord<byte[], byte[]> letter) {
        return letter;
    }
}
