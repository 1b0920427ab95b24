package io.wireroom.ingest.schedule;

import io.wireroom.contract.Erased;
import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Item;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.LinkId;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import io.wireroom.contract.SourceSettings;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.AnswerTo;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.PollReport;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.contract.work.Validators;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.MemberId;
import io.wireroom.runtime.StreamsRunner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The scheduler's topology under the test driver: time stands still until {@link #pass}. */
final class DrivenScheduler implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final ScheduleSettings SETTINGS = settings(Map.of());

    /** The same, but each source is polled once. */
    static final ScheduleSettings ONCE = settings(Map.of("INGEST_ONCE", "true"));

    private static final Duration TICK = Duration.ofMillis(50);
    private static final int LAST_TICKS = 8;
    private static final String RESTART = "restart";

    final PipelineTopics topics = new PipelineTopics("news.");
    final SchedulerView view = new SchedulerView();
    boolean pagesMayFlow = true;

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> sources;
    private final TestInputTopic<String, byte[]> links;
    private final TestInputTopic<String, byte[]> answers;
    private final TestInputTopic<String, byte[]> erasures;
    private final TestOutputTopic<String, byte[]> requests;
    private final TestOutputTopic<String, byte[]> statuses;
    private final TestOutputTopic<String, byte[]> outcomes;
    private final TestOutputTopic<String, byte[]> raw;
    private final TestOutputTopic<String, byte[]> deadLetters;
    private final TestOutputTopic<String, byte[]> given;
    private Instant now = START;
    private int requestNumber;

    /** Three attempts and no revisits; these settings win. */
    static ScheduleSettings settings(Map<String, String> environment) {
        var values = new HashMap<>(Map.of("INGEST_ATTEMPTS", "3", "INGEST_REVISITS", "none"));
        values.putAll(environment);
        return ScheduleSettings.from(new Env(values));
    }

    DrivenScheduler(Path directory) {
        this(directory, SETTINGS);
    }

    DrivenScheduler(Path directory, ScheduleSettings settings) {
        this(directory, settings, Stores::persistentKeyValueStore);
    }

    /** With stores in memory, for tests that make thousands of schedulers. */
    static DrivenScheduler inMemory(Path directory) {
        return new DrivenScheduler(directory, SETTINGS, Stores::inMemoryKeyValueStore);
    }

    private DrivenScheduler(
            Path directory, ScheduleSettings settings, Function<String, KeyValueBytesStoreSupplier> suppliers) {
        var kafka = new KafkaSettings("localhost:1", "news.", 1, (short) 1, directory, Map.of());
        Supplier<SchedulerProcessor> processors = () -> new SchedulerProcessor(
                topics,
                settings,
                view,
                partition -> pagesMayFlow,
                () -> new RequestId("r" + ++requestNumber),
                new SplittableRandom(1),
                InstantSource.fixed(START));
        var topology = SchedulerTopology.build(topics, () -> new Restartable(processors), suppliers);
        var poison = new SchedulerPoison(topics, InstantSource.fixed(START));
        var properties = new Properties();
        properties.putAll(StreamsRunner.properties("news-scheduler", new MemberId("test"), kafka, poison, Map.of()));
        driver = new TopologyTestDriver(topology, properties, START);
        sources = input(topics.source());
        links = input(topics.link());
        answers = input(topics.fetched());
        erasures = input(topics.erased());
        requests = output(topics.request());
        statuses = output(topics.sourceStatus());
        outcomes = output(topics.outcome());
        raw = output(topics.raw());
        deadLetters = output(topics.ingestDeadLetter());
        given = output(topics.fetched());
    }

    /** Begins anew over the same stores on a restart record, as a task does after a restart. */
    private static final class Restartable implements Processor<String, byte[], String, PlacedRecord> {
        private final Supplier<SchedulerProcessor> processors;
        private @Nullable ProcessorContext<String, PlacedRecord> context;
        private SchedulerProcessor running;

        Restartable(Supplier<SchedulerProcessor> processors) {
            this.processors = processors;
            running = processors.get();
        }

        @Override
        public void init(ProcessorContext<String, PlacedRecord> given) {
            context = given;
            running.init(given);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (context != null && RESTART.equals(record.key())) {
                running.close();
                running = processors.get();
                running.init(context);
            } else {
                running.process(record);
            }
        }

        @Override
        public void close() {
            running.close();
        }
    }

    private <T> TestInputTopic<String, byte[]> input(Topic<T> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private <T> TestOutputTopic<String, byte[]> output(Topic<T> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The process ends and another begins: only what the stores hold is left. */
    void restart() {
        links.pipeInput(RESTART, new byte[0]);
    }

    /** All stores as they are now. */
    StoredEntries stores() {
        var all = new HashMap<String, Map<Object, Object>>();
        driver.getAllStateStores().forEach((name, store) -> {
            if (store instanceof KeyValueStore<?, ?>) {
                var entries = new LinkedHashMap<Object, Object>();
                try (var entry = driver.<Object, Object>getKeyValueStore(name).all()) {
                    entry.forEachRemaining(one -> entries.put(one.key, one.value));
                }
                all.put(name, entries);
            }
        });
        return new StoredEntries(all);
    }

    /** Puts the stores back; {@link #restart} then begins anew over them. */
    void restore(StoredEntries stores) {
        stores.entries().forEach((name, entries) -> {
            var store = driver.<Object, Object>getKeyValueStore(name);
            var keys = new ArrayList<Object>();
            try (var all = store.all()) {
                all.forEachRemaining(entry -> keys.add(entry.key));
            }
            keys.stream().filter(key -> !entries.containsKey(key)).forEach(store::delete);
            entries.forEach(store::put);
        });
    }

    /** The content of all stores, by their names. */
    record StoredEntries(Map<String, Map<Object, Object>> entries) {

        /** The same, but one store has the content of another time. */
        StoredEntries with(String store, StoredEntries other) {
            var all = new HashMap<>(entries);
            all.put(store, other.entries.get(store));
            return new StoredEntries(all);
        }
    }

    /** Lets time pass; whatever falls due meanwhile is worked off. */
    void pass(Duration duration) {
        var last = TICK.multipliedBy(LAST_TICKS);
        if (duration.compareTo(last) > 0) {
            driver.advanceWallClockTime(duration.minus(last));
        }
        for (var tick = 0; tick < LAST_TICKS; tick++) {
            driver.advanceWallClockTime(TICK);
        }
        now = now.plus(duration.compareTo(last) > 0 ? duration : last);
    }

    /** Lets just enough time pass for what is due. */
    void tick() {
        pass(TICK);
    }

    /** Lets time pass in one step: one tick at its end. */
    void step(Duration duration) {
        driver.advanceWallClockTime(duration);
        now = now.plus(duration);
    }

    Instant now() {
        return now;
    }

    /** The state of a source, as it is stored. */
    @Nullable
    SourceState source(SourceId id) {
        return stored("sources", id.value(), SourceState.class);
    }

    void put(SourceState state) {
        var json = new JsonCodec<>(SourceState.class).encode(state);
        putBytes("sources", state.source().id().value(), json);
    }

    /** Writes these bytes to a store, as a fault or a later version might. */
    void putBytes(String store, String key, byte @Nullable [] bytes) {
        driver.<String, byte[]>getKeyValueStore(store).put(key, bytes);
    }

    /** A stored value as its bytes. */
    byte[] bytes(String store, String key) {
        return driver.<String, byte[]>getKeyValueStore(store).get(key);
    }

    /** A stored value that is not compressed. */
    <T> @Nullable T stored(String store, String key, Class<T> type) {
        var bytes = driver.<String, byte[]>getKeyValueStore(store).get(key);
        return bytes == null ? null : value(new JsonCodec<>(type).decode(bytes));
    }

    private static <T> T value(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why);
        };
    }

    List<String> storedKeys(String store) {
        var keys = new ArrayList<String>();
        try (var all = driver.<String, Object>getKeyValueStore(store).all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    // What goes in

    static Source feed(String url) {
        return source(url, null);
    }

    static Source source(String url, @Nullable Duration interval) {
        var id = new SourceId(url.replaceAll("[^a-z0-9]", "-"));
        return new Source(id, URI.create(url), Source.Kind.FEED, url, null, interval, null);
    }

    void watch(Source source) {
        sources.pipeInput(source.id().value(), topics.source().codec().encode(source));
    }

    void remove(Source source) {
        sources.pipeInput(new TestRecord<>(source.id().value(), null));
    }

    void announce(Link link) {
        links.pipeInput(link.id().value(), topics.link().codec().encode(link));
    }

    void erase(Erased erased) {
        erasures.pipeInput(erased.id(), topics.erased().codec().encode(erased));
    }

    void pipeLink(String key, byte[] value) {
        links.pipeInput(key, value);
    }

    void pipeAnswer(RequestId requestId, byte[] value) {
        var record = new TestRecord<>("site", value);
        RecordHeaders.add(record.headers(), RecordHeaders.ID, requestId.value());
        answers.pipeInput(record);
    }

    static Link.Announced link(Source source, String url, long hash) {
        var id = LinkId.of(Address.of(url).orElseThrow());
        var item = new Item(
                ItemId.ofAnnouncement(source.id(), id),
                id,
                url,
                SourceRef.of(source),
                START,
                0,
                entry("title " + hash));
        var web = URI.create(url);
        return new Link.Announced(id, web, Site.of(web), item, hash);
    }

    private static FeedEntry entry(String title) {
        return new FeedEntry(null, title, null, null, null, null, List.of(), List.of());
    }

    /** The same announcement by an entry with this text. */
    static Link.Announced withText(Link.Announced link, String text) {
        var item = link.item();
        var entry = new FeedEntry(
                null, "Ferry late again", START.minusSeconds(60), null, text, null, List.of("Ilse Varga"), List.of());
        return with(link, item.source(), entry);
    }

    /** The same announcement by a feed that carries whole articles. */
    static Link.Announced ofFullTextFeed(Link.Announced link) {
        var item = link.item();
        var source = item.source();
        var whole = new SourceRef(source.id(), source.name(), source.url(), new SourceSettings(true, null));
        return with(link, whole, item.entry());
    }

    private static Link.Announced with(Link.Announced link, SourceRef source, @Nullable FeedEntry entry) {
        var item = link.item();
        return link.with(
                new Item(item.id(), item.link(), item.url(), source, item.discoveredAt(), item.revisit(), entry));
    }

    /** What the fetcher hands to a redirect's target for this page request. */
    static Link.Redirected redirect(Request request, String target) {
        var web = URI.create(target);
        return new Link.Redirected(
                LinkId.of(Address.of(target).orElseThrow()),
                web,
                Site.of(web),
                ((Request.Page) request).item(),
                request.hops() + 1,
                request.attempt() + 1);
    }

    /** An answer, as the owner of the request gets it. */
    void answer(Fetched answer) {
        answers.pipeInput("site", topics.fetched().codec().encode(answer));
    }

    private static Fetched.Head head(Request request, @Nullable PollReport report) {
        return new Fetched.Head(request.id(), request.kind(), Duration.ZERO, report);
    }

    private static Fetched.Response response(Request request, Validators validators, @Nullable Duration freshFor) {
        return new Fetched.Response(200, request.url(), validators, freshFor, 0);
    }

    private static Validators validators(Request request) {
        return new Validators("\"" + request.id() + "\"", null);
    }

    void done(Request request) {
        done(request, 0, null);
    }

    void done(Request request, int announced, @Nullable Duration freshFor) {
        answer(new Fetched.Done(
                head(request, null),
                response(request, validators(request), freshFor),
                List.of((long) announced),
                announced,
                null));
    }

    /** A useful answer to a poll: 200 with these entries. */
    void read(Request request, Validators validators, List<Long> seen, PollReport report) {
        polled(
                request,
                new Fetched.Done(
                        head(request, report), response(request, validators, null), seen, report.moments(), null));
    }

    /** 304 to a poll. */
    void unchanged(Request request, Validators validators) {
        var report = PollReport.of(request.url(), null);
        polled(request, new Fetched.NotModified(head(request, report), response(request, validators, null)));
    }

    /** A poll that is redirected to another server. */
    void moved(Request request, @Nullable URI movedTo) {
        polled(request, new Fetched.Moved(head(request, PollReport.of(request.url(), movedTo))));
    }

    /** What the fetcher hands to the site of a redirect's target for this poll. */
    static Link.Delegated delegated(Request.Poll request, URI target) {
        var asker = request.answerTo() == null ? new AnswerTo(request.site(), request.id()) : request.answerTo();
        var head = Request.Head.once(request.id().redirected(1), target, 1);
        return new Link.Delegated(
                LinkId.of(Address.of(target.toString()).orElseThrow()), request.delegated(head, asker));
    }

    private void polled(Request request, Fetched fetched) {
        answer(fetched);
        var owner = request.answerTo();
        if (owner != null) {
            answer(fetched.as(owner.requestId()));
        }
    }

    void notModified(Request request) {
        answer(new Fetched.NotModified(head(request, null), response(request, validators(request), null)));
    }

    /** Put off by a fetcher that did not begin with it. */
    void heldBack(Request request, Duration pause) {
        answer(Fetched.Returned.heldBack(request.id(), request.kind(), pause));
    }

    /** Got, after a redirect within the host. */
    void doneAt(Request request, String finalUrl) {
        var response = new Fetched.Response(200, URI.create(finalUrl), Validators.NONE, null, 0);
        answer(new Fetched.Done(head(request, null), response, List.of(), 0, null));
    }

    void failed(Request request, FetchReason reason) {
        failed(request, reason, null);
    }

    void failed(Request request, FetchReason reason, @Nullable Duration retryAfter) {
        answer(new Fetched.Failed(head(request, null), reason, null, null, null, retryAfter));
    }

    void returned(Request request) {
        answer(new Fetched.Returned(request.id(), request.kind()));
    }

    /** The fetcher begins with a request that was handed back before. */
    void begun(Request request) {
        answer(Fetched.Begun.with(request));
    }

    void moved(Request request) {
        answer(new Fetched.Moved(head(request, null)));
    }

    void robots(Request request, RobotsRules rules) {
        answer(new Fetched.Done(
                head(request, null), response(request, validators(request), null), List.of(0L), 0, rules));
    }

    /** Brings a host to where pages can be asked for: robots.txt is answered with these rules. */
    void answerRobots(RobotsRules rules) {
        tick();
        var request = onlyRequest();
        if (request.kind() != Source.Kind.ROBOTS) {
            throw new AssertionError("robots.txt should be asked for first, but it was " + request);
        }
        robots(request, rules);
        pass(rules.crawlDelay() == null ? SETTINGS.hostDelay() : rules.crawlDelay());
    }

    // What comes out

    List<Request> requests() {
        return read(requests, topics.request());
    }

    Request onlyRequest() {
        var all = requests();
        if (all.size() != 1) {
            throw new AssertionError("one request expected, but there are " + all);
        }
        return all.getFirst();
    }

    /** The only request, which must be a poll. */
    Request.Poll onlyPoll() {
        return (Request.Poll) onlyRequest();
    }

    /** The item of the only request, which must be for a page. */
    Item onlyItem() {
        return ((Request.Page) onlyRequest()).item();
    }

    List<Outcome> outcomes() {
        return read(outcomes, topics.outcome());
    }

    /** Captures of what the scheduler handed to enrich, with the bodies as text. */
    List<Handed> handedOn() {
        var all = new ArrayList<Handed>();
        for (var record : raw.readRecordsToList()) {
            var header = record.headers().lastHeader(RawPage.CAPTURE_HEADER).value();
            switch (topics.raw().codec().decode(header)) {
                case Decoded.Value<RawPage.Capture>(var capture) ->
                    all.add(new Handed(record.key(), capture, new String(record.value(), StandardCharsets.UTF_8)));
                case Decoded.Unreadable<RawPage.Capture>(var why) -> throw new AssertionError(why);
            }
        }
        return all;
    }

    record Handed(String key, RawPage.Capture capture, String body) {}

    /** Answers that the scheduler itself gave. */
    List<Fetched> given() {
        return read(given, topics.fetched());
    }

    List<SourceStatus> statuses() {
        return read(statuses, topics.sourceStatus());
    }

    List<TestRecord<String, byte[]>> statusRecords() {
        return statuses.readRecordsToList();
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    private static <T> List<T> read(TestOutputTopic<String, byte[]> output, Topic<T> topic) {
        var values = new ArrayList<T>();
        for (var value : output.readValuesToList()) {
            switch (topic.codec().decode(value)) {
                case Decoded.Value<T>(var read) -> values.add(read);
                case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why);
            }
        }
        return values;
    }

    @Override
    public void close() {
        driver.close();
    }
}
