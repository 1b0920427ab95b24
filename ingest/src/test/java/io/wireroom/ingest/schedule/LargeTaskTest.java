package io.wireroom.ingest.schedule;

import static io.wireroom.ingest.schedule.DrivenScheduler.feed;
import static io.wireroom.ingest.schedule.DrivenScheduler.link;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.Source;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RequestId;
import io.wireroom.ingest.schedule.gate.PageGate;
import io.wireroom.ingest.schedule.store.DueIndex;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task at the size of an installation that has run for months; its stores are filled directly. */
@Tag("crash")
class LargeTaskTest {

    private static final Instant START = DrivenScheduler.START;
    private static final Source FEED = feed("http://harbour.example/feed");
    private static final int HOSTS = 2_000;
    private static final int REACHED = 2 * HOSTS;
    private static final Duration AT_MOST_LATE = Duration.ofMinutes(5);

    private final Map<String, KeyValueStore<String, byte[]>> stores = new HashMap<>();
    private MockProcessorContext<String, PlacedRecord> context;
    private SchedulerProcessor processor;
    private int requests;

    @BeforeEach
    void open(@TempDir Path directory) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "large");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        context = new MockProcessorContext<>(config, new TaskId(0, 0), directory.toFile());
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        for (var name : SchedulerStores.NAMES) {
            var store = Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            stores.put(name, store);
        }
        var settings = DrivenScheduler.settings(Map.of("INGEST_REVISITS", "1h,7d"));
        processor = new SchedulerProcessor(
                new PipelineTopics("news."),
                settings,
                new SchedulerView(),
                PageGate.OPEN,
                () -> new RequestId("r" + ++requests),
                new SplittableRandom(1),
                InstantSource.fixed(START));
    }

    @AfterEach
    void close() {
        processor.close();
        stores.values().forEach(KeyValueStore::close);
    }

    private KeyValueStore<String, byte[]> store(String name) {
        return requireNonNull(stores.get(name));
    }

    private static String url(int host) {
        return "http://host-" + host + ".example/a";
    }

    /** Links that are due at these instants; of those that the test does not reach, all of a host have the same work. */
    private void fill(
            int links,
            LinkState.Phase phase,
            IntFunction<Instant> dueAt,
            BiFunction<Link.Announced, Instant, PendingWork> work,
            Kind kind) {
        var states = new JsonCodec<>(LinkState.class);
        var works = new JsonCodec<>(PendingWork.class);
        var due = new DueIndex(store("due"));
        var page = new LinkState.Page("\"e\"", null, 0, 0, null);
        var item = link(FEED, url(0), 1).item();
        var state = states.encode(new LinkState(
                phase,
                new ItemId("first"),
                item.id(),
                FEED.id(),
                1,
                0,
                0,
                LinkState.Attempt.of(1),
                START,
                phase == LinkState.Phase.DONE ? page : null,
                1_234_567_890,
                null));
        var pending = new byte[HOSTS][];
        for (var number = 0; number < links; number++) {
            var key = "%016x".formatted(number * 0x9E3779B97F4A7C15L);
            var host = number % HOSTS;
            if (number < REACHED) {
                pending[host] = Zstd.compress(works.encode(work.apply(link(FEED, url(host), 1), dueAt.apply(number))));
            }
            store("frontier").put(key, state);
            store("pending").put(key, pending[host]);
            due.add(kind, dueAt.apply(number), key, "host-" + host + ".example host-" + host + ".example");
            due.add(Kind.LINK_CHECK, START.plus(Duration.ofDays(30)).plusMillis(number), key, "");
        }
    }

    @Test
    void aTaskWithHundredsOfThousandsOfWaitingLinksStartsInSecondsWithLittleMemory() {
        fill(300_000, LinkState.Phase.WAITING, number -> START, PendingWork::of, Kind.WAITING);
        var before = heap();
        var started = cpuNanos();

        processor.init(context);

        var took = Duration.ofNanos(cpuNanos() - started);
        var grown = heap() - before;
        assertThat(grown).isLessThan(200L << 20);
    }

    @Test
    void revisitsOfAMillionLinksAreNotLate() {
        var spread = Duration.ofDays(7).toMillis();
        fill(
                1_000_000,
                LinkState.Phase.DONE,
                number -> START.plusMillis(spread / 1_000_000 * number),
                (link, dueAt) -> PendingWork.planned(link, START, dueAt),
                Kind.REVISIT);
        var started = cpuNanos();
        processor.init(context);
        assertThat(Duration.ofNanos(cpuNanos() - started)).isLessThan(Duration.ofSeconds(5));

        // Each host's robots.txt is requested as soon as its first revisit is due: that is when it is found.
        var firstDue = new HashMap<String, Instant>();
        for (var number = 0; number < HOSTS; number++) {
            firstDue.put("host-" + number + ".example", START.plusMillis(spread / 1_000_000 * number));
        }
        var found = 0;
        var now = START;
        var end = START.plusMillis(spread / 1_000_000 * HOSTS);
        while (now.isBefore(end)) {
            now = now.plusSeconds(1);
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            for (var timer : context.scheduledPunctuators()) {
                timer.getPunctuator().punctuate(now.toEpochMilli());
            }
            for (var sent : context.forwarded()) {
                if (sent.childName().filter(Outbox.REQUEST::equals).isPresent()) {
                    found++;
                    var host = sent.record().key();
                    assertThat(Duration.between(firstDue.get(host), now)).isLessThan(AT_MOST_LATE);
                }
            }
            context.resetForwards();
        }
        assertThat(found).isGreaterThan(HOSTS * 9 / 10);
    }

    /** CPU time: the wall time of a busy machine shows what else it does. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
