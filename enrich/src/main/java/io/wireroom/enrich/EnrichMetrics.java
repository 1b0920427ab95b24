package io.wireroom.enrich;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.Status;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.enrich.ArticleTagger.Task;
import io.wireroom.enrich.site.SiteSignal;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.otel.Tracing;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The metrics of enrich. Counted when a page is done, before its transaction commits: a retried page counts twice. */
final class EnrichMetrics implements ArticleTagger.Meter {

    /** Pages by what became of them. */
    static final Metric PAGES = new Metric(
            "wireroom.enrich.pages",
            Metric.Type.COUNTER,
            "pages",
            "outcome",
            "Pages processed, by outcome: published, unchanged, rejected, dead-lettered or erased (the operator has erased the article).",
            "Any dead-lettered page; or no pages while ingest fetches some.");

    /** Rejected pages by reason. */
    static final Metric REJECTED = new Metric(
            "wireroom.enrich.rejected",
            Metric.Type.COUNTER,
            "pages",
            "reason",
            "Pages rejected because they are not articles, by reason.",
            "One reason rises suddenly: a site or the extractor has changed.");

    /** Articles erased. */
    static final Metric ERASED = new Metric(
            "wireroom.enrich.erased",
            Metric.Type.COUNTER,
            "articles",
            "",
            "Articles erased by `wireroom erase`: their state was dropped and their tombstones were written.",
            "It does not grow within a minute after an erasure.");

    /** Time of one page. */
    static final Metric DURATION = new Metric(
            "wireroom.enrich.duration",
            Metric.Type.TIMER,
            "seconds",
            "",
            "Time to extract one page and detect its language.",
            "The 99th percentile is close to the limit of 2 s.");

    /** Time of one tagging task. */
    static final Metric TAGGING = new Metric(
            "wireroom.enrich.tagging",
            Metric.Type.TIMER,
            "seconds",
            "engine",
            "Time to tag one article, by task: entities, topics, keyphrases, quotes or attributions.",
            "One task slows down and the others do not: its engine is slow on some texts.");

    /** Tags found. */
    static final Metric TAGS = new Metric(
            "wireroom.enrich.tags",
            Metric.Type.COUNTER,
            "tags",
            "engine",
            "Tags, quotes and attributions found, by task.",
            "A task finds nothing any more: its engine or the texts have changed.");

    /** Lines that recur. */
    static final Metric BOILERPLATE = new Metric(
            "wireroom.enrich.boilerplate",
            Metric.Type.COUNTER,
            "lines",
            "",
            "Lines removed from published articles because they recur on pages of the site (boilerplate).",
            "More lines than articles for hours: check an article with many `extraction.boilerplateLines`.");

    /** Sites that changed. */
    static final Metric DRIFT = new Metric(
            "wireroom.enrich.drift",
            Metric.Type.COUNTER,
            "sites",
            "signal",
            "Sites whose extraction results started to differ from their baseline, by what changed; the log names each site.",
            "Any: check a new article of that site. Many at once: the extractor has changed, not the sites.");

    /** Sites that are changing. */
    static final Metric DRIFTING = new Metric(
            "wireroom.enrich.drifting",
            Metric.Type.GAUGE,
            "sites",
            "",
            "Sites whose extraction results differ from their baseline now.",
            "Above 0 for days.");

    /** Sites that are remembered. */
    static final Metric SITES = new Metric(
            "wireroom.enrich.sites",
            Metric.Type.GAUGE,
            "sites",
            "",
            "Sites with learned state, at most 5,000 a partition.",
            "At its limit for days: sites are evicted before anything is learned about them.");

    /** Articles that are remembered. */
    static final Metric ARTICLES = new Metric(
            "wireroom.enrich.articles",
            Metric.Type.GAUGE,
            "articles",
            "",
            "Approximate number of articles whose state is kept to recognise their next version.",
            "More than 1,250,000 per partition: the oldest are forgotten early. Use more partitions or a shorter `ENRICH_FORGET`.");

    /** State that was forgotten. */
    static final Metric FORGOTTEN = new Metric(
            "wireroom.enrich.forgotten",
            Metric.Type.COUNTER,
            "entries",
            "",
            "Articles, addresses and sites that were forgotten after `ENRICH_FORGET` without a page.",
            "0 after months, although the number of articles grows.");

    /** State that could not be read. */
    static final Metric DAMAGED = new Metric(
            "wireroom.enrich.damaged",
            Metric.Type.COUNTER,
            "entries",
            "store",
            "Entries of a state store that could not be read and became dead letters, by store.",
            "Any: a bug or a damaged disk. The article starts again at version 1.");

    /** Records that were read again. */
    static final Metric REPEATED = new Metric(
            "wireroom.enrich.repeated",
            Metric.Type.COUNTER,
            "pages",
            "",
            "Records of the raw topic that were read again and skipped, because their pages have their outcomes.",
            "Any: Kafka has lost the offsets of enrich. `offsets.retention.minutes` is shorter than the time it was away.");

    /** All of them, as docs/metrics.md lists them. */
    static final List<Metric> ALL = List.of(
            PAGES,
            REJECTED,
            ERASED,
            DURATION,
            BOILERPLATE,
            DRIFT,
            DRIFTING,
            SITES,
            ARTICLES,
            FORGOTTEN,
            DAMAGED,
            REPEATED,
            TAGGING,
            TAGS);

    private final Telemetry telemetry;
    private final Timer duration;
    private final Map<Task, Timer> tagging = new EnumMap<>(Task.class);
    private final Map<Task, Counter> tags = new EnumMap<>(Task.class);
    private final AtomicInteger sites = new AtomicInteger();
    private final Map<Object, Long> articles = new ConcurrentHashMap<>();
    private final AtomicInteger drifting = new AtomicInteger();

    EnrichMetrics(Telemetry telemetry) {
        this.telemetry = telemetry;
        this.duration = telemetry.timer(DURATION);
        // There from the start at 0, so that the first of a kind is an increase.
        for (var status :
                List.of(Status.PUBLISHED, Status.UNCHANGED, Status.REJECTED, Status.DEAD_LETTERED, Status.ERASED)) {
            telemetry.counter(PAGES, "outcome", Telemetry.tag(status));
        }
        for (var reason : WireNamed.written(RejectReason.class)) {
            telemetry.counter(REJECTED, "reason", Telemetry.tag(reason));
        }
        for (var task : Task.values()) {
            tagging.put(task, telemetry.timer(TAGGING, "engine", Telemetry.tag(task)));
            tags.put(task, telemetry.counter(TAGS, "engine", Telemetry.tag(task)));
        }
        for (var signal : SiteSignal.values()) {
            telemetry.counter(DRIFT, "signal", Telemetry.tag(signal));
        }
        telemetry.counter(BOILERPLATE);
        telemetry.counter(ERASED);
        for (var store : List.of(
                EnrichTopology.VERSIONS, EnrichTopology.ADDRESSES, EnrichTopology.SITES, EnrichTopology.PROGRESS)) {
            telemetry.counter(DAMAGED, "store", store);
        }
        telemetry.counter(FORGOTTEN);
        telemetry.counter(REPEATED);
        telemetry.gauge(
                ARTICLES,
                () -> articles.values().stream().mapToLong(Long::longValue).sum());
        telemetry.gauge(SITES, sites::get);
        telemetry.gauge(DRIFTING, drifting::get);
    }

    Tracing tracing() {
        return telemetry.tracing();
    }

    void page(Status status) {
        telemetry.counter(PAGES, "outcome", Telemetry.tag(status)).increment();
    }

    void rejected(RejectReason reason) {
        telemetry.counter(REJECTED, "reason", Telemetry.tag(reason)).increment();
    }

    void erased(int articlesErased) {
        telemetry.counter(ERASED).increment(articlesErased);
    }

    @Override
    public void measured(Task task, long nanos, int found) {
        of(tagging, task).record(nanos, TimeUnit.NANOSECONDS);
        of(tags, task).increment(found);
    }

    private static <T> T of(Map<Task, T> map, Task task) {
        return Objects.requireNonNull(map.get(task));
    }

    void took(Duration time) {
        duration.record(time);
    }

    void boilerplate(int lines) {
        telemetry.counter(BOILERPLATE).increment(lines);
    }

    void drift(SiteSignal signal) {
        telemetry.counter(DRIFT, "signal", Telemetry.tag(signal)).increment();
    }

    /** Adds to the sites that are remembered, and to those of them that drift. */
    void sites(int remembered, int ofThemDrifting) {
        sites.addAndGet(remembered);
        drifting.addAndGet(ofThemDrifting);
    }

    /** About how many articles a task knows now. */
    void articles(Object task, long known) {
        if (known == 0) {
            articles.remove(task);
        } else {
            articles.put(task, known);
        }
    }

    void forgot(int entries) {
        telemetry.counter(FORGOTTEN).increment(entries);
    }

    void repeated() {
        telemetry.counter(REPEATED).increment();
    }

    void damaged(String store) {
        telemetry.counter(DAMAGED, "store", store).increment();
    }
}
