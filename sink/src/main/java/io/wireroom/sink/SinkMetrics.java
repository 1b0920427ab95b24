package io.wireroom.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import io.wireroom.store.BatchWriter.Counts;
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
            "Rows inserted or changed, by table: article, article-version, outcome.",
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
            "Imbalances in the ledger of the last two days (or two deadlines, if longer); counted once per minute.",
            "Above 0: `wireroom ledger` names them.");

    /** All metrics of the sink. */
    static final List<Metric> ALL =
            List.of(ROWS, BATCH_DURATION, DEAD_LETTERS, WAITS, FENCED, SKIPPED, SEARCH_WAITING, LEDGER_IMBALANCE);

    private final Counter articles;
    private final Counter versions;
    private final Counter outcomes;
    private final Counter deadLetters;
    private final Counter waits;
    private final Counter fenced;
    private final Counter skipped;
    private final Timer batchDuration;
    private final AtomicLong searchWaiting = new AtomicLong();
    private final AtomicLong imbalance = new AtomicLong();

    /** Registers all metrics. */
    SinkMetrics(Telemetry telemetry) {
        articles = telemetry.counter(ROWS, "table", "article");
        versions = telemetry.counter(ROWS, "table", "article-version");
        outcomes = telemetry.counter(ROWS, "table", "outcome");
        deadLetters = telemetry.counter(DEAD_LETTERS);
        waits = telemetry.counter(WAITS);
        fenced = telemetry.counter(FENCED);
        skipped = telemetry.counter(SKIPPED);
        batchDuration = telemetry.timer(BATCH_DURATION);
        telemetry.gauge(SEARCH_WAITING, searchWaiting::get);
        telemetry.gauge(LEDGER_IMBALANCE, imbalance::get);
    }

    void committed(Counts counts) {
        articles.increment(counts.articles());
        versions.increment(counts.versions());
        outcomes.increment(counts.outcomes());
        deadLetters.increment(counts.deadLetters());
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

    void imbalance(long imbalances) {
        imbalance.set(imbalances);
    }
}
