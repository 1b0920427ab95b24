package io.wireroom.bench.ledger;

import io.wireroom.contract.Article;
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
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.Failure;
import io.wireroom.store.BatchWriter;
import io.wireroom.store.Claim;
import io.wireroom.store.PartitionClaims;
import io.wireroom.store.PartitionLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Writes articles with their outcomes into one store, as the sink does, and measures the time. */
final class WriteRate {

    private static final PipelineTopics TOPICS = new PipelineTopics("bench.");
    private static final TopicPartition ARTICLES =
            new TopicPartition(TOPICS.article().name(), 0);
    private static final TopicPartition OUTCOMES =
            new TopicPartition(TOPICS.outcome().name(), 0);
    private static final PartitionLog LOG = new PartitionLog("bench", "bench", 0, Long.MAX_VALUE);
    private static final JsonCodec<Item> ITEM = new JsonCodec<>(Item.class);
    private static final SourceRef SOURCE =
            new SourceRef(new SourceId("bench"), "The Harbour Gazette", URI.create("https://gazette.example/feed.xml"));

    /** About the default batch of the sink. */
    private static final int ARTICLES_OF_BATCH = 24;

    private final BatchWriter writer;
    private final Map<TopicPartition, Claim> claims = new HashMap<>();
    private long nextArticle;
    private long nextOutcome;
    private long outcomes;
    private long nanos;

    WriteRate(DataSource database) {
        writer = new BatchWriter(
                database,
                TOPICS,
                letters -> {
                    throw new IllegalStateException("dead letters: " + letters.size());
                },
                InstantSource.system(),
                counts -> outcomes += counts.outcomes());
        if (new PartitionClaims(database, wanted -> Map.of(ARTICLES, LOG, OUTCOMES, LOG))
                        .claim(Set.of(ARTICLES, OUTCOMES))
                instanceof PartitionClaims.Claimed(var granted, var skipped)) {
            claims.putAll(granted);
        } else {
            throw Failure.unavailable("Cannot claim the partitions of the benchmark", null);
        }
    }

    /** Writes one batch: articles, with what came of them and of four revisits. */
    void batch() {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var article = 0; article < ARTICLES_OF_BATCH; article++) {
            add(records, "page-" + nextArticle);
        }
        var begun = System.nanoTime();
        if (!(writer.write(records, claims) instanceof BatchWriter.Result.Written)) {
            throw Failure.unavailable("A batch of the benchmark was not written", null);
        }
        nanos += System.nanoTime() - begun;
    }

    /** Notes that everything was read, as the sink does when no more records wait. */
    void caughtUp() {
        var noted = writer.caughtUp(
                Map.of(OUTCOMES, nextOutcome), writer.databaseTime().orElseThrow(), claims);
        if (!(noted instanceof BatchWriter.Result.Written)) {
            throw Failure.unavailable("The end of the benchmark's topic was not noted", null);
        }
    }

    /** Forgets what was measured so far. */
    void restart() {
        outcomes = 0;
        nanos = 0;
    }

    /** Outcomes a second, since the last restart. */
    double perSecond() {
        return outcomes / (nanos / 1e9);
    }

    private void add(List<ConsumerRecord<String, byte[]>> records, String page) {
        var url = "https://gazette.example/2026/news/the-council-has-decided-about-the-harbour/" + page;
        var address = Address.of(url).orElseThrow();
        var link = LinkId.of(address);
        var now = Instant.now();
        var announced = new Item(ItemId.ofAnnouncement(SOURCE.id(), link, now), link, url, SOURCE, now, 0, null);
        var article = article(address, url, announced, now);
        outcome(records, Outcome.of(announced, Step.SCHEDULE, 0, Status.DISCOVERED, null, now));
        outcome(records, Outcome.of(announced, Step.SCHEDULE, 1, Status.RELEASED, null, now));
        outcome(records, Outcome.of(announced, Step.FETCH, 1, Status.FETCHED, null, now));
        outcome(
                records,
                Outcome.of(announced, Step.CLEAN, 1, Status.PUBLISHED, null, now)
                        .about(article.id(), 1));
        var record = new ConsumerRecord<>(
                ARTICLES.topic(),
                0,
                nextArticle++,
                article.id().value(),
                TOPICS.article().codec().encode(article));
        RecordHeaders.add(
                record.headers(), RecordHeaders.ITEM, new String(ITEM.encode(announced), StandardCharsets.UTF_8));
        RecordHeaders.add(record.headers(), RecordHeaders.ATTEMPT, "1");
        records.add(record);
        for (var revisit = 1; revisit <= 4; revisit++) {
            var item = new Item(ItemId.ofRevisit(announced.id(), link, revisit), link, url, SOURCE, now, revisit, null);
            outcome(records, Outcome.of(item, Step.SCHEDULE, 0, Status.REVISIT, null, now));
            outcome(records, Outcome.of(item, Step.SCHEDULE, 1, Status.RELEASED, null, now));
            outcome(records, Outcome.of(item, Step.FETCH, 1, Status.FETCHED, null, now));
            outcome(
                    records,
                    Outcome.of(item, Step.CLEAN, 1, Status.UNCHANGED, null, now).about(article.id(), 1));
        }
    }

    private static Article article(Address address, String url, Item item, Instant now) {
        var text = "The council has decided about the harbour. ".repeat(50).strip();
        return Article.builder()
                .id(ArticleId.of(address))
                .version(1)
                .url(URI.create(url))
                .source(SOURCE)
                .title("The council has decided about the harbour")
                .text(text)
                .blocks(List.of(new Article.Block(Article.BlockKind.PARAGRAPH, 0, text.length())))
                .firstSeenAt(now)
                .observedAt(now)
                .access(Article.Access.FREE)
                .contentHash("v1:" + item.id().value())
                .extraction(new Article.Extraction(1, 0, 0, "none"))
                .provenance(new Article.Provenance(item.id(), "bench", Map.of(), Map.of()))
                .build();
    }

    private void outcome(List<ConsumerRecord<String, byte[]>> records, Outcome outcome) {
        records.add(new ConsumerRecord<>(
                OUTCOMES.topic(),
                0,
                nextOutcome++,
                outcome.item().value(),
                TOPICS.outcome().codec().encode(outcome)));
    }
}
