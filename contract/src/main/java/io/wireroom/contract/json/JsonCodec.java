package io.wireroom.contract.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON in UTF-8: instants and durations in ISO 8601, absent fields left out, unknown fields ignored (a newer
 * writer may add some), unknown constants read as {@link WireNamed#OTHER}. A field whose component is not nullable must be
 * there, and of its type. Thread-safe.
 *
 * @param <T> a record type, or a sealed type with one flat JSON form
 */
public final class JsonCodec<T> {

    /** The one mapper of all records; shared, never to be reconfigured. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // The order of an immutable map differs from process to process: a replay must give the same bytes.
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new StrictRecords()))
            .build();

    private static final int MAX_WHY = 300;

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(100)
                        .maxStringLength(8 * 1024 * 1024)
                        .build());
    }

    private final Class<T> type;

    /** A codec for this record type. */
    public JsonCodec(Class<T> type) {
        this.type = type;
    }

    /** The JSON of a value. */
    public byte[] encode(T value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + type.getSimpleName() + " as JSON", e);
        }
    }

    /** The value of some JSON, or why it is unreadable. */
    public Decoded<T> decode(byte @Nullable [] json) {
        if (json == null) {
            return new Decoded.Unreadable<>(type.getSimpleName() + ": no value");
        }
        try {
            var value = MAPPER.readValue(json, type);
            return value == null
                    ? new Decoded.Unreadable<>(type.getSimpleName() + ": null")
                    : new Decoded.Value<>(value);
        } catch (IOException | RuntimeException e) {
            return new Decoded.Unreadable<>(type.getSimpleName() + ": " + firstLine(e));
        }
    }

    /** A serde over the same JSON, for state stores: what is read there was written by us, so failure is an exception. */
    public Serde<T> serde() {
        return Serdes.serdeFrom((topic, value) -> value == null ? null : encode(value), (topic, json) -> {
            if (json == null) {
                return null;
            }
            return switch (decode(json)) {
                case Decoded.Value<T>(var value) -> value;
                case Decoded.Unreadable<T>(var why) -> throw new SerializationException(why);
            };
        });
    }

    private static String firstLine(Exception e) {
        var message = String.valueOf(e.getMessage());
        var line = message.lines().findFirst().orElse("");
        return line.length() > MAX_WHY ? line.substring(0, MAX_WHY) : line;
    }
}
