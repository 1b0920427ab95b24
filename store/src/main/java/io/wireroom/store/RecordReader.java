package io.wireroom.store;

import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.Erased;
import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Story;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.store.StoreRow.ArticleRow;
import io.wireroom.store.StoreRow.ErasedRow;
import io.wireroom.store.StoreRow.GroupRow;
import io.wireroom.store.StoreRow.Nothing;
import io.wireroom.store.StoreRow.OutcomeRow;
import io.wireroom.store.StoreRow.Poison;
import io.wireroom.store.StoreRow.StoryRow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of the topics that the store keeps; an unreadable one is a {@link Poison}. */
final class RecordReader {

    private static final JsonCodec<Item> ITEM = new JsonCodec<>(Item.class);
    // For a dead letter without an attempt only the first attempt is certain.
    private static final int UNKNOWN_ATTEMPT = 1;

    private final PipelineTopics topics;

    RecordReader(PipelineTopics topics) {
        this.topics = topics;
    }

    StoreRow read(ConsumerRecord<String, byte[]> origin) {
        if (origin.topic().equals(topics.article().name())) {
            return article(origin);
        }
        if (origin.topic().equals(topics.outcome().name())) {
            return outcome(origin);
        }
        if (origin.topic().equals(topics.group().name())) {
            return group(origin);
        }
        if (origin.topic().equals(topics.story().name())) {
            return story(origin);
        }
        return new Poison(origin, "not a topic of the sink: " + origin.topic(), null, null, 0);
    }

    private StoreRow article(ConsumerRecord<String, byte[]> origin) {
        if (valueOf(origin) == null) {
            return tombstone(origin);
        }
        var attempt = attempt(origin);
        return switch (item(origin)) {
            case Decoded.Unreadable<Item>(var why) ->
                new Poison(origin, "header " + RecordHeaders.ITEM + ": " + why, null, null, 0);
            case Decoded.Value<Item>(var item) ->
                switch (topics.article().codec().decode(origin.value())) {
                    case Decoded.Unreadable<Article>(var why) ->
                        new Poison(origin, why, null, item, attempt == null ? UNKNOWN_ATTEMPT : attempt);
                    case Decoded.Value<Article>(var article) -> {
                        if (attempt == null) {
                            yield new Poison(
                                    origin,
                                    "header " + RecordHeaders.ATTEMPT + " is missing or no number",
                                    null,
                                    item,
                                    UNKNOWN_ATTEMPT);
                        }
                        yield new ArticleRow(origin, article, PgText.json(origin.value()), item, attempt);
                    }
                };
        };
    }

    private StoreRow tombstone(ConsumerRecord<String, byte[]> origin) {
        return RecordHeaders.text(origin.headers(), RecordHeaders.ERASED)
                .map(text -> topics.erased().codec().decode(text.getBytes(StandardCharsets.UTF_8)))
                .<StoreRow>map(decoded -> switch (decoded) {
                    case Decoded.Value<Erased>(var erased) -> new ErasedRow(origin, erased);
                    case Decoded.Unreadable<Erased>(var why) ->
                        new Poison(origin, "header " + RecordHeaders.ERASED + ": " + why, null, null, 0);
                })
                .orElseGet(() -> new Nothing(origin));
    }

    private StoreRow outcome(ConsumerRecord<String, byte[]> origin) {
        return switch (topics.outcome().codec().decode(valueOf(origin))) {
            case Decoded.Value<Outcome>(var outcome) -> new OutcomeRow(origin, outcome);
            case Decoded.Unreadable<Outcome>(var why) -> new Poison(origin, why, null, null, 0);
        };
    }

    private StoreRow group(ConsumerRecord<String, byte[]> origin) {
        if (valueOf(origin) == null) {
            return keyOf(origin)
                    .<StoreRow>map(key -> new GroupRow(origin, key, null))
                    .orElseGet(() -> new Nothing(origin));
        }
        return switch (topics.group().codec().decode(origin.value())) {
            case Decoded.Value<ArticleGroup>(var group) ->
                new GroupRow(origin, group.id().value(), group);
            case Decoded.Unreadable<ArticleGroup>(var why) -> new Poison(origin, why, null, null, 0);
        };
    }

    private StoreRow story(ConsumerRecord<String, byte[]> origin) {
        if (valueOf(origin) == null) {
            return keyOf(origin)
                    .<StoreRow>map(key -> new StoryRow(origin, key, null))
                    .orElseGet(() -> new Nothing(origin));
        }
        return switch (topics.story().codec().decode(origin.value())) {
            case Decoded.Value<Story>(var story) ->
                new StoryRow(origin, story.id().value(), story);
            case Decoded.Unreadable<Story>(var why) -> new Poison(origin, why, null, null, 0);
        };
    }

    // Kafka's own signature knows no null markers; a record need not have a key.
    private static Optional<String> keyOf(ConsumerRecord<String, byte[]> origin) {
        return Optional.ofNullable(origin.key());
    }

    private static Decoded<Item> item(ConsumerRecord<String, byte[]> origin) {
        return RecordHeaders.text(origin.headers(), RecordHeaders.ITEM)
                .map(text -> ITEM.decode(text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> new Decoded.Unreadable<>("missing"));
    }

    private static @Nullable Integer attempt(ConsumerRecord<String, byte[]> origin) {
        try {
            return RecordHeaders.text(origin.headers(), RecordHeaders.ATTEMPT)
                    .map(Integer::valueOf)
                    .orElse(null);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    // Kafka's own signature knows no null markers; a tombstone has no value.
    private static byte @Nullable [] valueOf(ConsumerRecord<String, byte[]> origin) {
        return origin.value();
    }
}
