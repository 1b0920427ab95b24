package io.wireroom.runtime;

import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Topics;
import io.wireroom.contract.work.PipelineTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed, on its way to its stage's dead-letter topic: original key, value and headers,
 * and the headers that Kafka Streams uses ({@code __streams.errors.*}, KIP-1034), so that one tool reads all.
 */
public final class DeadLetter {

    private static final int MAX_STACK_TRACE = 4 * 1024;
    private static final int MAX_MESSAGE = 1_024;

    private DeadLetter() {}

    /**
     * The record for the dead-letter topic.
     *
     * @param stage that failed
     * @param value cut at {@link PipelineTopics#MAX_RAW_BYTES}, so that the letter fits its topic
     * @param why one line for people; cut at 1,024 characters
     * @param error what was thrown; null when the record was simply unreadable
     */
    public static ProducerRecord<byte @Nullable [], byte @Nullable []> of(
            String deadLetterTopic,
            String stage,
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers original,
            String why,
            @Nullable Throwable error) {
        var kept = value != null && value.length > Topics.MAX_RAW_BYTES
                ? Arrays.copyOf(value, Topics.MAX_RAW_BYTES)
                : value;
        var letter = new ProducerRecord<byte @Nullable [], byte @Nullable []>(deadLetterTopic, key, kept);
        for (var header : original) {
            letter.headers().add(new RecordHeader(header.key(), header.value()));
        }
        var prefix = RecordHeaders.STREAMS_ERRORS;
        var exception = error == null ? "unreadable" : error.getClass().getName();
        RecordHeaders.add(letter.headers(), prefix + "exception", exception);
        RecordHeaders.add(letter.headers(), prefix + "message", cut(why, MAX_MESSAGE));
        RecordHeaders.add(letter.headers(), prefix + "stacktrace", error == null ? "" : stackTrace(error));
        RecordHeaders.add(letter.headers(), prefix + "topic", topic);
        RecordHeaders.add(letter.headers(), prefix + "partition", Integer.toString(partition));
        RecordHeaders.add(letter.headers(), prefix + "offset", Long.toString(offset));
        RecordHeaders.add(letter.headers(), RecordHeaders.ERROR_STAGE, stage);
        return letter;
    }

    private static String stackTrace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return cut(text.toString(), MAX_STACK_TRACE);
    }

    private static String cut(String text, int limit) {
        return text.length() > limit ? text.substring(0, limit) : text;
    }
}
