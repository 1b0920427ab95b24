package io.wireroom.store;

import io.wireroom.contract.Article;
import io.wireroom.contract.Erased;
import io.wireroom.contract.Item;
import io.wireroom.contract.Outcome;
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
