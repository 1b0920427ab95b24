package io.wireroom.store;

import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.Erased;
import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Story;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The row that a record becomes in the store. Each keeps its original record. */
sealed interface StoreRow {

    /** The record as it was read from the log. */
    ConsumerRecord<String, byte[]> origin();

    /**
     * A version of an article.
     *
     * @param json the whole record as JSONB accepts it, with unknown fields
     * @param item that brought this version
     * @param attempt of that item
     */
    record ArticleRow(ConsumerRecord<String, byte[]> origin, Article article, String json, Item item, int attempt)
            implements StoreRow {}

    /** An outcome of another step. */
    record OutcomeRow(ConsumerRecord<String, byte[]> origin, Outcome outcome) implements StoreRow {}

    /** An article was erased: every version before this record is void. */
    record ErasedRow(ConsumerRecord<String, byte[]> origin, Erased erased) implements StoreRow {}

    /**
     * What an article is a copy of, and its story.
     *
     * @param article its id
     * @param group null when the article is forgotten
     */
    record GroupRow(
            ConsumerRecord<String, byte[]> origin,
            String article,
            @Nullable ArticleGroup group) implements StoreRow {}

    /**
     * The state of a story.
     *
     * @param id of the story
     * @param story null when it has no articles any more
     */
    record StoryRow(
            ConsumerRecord<String, byte[]> origin,
            String id,
            @Nullable Story story) implements StoreRow {}

    /** Nothing to store: a tombstone that does not state why. */
    record Nothing(ConsumerRecord<String, byte[]> origin) implements StoreRow {}

    /**
     * A record that cannot be stored.
     *
     * @param why one line for people
     * @param error what was thrown; null when it was simply unreadable
     * @param item null when it is not known
     */
    record Poison(
            ConsumerRecord<String, byte[]> origin,
            String why,
            @Nullable Throwable error,
            @Nullable Item item,
            int attempt)
            implements StoreRow {}
}
