package io.wireroom.enrich;

import io.micrometer.core.instrument.Timer;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.Status;
import io.wireroom.runtime.Metric;
import io.wireroom.runtime.Telemetry;
import java.time.Duration;
import java.util.List;

/** The metrics of enrich. Counted when a page is done, before its transaction commits: a retried page counts twice. */
final class EnrichMetrics {

    /** Pages by what became of them. */
    static final Metric PAGES = new Metric(
            "wireroom.enrich.pages",
            Metric.Type.COUNTER,
            "pages",
            "outcome",
            "Pages by what became of them: published, unchanged, rejected or dead-lettered.",
            "Any dead-lettered; no pages at all while ingest fetches.");

    /** Rejected pages by reason. */
    static final Metric REJECTED = new Metric(
            "wireroom.enrich.rejected",
            Metric.Type.COUNTER,
            "pages",
            "reason",
            "Pages judged to be no article, by reason.",
            "A sudden rise of one reason: a site or the extractor has changed.");

    /** Time of one page. */
    static final Metric DURATION = new Metric(
            "wireroom.enrich.duration",
            Metric.Type.TIMER,
            "seconds",
            "",
            "Time to clean one page and tell its language.",
            "The 99th percentile comes near the budget of 2 s.");

    /** All of them, as docs/metrics.md lists them. */
    static final List<Metric> ALL = List.of(PAGES, REJECTED, DURATION);

    private final Telemetry telemetry;
    private final Timer duration;

    EnrichMetrics(Telemetry telemetry) {
        this.telemetry = telemetry;
        this.duration = telemetry.timer(DURATION);
        // There from the start at 0, so that the first of a kind is an increase.
        for (var status : List.of(Status.PUBLISHED, Status.UNCHANGED, Status.REJECTED, Status.DEAD_LETTERED)) {
            telemetry.counter(PAGES, "outcome", Telemetry.tag(status));
        }
        for (var reason : RejectReason.values()) {
            telemetry.counter(REJECTED, "reason", Telemetry.tag(reason));
        }
    }

    void page(Status status) {
        telemetry.counter(PAGES, "outcome", Telemetry.tag(status)).increment();
    }

    void rejected(RejectReason reason) {
        telemetry.counter(REJECTED, "reason", Telemetry.tag(reason)).increment();
    }

    void took(Duration time) {
        duration.record(time);
    }
}
