package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final byte[] KEY = {1, 2};
    private static final byte[] VALUE = {3, 4, 5};

    @Test
    void carriesTheOriginalAndWhereItCameFromAndWhy() {
        var letter = letter(VALUE, "two canonical addresses", new IllegalStateException("two canonical addresses"));

        assertThat(letter.topic()).isEqualTo("news.enrich.dead-letter.v1");
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        var headers = headers(letter);
        assertThat(headers.remove("__streams.errors.stacktrace"))
                .startsWith("java.lang.IllegalStateException: two canonical addresses")
                .contains("DeadLetterTest");
        assertThat(headers)
                .isEqualTo(Map.of(
                        "ce_id",
                        "item-1",
                        "__streams.errors.exception",
                        "java.lang.IllegalStateException",
                        "__streams.errors.message",
                        "two canonical addresses",
                        "__streams.errors.topic",
                        "news.raw.v1",
                        "__streams.errors.partition",
                        "3",
                        "__streams.errors.offset",
                        "1187",
                        "news.errors.stage",
                        "enrich"));
    }

    @Test
    void anUnreadableRecordHasNoStackTraceAndMayHaveNoValue() {
        var letter = letter(null, "Request: no value", null);

        assertThat(letter.value()).isNull();
        assertThat(headers(letter))
                .containsEntry("__streams.errors.exception", "unreadable")
                .containsEntry("__streams.errors.stacktrace", "");
    }

    @Test
    void whatIsTooLongIsCutSoThatTheLetterFitsItsTopic() {
        var page = new byte[Topics.MAX_RAW_BYTES + 1];
        var deep = new IllegalStateException("x".repeat(2_000_000));

        var letter = letter(page, "x".repeat(2_000_000), deep);

        assertThat(letter.value()).hasSize(Topics.MAX_RAW_BYTES);
        assertThat(headers(letter).get("__streams.errors.message")).hasSize(1_024);
        assertThat(headers(letter).get("__streams.errors.stacktrace")).hasSize(4_096);
    }

    private static ProducerRecord<byte @Nullable [], byte @Nullable []> letter(
            byte @Nullable [] value, String why, @Nullable Throwable error) {
        var original = new RecordHeaders();
        original.add("ce_id", "item-1".getBytes(StandardCharsets.UTF_8));
        return DeadLetter.of(
                "news.enrich.dead-letter.v1", "enrich", "news.raw.v1", 3, 1187, KEY, value, original, why, error);
    }

    private static Map<String, String> headers(ProducerRecord<?, ?> letter) {
        var all = new LinkedHashMap<String, String>();
        letter.headers().forEach(header -> all.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return all;
    }
}
