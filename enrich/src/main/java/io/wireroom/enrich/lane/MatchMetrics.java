package io.wireroom.enrich.lane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics of the step match. Counted before a transaction commits: what is retried counts twice. */
final class MatchMetrics {

    private static final Metric VERSIONS = new Metric(
            "wireroom.enrich.match.versions",
            Metric.Type.COUNTER,
            "versions",
            "",
            "Versions compared with the articles of `ENRICH_MATCH_WINDOW`.",
            "No versions while enrich publishes some.");

    private static final Metric COMPARED = new Metric(
            "wireroom.enrich.match.compared",
            Metric.Type.COUNTER,
            "texts",
            "",
            "Texts compared in full because they share parts with a new one.",
            "More than 100 per version for hours: many sites repeat one frame, and matching is slow.");

    private static final Metric COPIES = new Metric(
            "wireroom.enrich.match.copies",
            Metric.Type.COUNTER,
            "articles",
            "change",
            "Changes of what an article is a copy of: found, another original, or no copy any more (lost).",
            "Many more than published articles: originals change all the time.");

    private static final Metric STORIES = new Metric(
            "wireroom.enrich.match.stories",
            Metric.Type.COUNTER,
            "changes",
            "change",
            "Changes of stories: articles that joined, left or moved to another id; stories that merged or split.",
            "Moved articles, or merged and split stories, become as frequent as joined articles.");

    private static final Metric JOIN = new Metric(
            "wireroom.enrich.match.join",
            Metric.Type.TIMER,
            "seconds",
            "",
            "Time from the discovery of an article to its first story.",
            "It grows while articles are published in time.");

    private static final Metric ARTICLES = new Metric(
            "wireroom.enrich.match.articles",
            Metric.Type.GAUGE,
            "articles",
            "",
            "Articles that new ones are compared with; 0 in the processes without the one task.",
            "At `ENRICH_MATCH_ARTICLES`: the oldest are forgotten before their time.");

    private static final Metric FORGOTTEN = new Metric(
            "wireroom.enrich.match.forgotten",
            Metric.Type.COUNTER,
            "articles",
            "",
            "Articles that new ones are not compared with any more.",
            "0 after the time of `ENRICH_MATCH_WINDOW`.");

    private static final Metric DAMAGED = new Metric(
            "wireroom.enrich.match.damaged",
            Metric.Type.COUNTER,
            "entries",
            "",
            "Entries of the state stores that could not be read and became dead letters.",
            "Any: a bug or a damaged disk. The article is not compared any more.");

    /** All of them, as docs/metrics.md lists them. */
    static final List<Metric> ALL = List.of(VERSIONS, COMPARED, COPIES, STORIES, JOIN, ARTICLES, FORGOTTEN, DAMAGED);

    /** How the original of an article changed. */
    enum CopyChanged {
        FOUND,
        CHANGED,
        LOST
    }

    /** How stories changed. */
    enum StoryChanged {
        JOINED,
        LEFT,
        MOVED,
        MERGED,
        SPLIT
    }

    private final Counter versions;
    private final Counter compared;
    private final Map<CopyChanged, Counter> copies = new EnumMap<>(CopyChanged.class);
    private final Map<StoryChanged, Counter> stories = new EnumMap<>(StoryChanged.class);
    private final Timer join;
    private final Counter forgotten;
    private final Counter damaged;
    private final AtomicInteger articles = new AtomicInteger();

    MatchMetrics(Telemetry telemetry) {
        versions = telemetry.counter(VERSIONS);
        compared = telemetry.counter(COMPARED);
        for (var change : CopyChanged.values()) {
            copies.put(change, telemetry.counter(COPIES, "change", Telemetry.tag(change)));
        }
        for (var change : StoryChanged.values()) {
            stories.put(change, telemetry.counter(STORIES, "change", Telemetry.tag(change)));
        }
        join = telemetry.timer(JOIN);
        forgotten = telemetry.counter(FORGOTTEN);
        damaged = telemetry.counter(DAMAGED);
        telemetry.gauge(ARTICLES, articles::get);
    }

    /** A version was compared with this many texts in full. */
    void version(long texts) {
        versions.increment();
        compared.increment(texts);
    }

    void copy(CopyChanged change) {
        Objects.requireNonNull(copies.get(change)).increment();
    }

    void story(StoryChanged change) {
        Objects.requireNonNull(stories.get(change)).increment();
    }

    /** An article joined its first story so long after it was discovered. */
    void joinedAfter(Duration time) {
        join.record(time.isNegative() ? Duration.ZERO : time);
    }

    void forgot(int count) {
        forgotten.increment(count);
    }

    void damaged() {
        damaged.increment();
    }

    /** So many articles are remembered now. */
    void articles(int remembered) {
        articles.set(remembered);
    }
}
