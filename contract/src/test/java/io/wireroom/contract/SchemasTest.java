package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ClassUtil;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.VersionFingerprint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    /**
     * An example of a record.
     *
     * @param topic name without the prefix
     * @param example name of the file
     * @param type of the record
     * @param needed optional fields of the flat JSON form that this kind of record needs all the same
     */
    record Published(String topic, String example, Class<?> type, Set<String> needed) {

        Published(String topic, Class<?> type, String... needed) {
            this(topic, topic, type, Set.of(needed));
        }

        Published(String topic, String kind, Class<?> type, String... needed) {
            this(topic, topic + '.' + kind, type, Set.of(needed));
        }

        String json() {
            return PublishedSchemas.example(example);
        }

        ObjectNode tree() throws JsonProcessingException {
            return (ObjectNode) JsonCodec.MAPPER.readTree(json());
        }

        @Override
        public String toString() {
            return example;
        }
    }

    static Stream<Published> records() {
        return Stream.of(
                new Published("source.v1", Source.class),
                new Published("source-status.v1", SourceStatus.class),
                new Published("request.v1", Request.class, "source"),
                new Published("fetched.v1", Fetched.class, "finalUrl"),
                new Published("link.v1", Link.class, "item", "entryHash"),
                new Published("raw.v1", RawPage.Capture.class),
                new Published("article.v1", Article.class),
                new Published("article-latest.v1", Article.class),
                new Published("ninjs.v1", Ninjs.class),
                new Published("fingerprint.v1", VersionFingerprint.class),
                new Published("group.v1", ArticleGroup.class),
                new Published("story.v1", Story.class),
                new Published("outcome.v1", Outcome.class),
                new Published("erased.v1", Erased.class));
    }

    /** The published examples, and one of each other kind of the records that have kinds. */
    static Stream<Published> kinds() {
        return Stream.concat(
                records(),
                Stream.of(
                        new Published("request.v1", "page", Request.class, "item"),
                        new Published("request.v1", "robots", Request.class),
                        new Published("fetched.v1", "robots", Fetched.class, "finalUrl"),
                        new Published("fetched.v1", "not-modified", Fetched.class, "finalUrl"),
                        new Published("fetched.v1", "failed", Fetched.class, "reason"),
                        new Published("fetched.v1", "moved", Fetched.class),
                        new Published("fetched.v1", "returned", Fetched.class),
                        new Published("link.v1", "redirected", Link.class, "item"),
                        new Published("link.v1", "delegated", Link.class, "delegated")));
    }

    @Test
    void everyTopicHasASchemaAndAnExample() {
        var published = Stream.concat(records().map(Published::topic), Stream.of("dead-letter.v1"))
                .toList();

        var topics = new PipelineTopics("")
                .all().stream()
                        .map(topic -> topic.name().replaceFirst("^(ingest|enrich|sink)\\.dead-letter", "dead-letter"))
                        .distinct();

        assertThat(topics).containsExactlyElementsOf(published);
        assertThat(published)
                .allSatisfy(topic -> assertThat(PublishedSchemas.complaints(topic, PublishedSchemas.example(topic)))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theExampleIsReadAndWrittenBackWithoutLoss(Published published) throws JsonProcessingException {
        var written = new String(roundTrip(published.type(), published.json()), StandardCharsets.UTF_8);

        assertThat(JsonCodec.MAPPER.readTree(written)).isEqualTo(published.tree());
        assertThat(PublishedSchemas.complaints(published.topic(), written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRecordWithoutItsOptionalFieldsIsReadAndValid(Published published) throws JsonProcessingException {
        var example = published.tree();
        stripOptional(published.type(), example, published.needed());

        var written = new String(roundTrip(published.type(), example.toString()), StandardCharsets.UTF_8);

        assertThat(JsonCodec.MAPPER.readTree(written)).isEqualTo(example);
        assertThat(PublishedSchemas.complaints(published.topic(), written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRecordThatLacksARequiredFieldIsNeitherReadNorValid(Published published) throws JsonProcessingException {
        for (var component : flat(published.type()).getRecordComponents()) {
            var name = wireName(component);
            if (isOptional(component) && !published.needed().contains(name)) {
                continue;
            }
            var absent = published.tree().without(name).toString();
            var isNull = published.tree().putNull(name).toString();

            assertThat(decode(published.type(), absent)).isInstanceOf(Decoded.Unreadable.class);
            assertThat(decode(published.type(), isNull)).isInstanceOf(Decoded.Unreadable.class);
            if (!isOptional(component)) {
                assertThat(PublishedSchemas.complaints(published.topic(), absent))
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFieldOfANewerWriterIsAllowedAndIgnored(Published published) throws JsonProcessingException {
        var newer = published.tree().put("addedLater", "x").toString();

        assertThat(PublishedSchemas.complaints(published.topic(), newer)).isEmpty();
        assertThat(decode(published.type(), newer)).isEqualTo(decode(published.type(), published.json()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void theSchemaHasTheFieldsOfTheRecord(Published published) throws JsonProcessingException {
        assertSame(published.type(), SchemaPart.root(PublishedSchemas::schema, published.topic()), published.topic());
    }

    @Test
    void aReasonIsOneOfTwoLists() throws JsonProcessingException {
        var outcome = SchemaPart.root(PublishedSchemas::schema, "outcome.v1");
        var reason = outcome.node().at("/properties/reason/anyOf");

        assertThat(enumOf(outcome.with(reason.get(0)).resolved())).isEqualTo(wireNames(FetchReason.class));
        assertThat(enumOf(outcome.with(reason.get(1)).resolved())).isEqualTo(wireNames(RejectReason.class));
    }

    private static void assertSame(Type type, SchemaPart unresolved, String path) throws JsonProcessingException {
        var place = unresolved.resolved();
        var node = place.node();
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == Map.class) {
                assertThat(node.path("type").asText()).as(path).isEqualTo("object");
                return;
            }
            assertThat(node.path("type").asText()).as(path).isEqualTo("array");
            assertSame(generic.getActualTypeArguments()[0], place.with(node.path("items")), path + "[]");
            return;
        }
        var plain = flat((Class<?>) type);
        if (plain.isEnum()) {
            assertThat(enumOf(place)).as(path).isEqualTo(wireNames(plain));
        } else if (plain.isRecord() && !isText(plain)) {
            assertRecord(plain, place, path);
        } else if (plain == Duration.class) {
            // Not "format": "duration": its grammar (RFC 3339, appendix A) has no fractions of a second.
            assertThat(node.path("pattern").asText()).as(path).startsWith("^PT");
        } else if (plain == String.class && node.has("anyOf")) {
            assertThat(path).isEqualTo("outcome.v1.reason");
        } else {
            assertThat(List.of(node.path("type").asText(), node.path("format").asText("")))
                    .as(path)
                    .isEqualTo(jsonType(plain));
        }
    }

    private static void assertRecord(Class<?> type, SchemaPart place, String path) throws JsonProcessingException {
        var properties = place.node().path("properties");
        var components = Arrays.asList(type.getRecordComponents());
        var required = components.stream().filter(component -> !isOptional(component));
        assertThat(names(properties))
                .as(path)
                .isEqualTo(components.stream().map(SchemasTest::wireName).toList());
        assertThat(texts(place.node().path("required")))
                .as(path + " required")
                .isEqualTo(required.map(SchemasTest::wireName).toList());
        assertThat(place.node().path("additionalProperties").asBoolean())
                .as(path)
                .isTrue();
        for (var component : components) {
            assertSame(
                    component.getGenericType(),
                    place.with(properties.path(wireName(component))),
                    path + "." + wireName(component));
        }
    }

    private static List<String> jsonType(Class<?> type) {
        if (type == URI.class) {
            return List.of("string", "uri");
        } else if (type == Instant.class) {
            return List.of("string", "date-time");
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return List.of("integer", "");
        } else if (type == double.class) {
            return List.of("number", "");
        } else if (type == boolean.class || type == Boolean.class) {
            return List.of("boolean", "");
        }
        return List.of("string", "");
    }

    /** An id, or anything else that is one text in JSON. */
    private static boolean isText(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method ->
                        method.isAnnotationPresent(JsonValue.class) && method.getReturnType() == String.class);
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static void stripOptional(Class<?> type, ObjectNode node, Set<String> needed) {
        for (var component : flat(type).getRecordComponents()) {
            var name = wireName(component);
            if (isOptional(component) && !needed.contains(name)) {
                node.remove(name);
            } else if (node.get(name) instanceof ObjectNode inner
                    && flat(component.getType()).isRecord()) {
                // A delegated request is a poll here.
                stripOptional(component.getType(), inner, Set.of("source"));
            }
        }
    }

    /** The record that holds the fields of a type as they are in JSON. */
    static Class<?> flat(Class<?> type) {
        var json = type.getAnnotation(JsonDeserialize.class);
        return json == null
                ? type
                : ClassUtil.createInstance(json.converter(), true)
                        .getInputType(JsonCodec.MAPPER.getTypeFactory())
                        .getRawClass();
    }

    private static <T> byte[] roundTrip(Class<T> type, String json) {
        var codec = new JsonCodec<>(type);
        return switch (codec.decode(json.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Value<T>(var value) -> codec.encode(value);
            case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why);
        };
    }

    private static Decoded<?> decode(Class<?> type, String json) {
        return new JsonCodec<>(type).decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> enumOf(SchemaPart place) {
        return texts(place.node().path("enum"));
    }

    private static List<String> wireNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> !WireNamed.isCatchAll((Enum<?>) constant))
                .map(constant -> JsonCodec.MAPPER.convertValue(constant, String.class))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The component's name in JSON: its own, unless Java keeps that word for itself. */
    static String wireName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }
}
