package io.wireroom.testkit;

import io.wireroom.contract.Article;
import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.PipelineTopics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Invented items, articles and outcomes of the Harbour Gazette, and records that carry them. */
public final class Samples {

    public static final PipelineTopics TOPICS = new PipelineTopics("news.");
    public static final TopicPartition ARTICLES =
            new TopicPartition(TOPICS.article().name(), 0);
    public static final TopicPartition OUTCOMES =
            new TopicPartition(TOPICS.outcome().name(), 0);
    public static final TopicPartition GROUPS =
            new TopicPartition(TOPICS.group().name(), 0);
    public static final TopicPartition STORIES =
            new TopicPartition(TOPICS.story().name(), 0);
    /** The instant at which everything is discovered. */
    public static final Instant TEN = Instant.parse("2024-03-05T10:00:00Z");

    /** The clock of tests: a little after everything happened. */
    public static final Instant NOW = TEN.plusSeconds(30 * 60);

    public static final SourceRef GAZETTE =
            new SourceRef(new SourceId("gazette"), "Harbour Gazette", URI.create("https://gazette.example/feed.xml"));

    private static final JsonCodec<Item> ITEM = new JsonCodec<>(Item.class);

    private Samples() {}

    public static String url(String page) {
        return "https://gazette.example/" + page;
    }

    /** The item of a page's first announcement at ten. */
    public static Item item(String page) {
        var link = LinkId.of(Address.of(url(page)).orElseThrow());
        return new Item(ItemId.ofAnnouncement(GAZETTE.id(), link), link, url(page), GAZETTE, TEN, 0, null);
    }

    public static ArticleId articleId(String page) {
        return ArticleId.of(Address.of(url(page)).orElseThrow());
    }

    /** A story of the Gazette with these pages, the first of which is its central article. */
    public static Story story(String id, String title, String... pages) {
        var members = List.of(pages).stream().map(Samples::articleId).toList();
        return new Story(
                new StoryId(id),
                title,
                members.getFirst(),
                members,
                members.size(),
                false,
                TEN,
                TEN.plusSeconds(60),
                1,
                List.of("en"),
                List.of("Jonna Reyl"),
                List.of("Tern Island"),
                null,
                null,
                NOW);
    }

    /** What a page is a copy of, and its story. */
    public static ArticleGroup group(String page, @Nullable String original, @Nullable String story) {
        return new ArticleGroup(
                articleId(page),
                original == null ? null : articleId(original),
                story == null ? null : new StoryId(story),
                NOW);
    }

    /** A version observed {@code version} minutes past ten. */
    public static Article article(String page, int version) {
        return article(page, version, "Ferry " + page + " returns", "The ferry came back at noon, edition " + version);
    }

    public static Article article(String page, int version, String title, String text) {
        return Article.builder()
                .id(articleId(page))
                .version(version)
                .url(URI.create(url(page)))
                .source(GAZETTE)
                .title(title)
                .text(text)
                .blocks(List.of(new Article.Block(Article.BlockKind.PARAGRAPH, 0, text.length())))
                .firstSeenAt(TEN)
                .observedAt(TEN.plusSeconds(60L * version))
                .access(Article.Access.FREE)
                .contentHash("v1:" + page + version)
                .extraction(new Article.Extraction(1, 0, 0, "none"))
                .provenance(new Article.Provenance(item(page).id(), "sample", Map.of(), Map.of()))
                .build();
    }

    /** An outcome of a page's item, this number of seconds after ten. */
    public static Outcome outcome(String page, Step step, int attempt, Status status, int secondsPast) {
        return outcome(page, step, attempt, status, null, secondsPast);
    }

    public static Outcome outcome(
            String page, Step step, int attempt, Status status, @Nullable String reason, int secondsPast) {
        return Outcome.of(item(page), step, attempt, status, reason, TEN.plusSeconds(secondsPast));
    }

    /** The outcomes of the topic for a page that was stored at its first attempt. */
    public static List<Outcome> wayToTheStore(String page) {
        return List.of(
                outcome(page, Step.SCHEDULE, 0, Status.DISCOVERED, 0),
                outcome(page, Step.SCHEDULE, 1, Status.RELEASED, 1),
                outcome(page, Step.FETCH, 1, Status.FETCHED, 2),
                outcome(page, Step.CLEAN, 1, Status.PUBLISHED, 3).about(articleId(page), 1));
    }

    public static ConsumerRecord<String, byte[]> record(long offset, Outcome outcome) {
        return record(
                OUTCOMES,
                offset,
                outcome.item().value(),
                TOPICS.outcome().codec().encode(outcome));
    }

    public static ConsumerRecord<String, byte[]> record(long offset, Article article, Item item) {
        return record(offset, article, item, 1);
    }

    public static ConsumerRecord<String, byte[]> record(long offset, Article article, Item item, int attempt) {
        var record = record(
                ARTICLES, offset, article.id().value(), TOPICS.article().codec().encode(article));
        RecordHeaders.add(record.headers(), RecordHeaders.ITEM, json(item));
        RecordHeaders.add(record.headers(), RecordHeaders.ATTEMPT, Integer.toString(attempt));
        return record;
    }

    public static ConsumerRecord<String, byte[]> record(long offset, ArticleGroup group) {
        return record(GROUPS, offset, group.id().value(), TOPICS.group().codec().encode(group));
    }

    public static ConsumerRecord<String, byte[]> record(long offset, Story story) {
        return record(
                STORIES, offset, story.id().value(), TOPICS.story().codec().encode(story));
    }

    public static ConsumerRecord<String, byte[]> record(
            TopicPartition partition, long offset, String key, byte[] value) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, value);
    }

    /** The same record, as a producer sends it. */
    public static ProducerRecord<String, byte[]> toSend(ConsumerRecord<String, byte[]> record) {
        return new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
    }

    public static String json(Item item) {
        return new String(ITEM.encode(item), StandardCharsets.UTF_8);
    }
}
