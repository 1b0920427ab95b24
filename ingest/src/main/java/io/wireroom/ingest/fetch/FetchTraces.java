package io.wireroom.ingest.fetch;

import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.runtime.otel.Tracing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Gives each announced item its trace, and records what was done for the items that have one. Thread-safe. */
final class FetchTraces {

    private final Tracing tracing;
    private final InstantSource clock;

    FetchTraces(Tracing tracing, InstantSource clock) {
        this.tracing = tracing;
        this.clock = clock;
    }

    /**
     * The hand-over of this request, with a trace in each announced item.
     *
     * @param startedNanos when the request began, by {@link System#nanoTime()}
     */
    Handover of(Request request, Handover handover, long startedNanos) {
        var item = request.item();
        if (item == null) {
            return handover.links().stream().anyMatch(Link.Announced.class::isInstance)
                    ? announced(handover, startedNanos)
                    : handover;
        }
        var trace = item.traceparent();
        if (trace != null && trace.sampled()) {
            var took = Duration.ofNanos(System.nanoTime() - startedNanos);
            if (item.revisit() > 0 && request.attempt() == 1 && request.hops() == 0) {
                // No announcement began this trace: the release of the revisit did, and it ends with the fetch.
                tracing.discovered(
                        Tracing.Origin.REVISIT,
                        trace,
                        atLeast(took, Duration.between(item.discoveredAt(), clock.instant())));
            }
            tracing.step(
                    Tracing.Step.FETCH,
                    trace,
                    took,
                    Map.of(
                            "wireroom.attempt",
                            Integer.toString(request.attempt()),
                            "wireroom.result",
                            IngestMetrics.result(handover.answers().getFirst().fetched()),
                            "server.address",
                            String.valueOf(request.url().getHost())));
        }
        return handover;
    }

    private static Duration atLeast(Duration least, Duration other) {
        return other.compareTo(least) > 0 ? other : least;
    }

    private Handover announced(Handover handover, long startedNanos) {
        var links = handover.links().stream()
                .map(link -> traced(link, startedNanos))
                .toList();
        return new Handover(handover.answers(), links, handover.outcomes(), handover.page());
    }

    private Link traced(Link link, long startedNanos) {
        if (!(link instanceof Link.Announced announced)) {
            return link;
        }
        var trace = tracing.begin(announced.item().id());
        if (trace == null) {
            return link;
        }
        tracing.discovered(Tracing.Origin.DISCOVER, trace, Duration.ofNanos(System.nanoTime() - startedNanos));
        return announced.with(announced.item().in(trace));
    }
}
