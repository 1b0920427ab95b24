package io.wireroom.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.TraceParent;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.runtime.otel.OtlpSettings;
import io.wireroom.runtime.otel.Tracing;
import io.wireroom.testkit.OtlpReceiver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fetcher records, as a collector receives it over HTTP. */
class FetchTracesTest {

    private static final URI PAGE = URI.create("https://courier.example/a");
    private static final InstantSource CLOCK = InstantSource.fixed(Requests.NOW);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private OtlpReceiver collector;

    @BeforeEach
    void start() throws IOException {
        collector = OtlpReceiver.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private Tracing tracing(double ratio) {
        var settings = new OtlpSettings(
                null, Duration.ofMinutes(1), collector.tracesEndpoint(), ratio, Map.of("authorization", "Bearer t"));
        return Tracing.to(collector.tracesEndpoint(), settings, "wireroom-ingest", CLOCK);
    }

    private void awaitSpans(int count) {
        await().atMost(LIMIT).until(() -> collector.spans().size() >= count);
    }

    private static Request.Poll poll() {
        return Requests.feed(Requests.SOURCE.url());
    }

    private static Link.Announced link(int page) {
        var url = URI.create("https://courier.example/" + page);
        var id = LinkId.of(Address.of(url.toString()).orElseThrow());
        var item = new Item(
                ItemId.ofAnnouncement(Requests.SOURCE.id(), id),
                id,
                url.toString(),
                Requests.SOURCE,
                Requests.NOW,
                0,
                null);
        return new Link.Announced(id, url, Site.of(url), item, page);
    }

    private static Handover handover(Request request, List<Link> links) {
        var answer = new Handover.Answer(request.site(), new Fetched.Returned(request.id(), request.kind()));
        return new Handover(List.of(answer), links, List.of(), null);
    }

    private static List<TraceParent> traces(Handover handover) {
        return handover.links().stream()
                .map(link -> Objects.requireNonNull(((Link.ToPage) link).item().traceparent()))
                .toList();
    }

    private static Handover announced(FetchTraces traces, int links) {
        var found =
                IntStream.range(0, links).<Link>mapToObj(FetchTracesTest::link).toList();
        return traces.of(poll(), handover(poll(), found), System.nanoTime());
    }

    @Test
    void everyAnnouncedItemGetsATraceWhoseFirstSpanIsItsDiscovery() {
        Handover handover;
        try (var tracing = tracing(1)) {
            handover = announced(new FetchTraces(tracing, CLOCK), 3);
        }

        awaitSpans(3);
        assertThat(traces(handover)).allMatch(TraceParent::sampled);
        assertThat(collector.spans())
                .allMatch(span -> span.service().equals("wireroom-ingest"))
                .allMatch(span -> span.span().getName().equals("discover"))
                .allMatch(span -> span.parent().isEmpty())
                .extracting(span -> new TraceParent(span.trace(), span.id(), true))
                .containsExactlyElementsOf(traces(handover));
        assertThat(collector.tokens()).containsOnly("Bearer t");
    }

    @Test
    void theRatioDecidesWhichAreSampledAndTheOthersAreCarriedToo() {
        Handover handover;
        try (var tracing = tracing(0.25)) {
            handover = announced(new FetchTraces(tracing, CLOCK), 400);
        }

        var sampled = traces(handover).stream().filter(TraceParent::sampled).toList();
        awaitSpans(sampled.size());
        assertThat(sampled).hasSizeBetween(60, 140);
        assertThat(traces(handover)).hasSize(400);
        assertThat(collector.spans())
                .extracting(OtlpReceiver.ReceivedSpan::trace)
                .containsExactlyInAnyOrderElementsOf(
                        sampled.stream().map(TraceParent::traceId).toList());
    }

    @Test
    void aFetchIsASpanOfItsItemsTraceIfThatIsSampled() {
        var page = Requests.page(PAGE, false);
        var item = page.item();
        try (var tracing = tracing(0)) {
            var traces = new FetchTraces(tracing, CLOCK);
            for (var sampled : List.of(true, false)) {
                var traced =
                        new Request.Page(page.head(), item.in(TraceParent.of(item.id(), sampled)), page.validators());
                traces.of(traced, handover(traced, List.of()), System.nanoTime());
            }
        }

        awaitSpans(1);
        assertThat(collector.spans()).singleElement().satisfies(span -> {
            assertThat(span.span().getName()).isEqualTo("fetch");
            assertThat(span.trace()).isEqualTo(item.id().value());
            assertThat(span.parent()).isEqualTo(TraceParent.of(item.id(), true).spanId());
        });
    }

    @Test
    void withoutACollectorNothingChanges() {
        var found = List.<Link>of(link(1));
        var handover = handover(poll(), found);

        assertThat(new FetchTraces(Tracing.OFF, CLOCK).of(poll(), handover, System.nanoTime()))
                .isEqualTo(handover);
    }
}
