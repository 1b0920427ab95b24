package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.contract.Item;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.TraceParent;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.RawPage.Capture;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.otel.OtlpSettings;
import io.wireroom.testkit.OtlpReceiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of an item goes on to its article, and the work on its page is a span of it. */
class TracedPagesTest {

    private static final String URL = "https://www.courier.example/2026/ferry";
    private static final String HTML = "<html><head><title>Ferry runs again</title></head><body><article><h1>Ferry runs"
            + " again</h1>"
            + "<p>The night ferry between Saltmarsh and Tern Island sails again from Monday, nine years after the last boat"
            + " of the old line tied up for good at the northern pier of the harbour.</p>".repeat(4)
            + "</article></body></html>";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final JsonCodec<Item> ITEMS = new JsonCodec<>(Item.class);

    private static RawPage page(boolean sampled) {
        var page = Raw.page(HTML, URL, 0, Raw.FETCHED_AT);
        var bare = page.capture();
        var item = bare.item().in(TraceParent.of(bare.item().id(), sampled));
        return new RawPage(
                new Capture(
                        item,
                        bare.attempt(),
                        bare.url(),
                        bare.finalUrl(),
                        bare.httpStatus(),
                        bare.contentType(),
                        bare.fetchedAt()),
                page.body());
    }

    private static PageSteps steps() {
        var maker = new DraftMaker(new Cleaner(PageLimits.DEFAULT), LanguageDetector.load());
        return new PageSteps(maker::enrich, PageSteps.Tagging.NONE, OperatorRules.NONE).withNinjs(true);
    }

    @Test
    void theArticleCarriesItsTraceAndThePageIsASpan(@TempDir Path data) throws Exception {
        try (var collector = OtlpReceiver.start()) {
            var settings = new OtlpSettings(null, Duration.ofMinutes(1), collector.tracesEndpoint(), 0, Map.of());
            var page = page(true);
            var trace = Objects.requireNonNull(page.capture().item().traceparent());
            try (var telemetry = new Telemetry(settings, "wireroom-enrich");
                    var stream = new TestStream(steps(), data, telemetry)) {
                stream.pipe(page);

                for (var topic : List.of(TestStream.TOPICS.article(), TestStream.TOPICS.ninjs())) {
                    assertThat(stream.records(topic))
                            .singleElement()
                            .satisfies(record -> assertThat(RecordHeaders.text(record.headers(), "traceparent"))
                                    .contains(trace.text()));
                }
                assertThat(stream.records(TestStream.TOPICS.articleLatest()))
                        .singleElement()
                        .satisfies(record -> assertThat(RecordHeaders.text(record.headers(), RecordHeaders.ITEM)
                                        .map(json -> ITEMS.decode(json.getBytes(StandardCharsets.UTF_8))))
                                .contains(new Decoded.Value<>(page.capture().item())));
            }

            await().atMost(LIMIT).until(() -> !collector.spans().isEmpty());
            assertThat(collector.spans()).singleElement().satisfies(span -> {
                assertThat(span.span().getName()).isEqualTo("clean and tag");
                assertThat(span.trace()).isEqualTo(page.capture().item().id().value());
                assertThat(span.parent()).isEqualTo(trace.spanId());
            });
        }
    }

    @Test
    void whatIsNotSampledIsCarriedAndNotRecorded(@TempDir Path data) throws Exception {
        try (var collector = OtlpReceiver.start()) {
            var settings = new OtlpSettings(null, Duration.ofMinutes(1), collector.tracesEndpoint(), 1, Map.of());
            try (var telemetry = new Telemetry(settings, "wireroom-enrich");
                    var stream = new TestStream(steps(), data, telemetry)) {
                stream.pipe(page(false));

                assertThat(stream.records(TestStream.TOPICS.article()))
                        .singleElement()
                        .satisfies(record -> assertThat(RecordHeaders.text(record.headers(), "traceparent"))
                                .hasValueSatisfying(text -> assertThat(text).endsWith("-00")));
            }

            assertThat(collector.spans()).isEmpty();
        }
    }
}
