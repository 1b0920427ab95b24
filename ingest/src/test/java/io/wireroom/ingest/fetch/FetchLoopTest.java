package io.wireroom.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Source;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.metrics.IngestMetrics;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.schedule.SchedulerView;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.runtime.Telemetry;
import io.wireroom.testkit.CapturedLog;
import io.wireroom.testkit.origin.LocalSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchLoopTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PipelineTopics topics = new PipelineTopics("news.");
    private final TopicPartition partition = new TopicPartition(topics.request().name(), 0);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final AtomicBoolean closing = new AtomicBoolean();
    private LocalSite site;
    private WebClient web;
    private Telemetry telemetry;
    private FetchLoop loop;
    private Thread thread;

    @BeforeEach
    void start() {
        site = new LocalSite("127.0.0.1");
        web = LoopbackClient.create();
        telemetry = new Telemetry();
        var clock = InstantSource.fixed(Requests.NOW);
        loop = new FetchLoop(
                topics,
                new RequestExecutor(web, clock, new ParsingPool()),
                new HandoverWriter(topics, 1, clock),
                new IngestMetrics(telemetry, new SchedulerView()),
                clock,
                100,
                consumer,
                producer,
                LIMIT);
        thread = Thread.ofPlatform().start(() -> loop.run(closing::get));
        await().atMost(LIMIT).until(() -> !consumer.subscription().isEmpty());
    }

    @AfterEach
    void stop() throws InterruptedException {
        closing.set(true);
        thread.join();
        loop.close();
        web.close();
        site.close();
        telemetry.close();
    }

    /** The partition becomes ours while its log ends at this offset; then these records are read. */
    private void assign(long end, List<ConsumerRecord<String, byte[]>> records) {
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, end));
            consumer.rebalance(List.of(partition));
            records.forEach(consumer::addRecord);
        });
    }

    private ConsumerRecord<String, byte[]> request(long offset, String id, URI url) {
        return request(offset, id, url, false);
    }

    private ConsumerRecord<String, byte[]> request(long offset, String id, URI url, boolean handedBack) {
        var page = Requests.page(url, false);
        var request = page.as(new RequestId(id), handedBack);
        return record(offset, id, topics.request().codec().encode(request));
    }

    private ConsumerRecord<String, byte[]> record(long offset, String id, byte[] value) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.add(headers, RecordHeaders.ID, id);
        return new ConsumerRecord<>(
                partition.topic(),
                0,
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                "127.0.0.1",
                value,
                headers,
                Optional.empty());
    }

    private boolean inFlight(String number) {
        return telemetry.scrape().lines().anyMatch(line -> line.matches("wireroom_ingest_in_flight\\S* " + number));
    }

    private List<Fetched> answers() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topics.fetched().name()))
                .map(record -> switch (topics.fetched().codec().decode(record.value())) {
                    case Decoded.Value<Fetched>(var read) -> read;
                    case Decoded.Unreadable<Fetched>(var why) -> throw new AssertionError(why);
                })
                .toList();
    }

    private List<String> topicsWritten() {
        return producer.history().stream().map(ProducerRecord::topic).toList();
    }

    private long committed() {
        return producer.consumerGroupOffsetsHistory().stream()
                .flatMap(history -> history.values().stream())
                .map(offsets -> offsets.get(partition))
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .reduce((before, last) -> last)
                .orElse(-1);
    }

    @Test
    void whatLiesBelowTheEndAtAssignmentIsReturnedAndWhatComesLaterIsExecuted() {
        var url = site.serve("/a", "text/html", "<p>Ferry late</p>");
        assign(2, List.of(request(0, "old-0", url), request(1, "old-1", url), request(2, "new-2", url)));

        await().atMost(LIMIT).until(() -> committed() == 3);

        assertThat(answers())
                .extracting(Fetched::requestId, Object::getClass)
                .containsExactlyInAnyOrder(
                        tuple(new RequestId("old-0"), Fetched.Returned.class),
                        tuple(new RequestId("old-1"), Fetched.Returned.class),
                        tuple(new RequestId("new-2"), Fetched.Done.class));
        assertThat(topicsWritten()).filteredOn(topics.raw().name()::equals).hasSize(1);
        assertThat(producer.commitCount()).isPositive();
    }

    @Test
    void aRequestOfAKindThatOnlyANewerVersionKnowsIsHandedBack() {
        var json = new String(request(0, "new", site.url("/a")).value(), StandardCharsets.UTF_8)
                .replace("\"kind\":\"page\"", "\"kind\":\"from-the-future\"");
        assign(0, List.of(record(0, "new", json.getBytes(StandardCharsets.UTF_8))));

        await().atMost(LIMIT).until(() -> committed() == 1);

        assertThat(answers()).singleElement().isInstanceOf(Fetched.Returned.class);
        assertThat(topicsWritten()).containsExactly(topics.fetched().name());
    }

    @Test
    void aRequestThatWasHandedBackBeginsOnceThatIsOnRecord() {
        var slow = site.url("/slow");
        site.serve("/slow", "text/html", "<p>Ferry early</p>");
        assign(0, List.of(request(0, "again", slow, true)));

        await().atMost(LIMIT).until(() -> inFlight("1.0"));
        assertThat(answers())
                .containsExactly(new Fetched.Begun(Fetched.Head.unexecuted(new RequestId("again"), Source.Kind.PAGE)));
        assertThat(committed()).isZero();

        site.close();
        await().atMost(LIMIT).until(() -> committed() == 1);
        assertThat(answers()).hasSize(2).last().isNotInstanceOf(Fetched.Begun.class);
    }

    @Test
    void theCommittedOffsetIsTheLowestUnanswered() {
        var fast = site.serve("/a", "text/html", "<p>Ferry late</p>");
        site.serve("/slow", "text/html", "<p>Ferry early</p>");
        assign(0, List.of(request(0, "first", fast), request(1, "slow", site.url("/slow")), request(2, "last", fast)));

        await().atMost(LIMIT).until(() -> answers().size() == 2);
        assertThat(committed()).isEqualTo(1);

        site.close();
        await().atMost(LIMIT).until(() -> committed() == 3);
    }

    @Test
    void resultsOfRevokedPartitionsAreDropped() {
        site.serve("/slow", "text/html", "<p>Ferry early</p>");
        assign(0, List.of(request(0, "slow", site.url("/slow"))));
        await().atMost(LIMIT).until(() -> inFlight("1.0"));

        consumer.schedulePollTask(() -> consumer.rebalance(List.of()));
        await().atMost(LIMIT).until(() -> inFlight("0.0"));
        site.close();
        assign(1, List.of(request(0, "slow", site.url("/slow"))));
        await().atMost(LIMIT).until(() -> committed() == 1);

        assertThat(answers()).containsExactly(new Fetched.Returned(new RequestId("slow"), Source.Kind.PAGE));
        assertThat(topicsWritten()).doesNotContain(topics.raw().name());
    }

    @Test
    void aRequestThatCannotBeReadIsADeadLetterAndFreesItsHost() {
        assign(0, List.of(record(0, "poison", new byte[] {1, 2})));

        await().atMost(LIMIT).until(() -> committed() == 1);

        assertThat(topicsWritten())
                .containsExactlyInAnyOrder(
                        topics.ingestDeadLetter().name(), topics.fetched().name());
        assertThat(answers())
                .asInstanceOf(InstanceOfAssertFactories.list(Fetched.Failed.class))
                .extracting(Fetched::requestId, Fetched.Failed::reason)
                .containsExactly(tuple(new RequestId("poison"), FetchReason.POISON));
    }

    @Test
    void aRequestThatOurCodeFailsAtIsADeadLetterAndItsItemEnds() {
        web.close(); // any get throws from now on

        try (var log = CapturedLog.of(FetchLoop.class)) {
            assign(0, List.of(request(0, "unlucky", site.url("/a"))));
            await().atMost(LIMIT).until(() -> committed() == 1);
            assertThat(log.messages()).contains("ERROR A request could not be processed");
        }

        assertThat(topicsWritten())
                .containsExactlyInAnyOrder(
                        topics.ingestDeadLetter().name(),
                        topics.outcome().name(),
                        topics.fetched().name());
        assertThat(answers())
                .asInstanceOf(InstanceOfAssertFactories.list(Fetched.Failed.class))
                .extracting(Fetched::requestId, Fetched.Failed::reason)
                .containsExactly(tuple(new RequestId("unlucky"), FetchReason.CRASH));
    }
}
