package io.wireroom.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.otel.Tracing;
import io.wireroom.store.BatchWriter.Counts;
import io.wireroom.store.Pruning.Removed;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The metrics of the sink. Thread-safe. */
final class SinkMetrics {

    /** Rows made or changed. */
    static final Metric ROWS = new Metric(
            "wireroom.sink.rows",
            Metric.Type.COUNTER,
            "rows",
            "table",
            "Rows inserted or changed, by table: article, article-version, outcome, article-group, story.",
            "No increase while the lag grows.");

    /** How long a batch takes. */
    static final Metric BATCH_DURATION = new Metric(
            "wireroom.sink.batch.duration",
            Metric.Type.TIMER,
            "seconds",
            "",
            "Time to write one batch, from first statement to commit.",
            "The 99th percentile exceeds 5 s: the database is slow.");

    /** Records set aside. */
    static final Metric DEAD_LETTERS = new Metric(
            "wireroom.sink.dead.letters",
            Metric.Type.COUNTER,
            "records",
            "",
            "Records that could not be stored and went to the sink's dead-letter topic.",
            "Any: see `wireroom dead-letters list`.");

    /** Waits for the database or the broker. */
    static final Metric WAITS = new Metric(
            "wireroom.sink.waits",
            Metric.Type.COUNTER,
            "waits",
            "",
            "Number of times that a batch waited because the database or Kafka was unavailable.",
            "It grows: the log names what is unavailable.");

    /** Claims lost. */
    static final Metric FENCED = new Metric(
            "wireroom.sink.fenced",
            Metric.Type.COUNTER,
            "claims",
            "",
            "Partitions that this sink could not write because another sink had claimed them.",
            "More than one per restart: two sinks share a DATA_DIR, or the consumer group is unstable.");

    /** Offsets that were gone. */
    static final Metric SKIPPED = new Metric(
            "wireroom.sink.skipped",
            Metric.Type.COUNTER,
            "offsets",
            "",
            "Offsets (records and transaction markers) that retention deleted before the sink read them.",
            "Any: the sink was down for longer than the topics keep records.");

    /** Outcomes of days that were dropped. */
    static final Metric EXPIRED = new Metric(
            "wireroom.sink.expired",
            Metric.Type.COUNTER,
            "outcomes",
            "",
            "Outcomes that were not stored, because SINK_OUTCOME_RETENTION had dropped the day of their discovery.",
            "Without a rewind, it grows by more than a few per hour.");

    /** Versions of erased articles. */
    static final Metric REFUSED = new Metric(
            "wireroom.sink.refused",
            Metric.Type.COUNTER,
            "versions",
            "",
            "Versions that were not stored, because their article had been erased.",
            "It grows for hours after an erasure: enrich has not read `news.erased.v1`.");

    /** Rows removed. */
    static final Metric PRUNED = new Metric(
            "wireroom.sink.pruned",
            Metric.Type.COUNTER,
            "removals",
            "kind",
            "Days of outcomes, versions and articles that were removed after their retention, by kind: day, version, article.",
            "No day is removed for two days after the first SINK_OUTCOME_RETENTION.");

    /** Search queue. */
    static final Metric SEARCH_WAITING = new Metric(
            "wireroom.sink.search.waiting",
            Metric.Type.GAUGE,
            "articles",
            "",
            "Articles not yet in the search index. Searches still find them, but more slowly.",
            "It grows for an hour.");

    /** The ledger. */
    static final Metric LEDGER_IMBALANCE = new Metric(
            "wireroom.ledger.imbalance",
            Metric.Type.GAUGE,
            "items",
            "",
            "Imbalances in the ledger of the last two days (or two deadlines, if longer); counted once per minute. NaN when"
                    + " the ledger could not be read.",
            "Above 0: `wireroom ledger` names them.");

    /** How old the figures of the ledger are. */
    static final Metric LEDGER_AGE = new Metric(
            "wireroom.ledger.age",
            Metric.Type.GAUGE,
            "seconds",
            "",
            "Time since the hours of the ledger that had changed were last read, by any sink; since the start if they never"
                    + " were.",
            "Above 900: the database is slow or unavailable, and nobody watches the ledger.");

    /** All metrics of the sink. */
    static final List<Metric> ALL = List.of(
            ROWS,
            BATCH_DURATION,
            DEAD_LETTERS,
            WAITS,
            FENCED,
            SKIPPED,
            EXPIRED,
            REFUSED,
            PRUNED,
            SEARCH_WAITING,
            LEDGER_IMBALANCE,
            LEDGER_AGE);

    private final Counter articles;
    private final Counter versions;
    private final Counter outcomes;
    private final Counter groups;
    private final Counter stories;
    private final Counter deadLetters;
    private final Counter waits;
    private final Counter fenced;
    private final Counter skipped;
    private final Timer batchDuration;
    private final AtomicLong searchWaiting = new AtomicLong();
    private final Counter expired;
    private final Counter refused;
    private final Counter prunedDays;
    private final Counter prunedVersions;
    private final Counter prunedArticles;
    private final Tracing tracing;
    private final LedgerGauges ledger = new LedgerGauges(System::nanoTime);

    /** Registers all metrics. */
    SinkMetrics(Telemetry telemetry) {
        tracing = telemetry.tracing();
        articles = telemetry.counter(ROWS, "table", "article");
        versions = telemetry.counter(ROWS, "table", "article-version");
        outcomes = telemetry.counter(ROWS, "table", "outcome");
        groups = telemetry.counter(ROWS, "table", "article-group");
        stories = telemetry.counter(ROWS, "table", "story");
        deadLetters = telemetry.counter(DEAD_LETTERS);
        waits = telemetry.counter(WAITS);
        fenced = telemetry.counter(FENCED);
        skipped = telemetry.counter(SKIPPED);
        batchDuration = telemetry.timer(BATCH_DURATION);
        telemetry.gauge(SEARCH_WAITING, searchWaiting::get);
        expired = telemetry.counter(EXPIRED);
        refused = telemetry.counter(REFUSED);
        prunedDays = telemetry.counter(PRUNED, "kind", "day");
        prunedVersions = telemetry.counter(PRUNED, "kind", "version");
        prunedArticles = telemetry.counter(PRUNED, "kind", "article");
        telemetry.gauge(LEDGER_IMBALANCE, ledger::imbalances);
        telemetry.gauge(LEDGER_AGE, ledger::ageSeconds);
    }

    void committed(Counts counts) {
        articles.increment(counts.articles());
        versions.increment(counts.versions());
        outcomes.increment(counts.outcomes());
        groups.increment(counts.groups());
        stories.increment(counts.stories());
        deadLetters.increment(counts.deadLetters());
        expired.increment(counts.expired());
        refused.increment(counts.refused());
        tracing.together(Tracing.Step.STORE, counts.traces(), counts.took());
    }

    Timer batchDuration() {
        return batchDuration;
    }

    void waited() {
        waits.increment();
    }

    void fenced(int partitions) {
        fenced.increment(partitions);
    }

    void skipped(long offsets) {
        skipped.increment((double) offsets);
    }

    void searchWaiting(long articlesWaiting) {
        searchWaiting.set(articlesWaiting);
    }

    void pruned(Removed removed) {
        prunedDays.increment(removed.days());
        prunedVersions.increment(removed.versions());
        prunedArticles.increment(removed.articles());
    }

    LedgerGauges ledger() {
        return ledger;
    }
}
