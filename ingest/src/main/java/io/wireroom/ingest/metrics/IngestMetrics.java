package io.wireroom.ingest.metrics;

import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.schedule.SchedulerView;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Metric.Type;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.otel.Tracing;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What ingest measures. Thread-safe. */
public final class IngestMetrics {

    static final Metric FETCHED = new Metric(
            "wireroom.ingest.fetched",
            Type.COUNTER,
            "requests",
            "kind, result",
            "Finished requests, by kind (feed, page, robots, ...) and result (done, not-modified, moved, or why it failed).",
            "The share of forbidden, overloaded or timeout rises: sites block or throttle you.");
    static final Metric DURATION = new Metric(
            "wireroom.ingest.fetch.duration",
            Type.TIMER,
            "seconds",
            "kind",
            "Total time of a web request.",
            "The 99th percentile is close to the limit of 30 s.");
    static final Metric BYTES = new Metric(
            "wireroom.ingest.fetched.size",
            Type.COUNTER,
            "bytes",
            "",
            "Bytes received in bodies, after decompression.",
            "No increase while sources are due.");
    static final Metric LINKS = new Metric(
            "wireroom.ingest.links",
            Type.COUNTER,
            "links",
            "",
            "New or changed links found in sources.",
            "No increase for a long time: no source has news.");
    static final Metric RETURNED = new Metric(
            "wireroom.ingest.returned",
            Type.COUNTER,
            "requests",
            "",
            "Requests returned without an answer because another fetcher took over their partition.",
            "More than a few per day: fetchers restart often.");
    static final Metric SLOW_PUT_OFF = new Metric(
            "wireroom.ingest.slow.put.off",
            Type.COUNTER,
            "requests",
            "",
            "Requests to slow hosts that were postponed because slow hosts already use their share of INGEST_IN_FLIGHT.",
            "Rises for hours: many hosts, or your own network, are slow.");
    static final Metric DEAD_LETTERS = new Metric(
            "wireroom.ingest.dead.letters",
            Type.COUNTER,
            "records",
            "",
            "Records that could not be processed.",
            "Any: see `wireroom dead-letters list`.");
    static final Metric IN_FLIGHT = new Metric(
            "wireroom.ingest.in.flight",
            Type.GAUGE,
            "requests",
            "",
            "Requests running now.",
            "At INGEST_IN_FLIGHT for minutes: raise it or add an instance.");
    static final Metric SOURCES = new Metric(
            "wireroom.ingest.sources",
            Type.GAUGE,
            "sources",
            "",
            "Sources of the partitions of this process, including failing and paused ones.",
            "0 on all instances.");
    static final Metric FAILING = new Metric(
            "wireroom.ingest.sources.failing",
            Type.GAUGE,
            "sources",
            "",
            "Sources whose last poll failed, including those that are gone (410).",
            "More than a tenth of all sources, or a sudden rise: see `lastError` on the topic news.source-status.v1.");
    static final Metric PAUSED = new Metric(
            "wireroom.ingest.sources.paused",
            Type.GAUGE,
            "sources",
            "",
            "Sources that are not polled because of `wireroom sources pause`.",
            "Never by itself.");
    static final Metric SILENT = new Metric(
            "wireroom.ingest.sources.silent",
            Type.GAUGE,
            "sources",
            "",
            "Sources that answer, but have had no news for INGEST_SILENCE and for three times their longest gap of the last weeks.",
            "Any: see `wireroom sources list`. The feed may be stuck, or its address may have changed.");
    static final Metric GATE_CLOSED = new Metric(
            "wireroom.ingest.gate.closed",
            Type.GAUGE,
            "partitions",
            "",
            "Partitions whose page requests are held back: enrich is behind by half of what the raw topic keeps, or that is not"
                    + " known for 5 minutes.",
            "Above 0 for minutes: enrich is too slow, or stopped.");
    static final Metric HELD_BACK = new Metric(
            "wireroom.ingest.held.back",
            Type.COUNTER,
            "entries",
            "",
            "Feed entries skipped at the first poll of a source because they are older than INGEST_HORIZON.",
            "Never; it rises when sources are added.");
    static final Metric WAITING = new Metric(
            "wireroom.ingest.waiting",
            Type.GAUGE,
            "links",
            "",
            "Links that wait for their turn at their host.",
            "Grows day after day: more links are found than the delay per host allows to fetch.");
    static final Metric OPEN = new Metric(
            "wireroom.ingest.open",
            Type.GAUGE,
            "requests",
            "",
            "Hosts with an unanswered request.",
            "High while nothing is fetched: no fetcher is running.");
    static final Metric RESTING = new Metric(
            "wireroom.ingest.hosts.resting",
            Type.GAUGE,
            "hosts",
            "",
            "Hosts that failed many times in a row and are tried only rarely.",
            "Many at once: probably your own network or DNS.");
    static final Metric LATENESS = new Metric(
            "wireroom.ingest.poll.lateness.max",
            Type.GAUGE,
            "seconds",
            "",
            "Largest delay between the due time of a poll and its request in the last five to ten minutes.",
            "More than 5 s: the scheduler is overloaded.");

    static final Metric SET_ASIDE = new Metric(
            "wireroom.ingest.set.aside",
            Type.GAUGE,
            "values",
            "",
            "Values of the scheduler's stores that could not be read or processed, since start.",
            "Any: the log names the store and key; the bytes are a dead letter.");

    static final Metric ERASED = new Metric(
            "wireroom.ingest.erased",
            Type.GAUGE,
            "links",
            "",
            "Links of erased articles that ingest has read from `news.erased.v1`, since start.",
            "It does not grow within a minute after `wireroom erase`.");

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
            PAUSED,
            SILENT,
            GATE_CLOSED,
            WAITING,
            OPEN,
            RESTING,
            LATENESS,
            SET_ASIDE,
            ERASED);

    private final Telemetry telemetry;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Metrics in this registry. */
    public IngestMetrics(Telemetry telemetry, SchedulerView view) {
        this.telemetry = telemetry;
        telemetry.gauge(IN_FLIGHT, inFlight::get);
        telemetry.gauge(SOURCES, view::sources);
        telemetry.gauge(FAILING, view::failing);
        telemetry.gauge(PAUSED, view::paused);
        telemetry.gauge(SILENT, view::silent);
        telemetry.gauge(GATE_CLOSED, view::closedGates);
        telemetry.gauge(WAITING, view::waiting);
        telemetry.gauge(OPEN, view::open);
        telemetry.gauge(RESTING, view::resting);
        telemetry.gauge(LATENESS, () -> view.maxLatenessMillis() / 1_000.0);
        telemetry.gauge(SET_ASIDE, view::setAsideCount);
        telemetry.gauge(ERASED, view::erasedCount);
        telemetry.counter(DEAD_LETTERS);
        telemetry.counter(LINKS);
        telemetry.counter(HELD_BACK);
        telemetry.counter(RETURNED);
        telemetry.counter(SLOW_PUT_OFF);
    }

    /** A request was executed. */
    public void fetched(Request request, Fetched answer, int links) {
        var result = result(answer);
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

    /** How a request ended, as a word: done, not-modified, moved, returned, begun, or why it failed. */
    public static String result(Fetched answer) {
        return switch (answer) {
            case Fetched.Done done -> "done";
            case Fetched.NotModified same -> "not-modified";
            case Fetched.Moved moved -> "moved";
            case Fetched.Returned returned -> "returned";
            case Fetched.Begun begun -> "begun";
            case Fetched.Failed failed -> failed.reason().wireName();
        };
    }

    /** Where the steps of items are recorded. */
    public Tracing tracing() {
        return telemetry.tracing();
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
