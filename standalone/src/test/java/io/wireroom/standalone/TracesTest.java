package io.wireroom.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.testkit.OtlpReceiver;
import io.wireroom.testkit.OtlpReceiver.ReceivedSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the discovery to the row in one trace, over all stages and topics, and over a kill. */
@Tag("crash")
@Timeout(280)
class TracesTest {

    @Test
    void everyStoredVersionHasATraceFromItsDiscoveryToItsRow(@TempDir Path directory) throws Exception {
        try (var collector = OtlpReceiver.start();
                var newsroom = WireroomProcess.newsroom(directory, 28_577);
                var wire = WireroomProcess.polling(newsroom, directory)) {
            wire.set(
                    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                    collector.tracesEndpoint().toString());
            wire.set(
                    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                    collector.metricsEndpoint().toString());
            wire.set("OTEL_TRACES_SAMPLER_ARG", "1");
            var killed = wire.up();
            killed.await(WireroomProcess::isArticle);
            killed.kill();

            var once = wire.up("--once");
            assertThat(once.exitCode(WireroomProcess.EXIT_LIMIT))
                    .as(once.output())
                    .isZero();

            var items = items(wire);
            var names = new HashMap<String, List<String>>();
            for (var span : collector.spans()) {
                names.computeIfAbsent(span.trace(), trace -> new ArrayList<>())
                        .add(span.span().getName());
            }
            assertThat(items).isNotEmpty();
            // The kill takes the spans that were not sent yet, and the batch of the sink that it hit is written again.
            var whole = items.stream()
                    .filter(item -> names.getOrDefault(item, List.of())
                            .containsAll(List.of("discover", "fetch", "clean and tag", "store")))
                    .toList();
            assertThat(whole).as("%s", names).hasSizeGreaterThan(items.size() / 2);
            assertThat(parents(collector, whole)).hasSize(whole.size());
            assertThat(collector.metrics())
                    .extracting(metric -> metric.getName())
                    .contains("wireroom_ingest_links_total", "wireroom_sink_batch_duration_seconds");
        }
    }

    /** The one parent of all later spans of a trace is its first span. */
    private static List<String> parents(OtlpReceiver collector, List<String> traces) {
        var first = collector.spans().stream()
                .filter(span -> span.span().getName().equals("discover"))
                .collect(Collectors.toMap(ReceivedSpan::trace, ReceivedSpan::id, (one, same) -> {
                    assertThat(same).isEqualTo(one);
                    return one;
                }));
        assertThat(collector.spans())
                .filteredOn(
                        span -> traces.contains(span.trace()) && !span.parent().isEmpty())
                .allSatisfy(span -> assertThat(span.parent()).isEqualTo(first.get(span.trace())));
        return traces.stream().filter(first::containsKey).toList();
    }

    private static List<String> items(WireroomProcess wire) throws Exception {
        var items = new ArrayList<String>();
        wire.inStore(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select item from article_version")) {
                while (rows.next()) {
                    items.add(rows.getString(1));
                }
            }
        });
        return items;
    }
}
