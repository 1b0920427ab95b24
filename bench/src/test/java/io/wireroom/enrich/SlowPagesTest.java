package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.Telemetry;
import io.wireroom.standalone.topics.TopicScan;
import io.wireroom.testkit.Samples;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A slow page for each partition at once: all of them together take longer than a transaction may. */
@Tag("crash")
@Timeout(400)
class SlowPagesTest {

    private static final int PARTITIONS = 12;
    private static final int PAGES_OF_EACH = 2;
    private static final Duration PAGE = Duration.ofMillis(600);
    private static final Duration TRANSACTION = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void slowPagesOnAllPartitionsDoNotOutlastTheTransaction(@TempDir Path folder) throws Exception {
        var pages = new AtomicInteger();
        var steps = new PageSteps(page -> slow(pages), PageSteps.Tagging.NONE, OperatorRules.NONE);
        try (var cluster = LocalCluster.start(folder, PARTITIONS);
                var telemetry = new Telemetry()) {
            var environment = cluster.environment("enrich");
            environment.put("ENRICH_THREADS", "1");
            var settings = EnrichSettings.from(new Env(environment));
            var kafka = settings.kafka();
            fill(kafka);
            var own = new HashMap<>(EnrichApp.properties(settings));
            own.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), (int) TRANSACTION.toMillis());
            var metrics = new EnrichMetrics(telemetry);
            var clock = InstantSource.system();
            var topology = EnrichTopology.build(steps, kafka.topics(), settings.forget(), clock, metrics);
            try (var runner = new StreamsRunner(
                    EnrichApp.applicationId(kafka),
                    topology,
                    kafka,
                    new EnrichPoison(kafka.topics(), clock, metrics),
                    own,
                    telemetry)) {
                runner.start();

                await().atMost(LIMIT)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> outcomes(kafka) >= PARTITIONS * PAGES_OF_EACH);

                // A fenced stage would have begun pages again.
                assertThat(pages).hasValue(PARTITIONS * PAGES_OF_EACH);
            }
        }
    }

    private static Enriched slow(AtomicInteger pages) {
        pages.incrementAndGet();
        var end = System.nanoTime() + PAGE.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        return new Enriched.Rejected(RejectReason.NO_TEXT, "slow");
    }

    private static void fill(KafkaSettings kafka) throws Exception {
        var topic = kafka.topics().raw();
        try (var producer = new KafkaClients(kafka).producer("slow-pages")) {
            for (int number = 0; number < PARTITIONS * PAGES_OF_EACH; number++) {
                var item = Samples.item("slow-" + number);
                var url = URI.create(item.url());
                var capture = new RawPage.Capture(item, 1, url, url, 200, "text/html", Samples.NOW);
                var page = new RawPage(capture, new byte[] {'<'});
                var record = new ProducerRecord<>(
                        topic.name(), number % PARTITIONS, page.key().value(), page.body());
                record.headers().add(RawPage.CAPTURE_HEADER, topic.codec().encode(page.capture()));
                producer.send(record).get();
            }
        }
    }

    private static int outcomes(KafkaSettings kafka) {
        var count = new AtomicInteger();
        new TopicScan(new KafkaClients(kafka))
                .read(List.of(kafka.topics().outcome().name()), 100, record -> count.incrementAndGet());
        return count.get();
    }
}
