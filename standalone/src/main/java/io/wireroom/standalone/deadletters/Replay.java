package io.wireroom.standalone.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Topic;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Restores the original record of a dead letter as the next attempt. The attempt of a raw record is in its capture
 * header, that of an article in {@link RecordHeaders#ATTEMPT}, that of a request or link in the value. A record without
 * an attempt, or one that cannot be read, is restored as it was. Pure.
 */
final class Replay {

    private final PipelineTopics topics;
    private final Set<String> known;

    Replay(PipelineTopics topics) {
        this.topics = topics;
        var letters = topics.deadLetters().stream().map(Topic::name).collect(Collectors.toSet());
        known = topics.all().stream()
                .map(Topic::name)
                .filter(name -> !letters.contains(name))
                .collect(Collectors.toSet());
    }

    /** The place of the letter's original record, from its headers. */
    static Optional<Coordinates> origin(Headers headers) {
        var topic = RecordHeaders.text(headers, RecordHeaders.STREAMS_ERRORS + "topic");
        var partition = number(headers, "partition");
        var offset = number(headers, "offset");
        return topic.isEmpty() || partition.isEmpty() || partition.get() > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(new Coordinates(topic.get(), partition.get().intValue(), offset.orElse(0L)));
    }

    /** Whether records may be written to this topic again: only to topics that the stages read and others may write. */
    boolean takesBack(String topic) {
        return known.contains(topic);
    }

    /**
     * Whether the last record of a key is what counts on this topic, and no attempt tells an older one from it: written
     * again, it would replace a newer state for all who read the topic.
     */
    boolean holdsStates(String topic) {
        return topic.equals(topics.group().name())
                || topic.equals(topics.story().name());
    }

    /** The original record, as its next attempt. */
    ProducerRecord<String, byte[]> original(ConsumerRecord<String, byte[]> letter, Coordinates origin) {
        var record = new ProducerRecord<>(
                origin.topic(), origin.partition(), letter.key(), value(letter.value(), origin.topic()));
        for (var header : letter.headers()) {
            if (!isErrorHeader(header.key())) {
                record.headers().add(new RecordHeader(header.key(), header(header.key(), header.value())));
            }
        }
        return record;
    }

    /** The marker that follows a replayed letter. */
    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; a marker has no value
    static ProducerRecord<String, byte[]> marker(ConsumerRecord<String, byte[]> letter) {
        var marker = new ProducerRecord<String, byte[]>(letter.topic(), letter.partition(), letter.key(), null);
        for (var header : letter.headers()) {
            if (isErrorHeader(header.key())) {
                marker.headers().add(new RecordHeader(header.key(), header.value()));
            }
        }
        RecordHeaders.add(marker.headers(), RecordHeaders.ERROR_REPLAYED, Long.toString(letter.offset()));
        return marker;
    }

    /** The offset of the letter that this record marks; empty when it is a letter itself. */
    static Optional<Long> marks(ConsumerRecord<String, byte[]> record) {
        return RecordHeaders.text(record.headers(), RecordHeaders.ERROR_REPLAYED)
                .flatMap(Replay::number);
    }

    private byte @Nullable [] value(byte @Nullable [] value, String topic) {
        var inValue = List.of(topics.request().name(), topics.link().name()).contains(topic);
        return value != null && inValue ? nextAttempt(value) : value;
    }

    private static byte @Nullable [] header(String name, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        return switch (name) {
            case RawPage.CAPTURE_HEADER -> nextAttempt(value);
            case RecordHeaders.ATTEMPT ->
                number(new String(value, StandardCharsets.UTF_8))
                        .map(attempt -> Long.toString(attempt + 1).getBytes(StandardCharsets.UTF_8))
                        .orElse(value);
            default -> value;
        };
    }

    /** The same JSON with its {@code attempt} one higher; fields that this version does not know stay. */
    private static byte[] nextAttempt(byte[] json) {
        try {
            if (JsonCodec.MAPPER.readTree(json) instanceof ObjectNode fields
                    && fields.path("attempt").canConvertToInt()) {
                fields.put("attempt", fields.path("attempt").intValue() + 1);
                return JsonCodec.MAPPER.writeValueAsBytes(fields);
            }
            return json;
        } catch (JsonProcessingException e) {
            return json;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read bytes in memory", e);
        }
    }

    private static boolean isErrorHeader(String name) {
        return name.startsWith(RecordHeaders.STREAMS_ERRORS)
                || name.equals(RecordHeaders.ERROR_STAGE)
                || name.equals(RecordHeaders.ERROR_ATTEMPT)
                || name.equals(RecordHeaders.ERROR_REPLAYED);
    }

    private static Optional<Long> number(Headers headers, String name) {
        return RecordHeaders.text(headers, RecordHeaders.STREAMS_ERRORS + name).flatMap(Replay::number);
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
