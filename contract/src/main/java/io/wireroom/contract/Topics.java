package io.wireroom.contract;

import io.wireroom.contract.Topic.Partitions;
import io.wireroom.contract.json.JsonCodec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics of an installation that others may read. Only this class and its subclass for the topics between our own
 * parts ({@code contract.work}) write the name of a topic. Immutable.
 *
 * <p>Keys are UTF-8 text everywhere. All topics have the same number of partitions, so that all records of one site reach
 * one task; only what all articles are compared by has a single one.
 */
public class Topics {

    /** Records up to this size are accepted by the raw topic: 5 MiB, above the 4 MiB body cap. */
    public static final int MAX_RAW_BYTES = 5 * 1024 * 1024;

    /** Records up to this size are accepted by the article topics: 5 MiB; enrich rejects texts that could pass it. */
    public static final int MAX_ARTICLE_BYTES = 5 * 1024 * 1024;

    /** Records up to this size are accepted by the dead-letter topics: 6 MiB. */
    public static final int MAX_DEAD_LETTER_BYTES = 6 * 1024 * 1024;

    /** The largest request of a producer: 7 MiB. */
    public static final int MAX_REQUEST_BYTES = 7 * 1024 * 1024;

    /** A partition of the dead letters keeps this many bytes: a bad release sets whole pages aside. */
    private static final long DEAD_LETTER_RETENTION_BYTES = 1L << 30;

    /**
     * How long every version of an article stays on the article topic; after that, compaction may leave the newest. As
     * long as outcomes are kept, so that a store that is filled again from Kafka balances.
     */
    private static final Duration ALL_VERSIONS = Duration.ofDays(14);

    /** By then a partition of the article topic is compacted, and text that was erased is gone. */
    private static final Duration COMPACTED = Duration.ofDays(21);

    /** The same for the topic of the newest versions, which may be compacted at any time. */
    private static final Duration LATEST_COMPACTED = Duration.ofDays(7);

    /** Kafka deletes whole segments: a record stays this much longer than its retention at most. */
    private static final Duration SEGMENT = Duration.ofDays(1);

    /** A scheduler that was stopped for less than this learns that a source was removed. */
    private static final Duration REMOVAL_RETENTION = Duration.ofDays(365);

    /**
     * How the broker compresses the topics that others read, whatever the producer has chosen: every client of Kafka reads
     * gzip, and many cannot read zstd.
     */
    private static final String READ_BY_ALL = "gzip";

    private final String prefix;
    private final Topic<Source> source;
    private final Topic<SourceStatus> sourceStatus;
    private final Topic<Article> article;
    private final Topic<Article> articleLatest;
    private final Topic<Ninjs> ninjs;
    private final Topic<ArticleGroup> group;
    private final Topic<Story> story;
    private final Topic<Outcome> outcome;
    private final Topic<Erased> erased;
    private final Topic<byte[]> ingestDeadLetter;
    private final Topic<byte[]> enrichDeadLetter;
    private final Topic<byte[]> sinkDeadLetter;

    /** The topics under a prefix, by default {@code news.}. */
    public Topics(String prefix) {
        this.prefix = prefix;
        source = topic("source.v1", Source.class, with(compact(), "delete.retention.ms", REMOVAL_RETENTION.toMillis()));
        sourceStatus = topic("source-status.v1", SourceStatus.class, published(compact()));
        article = topic(
                "article.v1",
                Article.class,
                with(
                        published(keep(Duration.ofDays(90))),
                        "max.message.bytes",
                        MAX_ARTICLE_BYTES,
                        "cleanup.policy",
                        "compact,delete",
                        "min.compaction.lag.ms",
                        ALL_VERSIONS.toMillis(),
                        "max.compaction.lag.ms",
                        COMPACTED.toMillis()));
        articleLatest = latest("article-latest.v1", Article.class);
        ninjs = latest("ninjs.v1", Ninjs.class);
        group = latest("group.v1", ArticleGroup.class);
        story = latest("story.v1", Story.class);
        outcome = topic("outcome.v1", Outcome.class, published(keep(Duration.ofDays(14))));
        erased = topic("erased.v1", Erased.class, published(compact()));
        ingestDeadLetter = deadLetter("ingest");
        enrichDeadLetter = deadLetter("enrich");
        sinkDeadLetter = deadLetter("sink");
    }

    /** The prefix of all names. */
    public String prefix() {
        return prefix;
    }

    /** What to watch; key source id, placed by site; null removes. */
    public Topic<Source> source() {
        return source;
    }

    /** How sources are doing; key source id, placed by site. */
    public Topic<SourceStatus> sourceStatus() {
        return sourceStatus;
    }

    /** Every version of every article; key and place the article id. */
    public Topic<Article> article() {
        return article;
    }

    /** The newest version of every article; key and place the article id. */
    public Topic<Article> articleLatest() {
        return articleLatest;
    }

    /** The newest version of every article as IPTC ninjs, where that is switched on; key and place the article id. */
    public Topic<Ninjs> ninjs() {
        return ninjs;
    }

    /** What an article is a copy of, and its story; key and place the article id. */
    public Topic<ArticleGroup> group() {
        return group;
    }

    /** The newest state of every story; key and place the story id. */
    public Topic<Story> story() {
        return story;
    }

    /** What became of every item at every step; key and place the item id. */
    public Topic<Outcome> outcome() {
        return outcome;
    }

    /** What was erased; key the id of an article or link, placed by site. */
    public Topic<Erased> erased() {
        return erased;
    }

    /** What ingest could not process. */
    public Topic<byte[]> ingestDeadLetter() {
        return ingestDeadLetter;
    }

    /** What enrich could not process. */
    public Topic<byte[]> enrichDeadLetter() {
        return enrichDeadLetter;
    }

    /** What the sink could not process. */
    public Topic<byte[]> sinkDeadLetter() {
        return sinkDeadLetter;
    }

    /** All topics that this object knows, in the order of the flow. */
    public List<Topic<?>> all() {
        return List.of(
                source,
                sourceStatus,
                article,
                articleLatest,
                ninjs,
                group,
                story,
                outcome,
                erased,
                ingestDeadLetter,
                enrichDeadLetter,
                sinkDeadLetter);
    }

    /** The topics that the sink reads into the store. */
    public List<Topic<?>> stored() {
        return List.of(article, group, story, outcome);
    }

    /** The dead-letter topics, in the order of the flow. */
    public List<Topic<byte[]>> deadLetters() {
        return List.of(ingestDeadLetter, enrichDeadLetter, sinkDeadLetter);
    }

    /** A public topic of the last record of each key. */
    private <T> Topic<T> latest(String name, Class<T> type) {
        return topic(
                name,
                type,
                with(
                        published(keep(Duration.ofDays(90))),
                        "max.message.bytes",
                        MAX_ARTICLE_BYTES,
                        "cleanup.policy",
                        "compact,delete",
                        "max.compaction.lag.ms",
                        LATEST_COMPACTED.toMillis()));
    }

    private Topic<byte[]> deadLetter(String stage) {
        return topic(
                stage + ".dead-letter.v1",
                byte[].class,
                with(
                        keep(Duration.ofDays(30)),
                        "max.message.bytes",
                        MAX_DEAD_LETTER_BYTES,
                        "retention.bytes",
                        DEAD_LETTER_RETENTION_BYTES));
    }

    /** A topic under the prefix. */
    protected final <T> Topic<T> topic(String name, Class<T> type, Map<String, String> config) {
        return topic(name, type, config, Partitions.OF_INSTALLATION);
    }

    /** A topic under the prefix, with these partitions. */
    protected final <T> Topic<T> topic(String name, Class<T> type, Map<String, String> config, Partitions partitions) {
        return new Topic<>(prefix + name, new JsonCodec<>(type), config, partitions);
    }

    /** Broker-side settings that delete records after this time. */
    // A stage's wrong clock must not stop a topic: the broker's clock counts (docs/rationale.md).
    protected static Map<String, String> keep(Duration retention) {
        return Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(retention.toMillis()),
                "segment.ms",
                Long.toString(SEGMENT.toMillis()),
                "message.timestamp.type",
                "LogAppendTime");
    }

    private static Map<String, String> compact() {
        return Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime");
    }

    /** These settings, for a topic that clients of all kinds read. */
    private static Map<String, String> published(Map<String, String> base) {
        return with(base, "compression.type", READ_BY_ALL);
    }

    /** These settings and more of them: names and values in turn. */
    protected static Map<String, String> with(Map<String, String> base, Object... keysAndValues) {
        var all = new LinkedHashMap<>(base);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put(keysAndValues[i].toString(), keysAndValues[i + 1].toString());
        }
        return all;
    }
}
