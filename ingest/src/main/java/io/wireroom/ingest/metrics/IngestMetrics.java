package io.wireroom.ingest.metrics;

import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.schedule.SchedulerView;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Metric.Type;
import io.wireroom.runtime.Telemetry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What ingest measures. Thread-safe. */
public final class IngestMetrics {

    static final Metric FETCHED = new Metric(
            "wireroom.ingest.fetched",
            Type.COUNTER,
            "requests",
            "kind, result",
            "Requests answered, by what was asked for and how it went (a reason, or done, not-modified, moved).",
            "A rising share of forbidden, overloaded or timeout: sites turn us away.");
    static final Metric DURATION = new Metric(
            "wireroom.ingest.fetch.duration",
            Type.TIMER,
            "seconds",
            "kind",
            "Whole time of a request at the web.",
            "p99 near the 30 s limit.");
    static final Metric BYTES = new Metric(
            "wireroom.ingest.fetched.size",
            Type.COUNTER,
            "bytes",
            "",
            "Body bytes got, decoded.",
            "Zero while sources are due.");
    static final Metric LINKS = new Metric(
            "wireroom.ingest.links",
            Type.COUNTER,
            "links",
            "",
            "New or changed announcements.",
            "Zero for long: all sources silent.");
    static final Metric RETURNED = new Metric(
            "wireroom.ingest.returned",
            Type.COUNTER,
            "requests",
            "",
            "Requests handed back unanswered after a take-over.",
            "More than a few a day: fetchers come and go.");
    static final Metric SLOW_PUT_OFF = new Metric(
            "wireroom.ingest.slow.put.off",
            Type.COUNTER,
            "requests",
            "",
            "Requests to slow hosts put off because such hosts already held their share of INGEST_IN_FLIGHT.",
            "Rising for long: many hosts answer slowly, or the line does.");
    static final Metric DEAD_LETTERS = new Metric(
            "wireroom.ingest.dead.letters",
            Type.COUNTER,
            "records",
            "",
            "Records that could not be processed.",
            "Any: `wireroom dead-letters list`.");
    static final Metric IN_FLIGHT = new Metric(
            "wireroom.ingest.in.flight",
            Type.GAUGE,
            "requests",
            "",
            "Requests being executed.",
            "At INGEST_IN_FLIGHT for long: raise it or add a fetcher.");
    static final Metric SOURCES = new Metric(
            "wireroom.ingest.sources", Type.GAUGE, "sources", "", "Sources watched by this process.", "Zero.");
    static final Metric FAILING = new Metric(
            "wireroom.ingest.sources.failing",
            Type.GAUGE,
            "sources",
            "",
            "Sources whose last poll failed, those that are gone (410) included.",
            "A tenth of all sources, or a sudden rise: see `lastError` in news.source-status.v1.");
    static final Metric HELD_BACK = new Metric(
            "wireroom.ingest.held.back",
            Type.COUNTER,
            "entries",
            "",
            "Entries of first answers that were not announced because they are older than INGEST_HORIZON.",
            "Nothing to worry about; it rises when sources are added.");
    static final Metric WAITING = new Metric(
            "wireroom.ingest.waiting",
            Type.GAUGE,
            "links",
            "",
            "Links in the polite backlog.",
            "Growing day after day: more is announced than politeness allows.");
    static final Metric OPEN = new Metric(
            "wireroom.ingest.open",
            Type.GAUGE,
            "requests",
            "",
            "Hosts with a request out.",
            "High with no fetches: fetchers are away.");
    static final Metric RESTING = new Metric(
            "wireroom.ingest.hosts.resting",
            Type.GAUGE,
            "hosts",
            "",
            "Hosts that did not answer many times in a row and are only probed now and then.",
            "Many at once: our own line or name server, rather than theirs.");
    static final Metric LATENESS = new Metric(
            "wireroom.ingest.poll.lateness.max",
            Type.GAUGE,
            "seconds",
            "",
            "How late a due poll was queued at most since start.",
            "Over 5 s: the scheduler is overloaded.");

    /** All of them, for docs/metrics.md. */
    public static final List<Metric> ALL = List.of(
            FETCHED,
            DURATION,
            BYTES,
            LINKS,
            RETURNED,
            DEAD_LETTERS,
            HELD_BACK,
            SLOW_PUT_OFF,
            IN_FLIGHT,
            SOURCES,
            FAILING,
            WAITING,
            OPEN,
            RESTING,
            LATENESS);

    private final Telemetry telemetry;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Metrics in this registry. */
    public IngestMetrics(Telemetry telemetry, SchedulerView view) {
        this.telemetry = telemetry;
        telemetry.gauge(IN_FLIGHT, inFlight::get);
        telemetry.gauge(SOURCES, view::sources);
        telemetry.gauge(FAILING, view::failing);
        telemetry.gauge(WAITING, view::waiting);
        telemetry.gauge(OPEN, view::open);
        telemetry.gauge(RESTING, view::resting);
        telemetry.gauge(LATENESS, () -> view.maxLatenessMillis() / 1_000.0);
        telemetry.counter(DEAD_LETTERS);
        telemetry.counter(LINKS);
        telemetry.counter(HELD_BACK);
        telemetry.counter(RETURNED);
        telemetry.counter(SLOW_PUT_OFF);
    }

    /** A request was executed. */
    public void fetched(Request request, Fetched answer, int links) {
        var result = switch (answer) {
            case Fetched.Done done -> "done";
            case Fetched.NotModified same -> "not-modified";
            case Fetched.Moved moved -> "moved";
            case Fetched.Returned returned -> "returned";
            case Fetched.Failed failed -> failed.reason().wireName();
        };
        var kind = request.kind().wireName();
        telemetry.counter(FETCHED, "kind", kind, "result", result).increment();
        telemetry.timer(DURATION, "kind", kind).record(answer.head().took());
        telemetry
                .counter(BYTES)
                .increment(
                        answer instanceof Fetched.Useful useful
                                ? useful.response().bodyBytes()
                                : 0);
        telemetry.counter(LINKS).increment(links);
        if (answer.poll() != null) {
            telemetry.counter(HELD_BACK).increment(answer.poll().heldBack());
        }
    }

    /** A request was handed back. */
    public void returned() {
        telemetry.counter(RETURNED).increment();
    }

    /** A request to a slow host was put off. */
    public void slowPutOff() {
        telemetry.counter(SLOW_PUT_OFF).increment();
    }

    /** A record went to the dead letters. */
    public void deadLetter() {
        telemetry.counter(DEAD_LETTERS).increment();
    }

    /** More or fewer requests are being executed. */
    public void inFlight(int change) {
        inFlight.addAndGet(change);
    }
}
