package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Old readers read new messages, and new readers old messages. If this test fails, add what is new as an optional field, or
 * publish a {@code .v2} topic beside the old one; CONTRIBUTING.md (Release) names the command that renews the snapshot.
 */
class CompatibilityTest {

    /** A message, and the record that the code reads from it. */
    record Message(String topic, Class<?> type, String json) {

        @Override
        public String toString() {
            return topic + " " + Integer.toHexString(json.hashCode());
        }
    }

    @BeforeAll
    static void renewTheSnapshotIfAsked() throws IOException {
        var demo = System.getProperty("contract.release");
        if (demo != null) {
            ContractRecorder.renew(demo, SchemasTest.kinds().toList());
        }
    }

    static List<String> releasedTopics() {
        return ReleasedContract.topics();
    }

    static Stream<Message> recordedMessages() {
        return SchemasTest.records()
                .filter(published -> releasedTopics().contains(published.topic()))
                .flatMap(published -> ReleasedContract.messages(published.topic()).stream()
                        .map(json -> new Message(published.topic(), published.type(), json)));
    }

    /** Messages of today's writers: the examples, and the recorded messages as today's code writes them. */
    static Stream<Message> messagesOfToday() {
        var examples = SchemasTest.kinds()
                .filter(published -> releasedTopics().contains(published.topic()))
                .map(published -> new Message(published.topic(), published.type(), published.json()));
        var rewritten = recordedMessages()
                .map(recorded ->
                        new Message(recorded.topic(), recorded.type(), rewritten(recorded.type(), recorded.json())));
        return Stream.concat(examples, rewritten);
    }

    @ParameterizedTest
    @MethodSource("releasedTopics")
    void aSchemaOnlyGainsOptionalFields(String topic) {
        assertThat(PublishedSchemas.class.getResource("/schemas/" + topic + ".schema.json"))
                .as(topic + " was released, so its schema stays")
                .isNotNull();
        assertThat(SchemaChanges.breaks(
                        SchemaPart.root(ReleasedContract::schema, topic),
                        SchemaPart.root(PublishedSchemas::schema, topic)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordedMessages")
    void aRecordedMessageIsValidAndReadWithoutLoss(Message recorded) throws JsonProcessingException {
        assertThat(PublishedSchemas.complaints(recorded.topic(), recorded.json()))
                .isEmpty();
        assertThat(lost(
                        JsonCodec.MAPPER.readTree(recorded.json()),
                        JsonCodec.MAPPER.readTree(rewritten(recorded.type(), recorded.json())),
                        recorded.topic()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messagesOfToday")
    void aReaderOfTheLastReleaseUnderstandsTodaysMessages(Message message) {
        assertThat(ReleasedContract.complaints(message.topic(), message.json())).isEmpty();
    }

    @Test
    void everyReleasedTopicWithRecordsHasRecordedMessages() {
        var recorded = new HashSet<String>();
        recordedMessages().forEach(message -> recorded.add(message.topic()));

        assertThat(releasedTopics())
                .allSatisfy(topic -> assertThat(recorded.contains(topic))
                        .as(topic)
                        .isNotEqualTo(topic.equals("dead-letter.v1"))); // its schema is of headers
    }

    @Test
    void aMessageWithAnIncompatibleChangeIsNoticed() throws JsonProcessingException {
        var article = SchemasTest.records()
                .filter(published -> published.topic().equals("article.v1"))
                .findFirst()
                .orElseThrow();
        var newer = article.tree();
        newer.put("addedLater", "x").put("access", "from-the-future");
        var incompatible = article.tree();
        incompatible.put("version", "1");

        assertThat(ReleasedContract.complaints("article.v1", newer.toString())).isEmpty();
        assertThat(ReleasedContract.complaints("article.v1", incompatible.toString()))
                .isNotEmpty();
        assertThat(ReleasedContract.complaints(
                        "article.v1", article.tree().without("url").toString()))
                .isNotEmpty();
        assertThat(lost(newer, article.tree(), "article.v1"))
                .containsExactly("article.v1.access", "article.v1.addedLater");
    }

    private static <T> String rewritten(Class<T> type, String json) {
        var codec = new JsonCodec<>(type);
        return switch (codec.decode(json.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Value<T>(var value) -> new String(codec.encode(value), StandardCharsets.UTF_8);
            case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why + ": " + json);
        };
    }

    /** Paths of an old message whose values a rewritten one does not have. */
    private static List<String> lost(JsonNode old, JsonNode rewritten, String path) {
        var lost = new ArrayList<String>();
        if (old.isObject() && rewritten.isObject()) {
            old.fields()
                    .forEachRemaining(field -> lost.addAll(
                            lost(field.getValue(), rewritten.path(field.getKey()), path + '.' + field.getKey())));
        } else if (old.isArray() && old.size() == rewritten.size()) {
            for (int at = 0; at < old.size(); at++) {
                lost.addAll(lost(old.get(at), rewritten.path(at), path + '[' + at + ']'));
            }
        } else if (!old.equals(rewritten)) {
            lost.add(path);
        }
        return lost;
    }
}
