package io.wireroom.standalone.deadletters;

import io.wireroom.contract.Erased;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.deadletters.OpenedLetter.Header;
import io.wireroom.standalone.deadletters.ReplayResult.Skipped;
import io.wireroom.standalone.topics.AtomicWriter;
import io.wireroom.standalone.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of all stages. Reads the topics from their beginning, with a few records in memory at a time.
 *
 * <p>A replay writes the original record to its topic again, as the next attempt for the same item, and marks the
 * letter as replayed in the same transaction. Of two replays that run at the same time, the one that began first fails
 * with 69.
 */
public final class DeadLetters {

    private static final int RECORDS_AT_ONCE = 8;
    /** The limit of one transaction, except for a single larger letter. */
    private static final int BYTES_AT_ONCE = 8 * 1024 * 1024;

    private static final int LETTERS_AT_ONCE = 200;
    private static final int MAX_REASON = 300;

    private final KafkaSettings settings;
    private final KafkaClients clients;
    private final Replay replay;
    private final Map<String, String> topicOfStage;

    /** The letters of this installation. Connections are opened on demand. */
    public DeadLetters(KafkaSettings settings, KafkaClients clients) {
        this.settings = settings;
        this.clients = clients;
        var topics = settings.topics();
        replay = new Replay(topics);
        topicOfStage = topicOfStage(topics);
    }

    /** The stages that have dead letters, in the order of the flow. */
    public List<String> stages() {
        return List.copyOf(topicOfStage.keySet());
    }

    /**
     * Parses a place: {@code topic:partition:offset} or {@code stage:partition:offset}.
     *
     * @throws Failure (64) when the text is not a place
     */
    public Coordinates place(String text) {
        var parts = text.strip().split(":", -1);
        var topic = parts.length == 3 ? topicOfStage.getOrDefault(parts[0], parts[0]) : "";
        if (parts.length != 3
                || !topicOfStage.containsValue(topic)
                || !parts[1].matches("\\d{1,9}")
                || !parts[2].matches("\\d{1,18}")) {
            throw Failure.usage("'" + text + "' names no dead letter; expected STAGE:PARTITION:OFFSET with a stage of "
                    + String.join(", ", stages()) + ", or the whole topic name in its place");
        }
        return new Coordinates(topic, Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }

    /**
     * The newest letters, the newest last.
     *
     * @param stage only its letters; null for all stages
     * @throws Failure (64) when there is no such stage; (69) when Kafka does not answer for 30 s
     */
    public List<Letter> list(@Nullable String stage, int limit) {
        var newest = new PriorityQueue<Letter>(oldestFirst());
        var replayed = new HashSet<Coordinates>();
        scan(
                topicsOf(stage),
                record -> {
                    newest.add(letter(record, false));
                    if (newest.size() > limit) {
                        newest.poll();
                    }
                },
                replayed);
        return newest.stream()
                .map(letter -> replayed.contains(letter.at()) ? letter.asReplayed() : letter)
                .sorted(oldestFirst())
                .toList();
    }

    /** The letter at this place with its headers and value; empty if it does not exist (any more). */
    public Optional<OpenedLetter> open(Coordinates at) {
        return record(at).map(record -> {
            var headers = new ArrayList<Header>();
            record.headers()
                    .forEach(header -> headers.add(new Header(
                            header.key(),
                            header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8))));
            return new OpenedLetter(letter(record, false), headers, bytes(record.value()));
        });
    }

    /**
     * Replays these letters, even if they were replayed before.
     *
     * @throws Failure (69) when Kafka does not accept them; each letter is then both replayed and marked, or neither
     */
    public ReplayResult replay(Collection<Coordinates> places) {
        try (var batch = new Batch(openWriter())) {
            for (var at : new LinkedHashSet<>(places)) {
                record(at).ifPresentOrElse(batch::add, () -> batch.skip(at, "there is no dead letter"));
            }
            return batch.finish();
        }
    }

    /**
     * Replays every letter that was not replayed before.
     *
     * @param stage only its letters; null for all stages
     * @throws Failure as {@link #replay}; (64) when there is no such stage
     */
    public ReplayResult replayAll(@Nullable String stage) {
        var names = topicsOf(stage);
        try (var batch = new Batch(openWriter())) {
            var waiting = new HashSet<Coordinates>();
            var replayed = new HashSet<Coordinates>();
            scan(names, record -> waiting.add(at(record)), replayed);
            waiting.removeAll(replayed);
            if (!waiting.isEmpty()) {
                // Reads a second time, so that not all values are in memory at once.
                scan(
                        names,
                        record -> {
                            if (waiting.contains(at(record))) {
                                batch.add(record);
                            }
                        },
                        new HashSet<>());
            }
            return batch.finish();
        }
    }

    private AtomicWriter openWriter() {
        return AtomicWriter.open(clients, settings.group(KafkaGroup.DEAD_LETTER_REPLAY), "replayed dead letters");
    }

    /** A replay in progress, with some letters in each transaction. */
    private final class Batch implements AutoCloseable {
        private final AtomicWriter writer;
        private final Map<String, Integer> partitions = new HashMap<>();
        private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        private final List<Coordinates> replayed = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private @Nullable Set<String> erased;
        private int bytes;

        Batch(AtomicWriter writer) {
            this.writer = writer;
        }

        void add(ConsumerRecord<String, byte[]> letter) {
            var origin = Replay.origin(letter.headers()).orElse(null);
            if (origin == null) {
                skip(at(letter), "its origin is missing");
            } else if (!replay.takesBack(origin.topic())) {
                skip(at(letter), "it came from '" + origin.topic() + "', which takes nothing back");
            } else if (replay.holdsStates(origin.topic())) {
                skip(
                        at(letter),
                        "'" + origin.topic()
                                + "' may have a newer state of it; `wireroom rewind` reads the topic again");
            } else if (origin.partition() >= partitions.computeIfAbsent(origin.topic(), writer::partitions)) {
                skip(at(letter), "'" + origin.topic() + "' has no partition " + origin.partition());
            } else if (isErased(letter, origin)) {
                skip(at(letter), "its article was erased");
            } else {
                var size = bytes(letter.value()).length;
                if (!records.isEmpty() && (bytes + size > BYTES_AT_ONCE || records.size() >= 2 * LETTERS_AT_ONCE)) {
                    flush();
                }
                records.add(replay.original(letter, origin));
                records.add(Replay.marker(letter));
                replayed.add(at(letter));
                bytes += size;
            }
        }

        /** Its text must not come back to the article topic. Pages of an erased article end in enrich. */
        private boolean isErased(ConsumerRecord<String, byte[]> letter, Coordinates origin) {
            if (!origin.topic().equals(settings.topics().article().name())) {
                return false;
            }
            if (erased == null) {
                erased = erasedArticles();
            }
            return erased.contains(String.valueOf(letter.key()));
        }

        void skip(Coordinates at, String why) {
            skipped.add(new Skipped(at, why));
        }

        ReplayResult finish() {
            flush();
            return new ReplayResult(replayed, skipped);
        }

        private void flush() {
            writer.write(records);
            records.clear();
            bytes = 0;
        }

        @Override
        public void close() {
            writer.close();
        }
    }

    private Set<String> erasedArticles() {
        var ids = new HashSet<String>();
        var topic = settings.topics().erased();
        new TopicScan(clients).read(List.of(topic.name()), RECORDS_AT_ONCE, record -> {
            if (topic.codec().decode(record.value()) instanceof Decoded.Value<Erased>(var erased)) {
                if (erased.kind() == Erased.Kind.ARTICLE && !erased.again()) {
                    ids.add(erased.id());
                } else {
                    ids.remove(erased.id());
                }
            }
        });
        return ids;
    }

    private void scan(List<String> names, Consumer<ConsumerRecord<String, byte[]>> letters, Set<Coordinates> replayed) {
        new TopicScan(clients).read(names, RECORDS_AT_ONCE, record -> {
            var marked = Replay.marks(record);
            if (marked.isPresent()) {
                replayed.add(new Coordinates(record.topic(), record.partition(), marked.get()));
            } else {
                letters.accept(record);
            }
        });
    }

    private Optional<ConsumerRecord<String, byte[]>> record(Coordinates at) {
        return new TopicScan(clients)
                .at(new TopicPartition(at.topic(), at.partition()), at.offset())
                .filter(record -> Replay.marks(record).isEmpty());
    }

    private List<String> topicsOf(@Nullable String stage) {
        if (stage == null) {
            return List.copyOf(topicOfStage.values());
        }
        var topic = topicOfStage.get(stage);
        if (topic == null) {
            throw Failure.usage("'" + stage + "' is no stage; expected one of " + String.join(", ", stages()));
        }
        return List.of(topic);
    }

    private static Map<String, String> topicOfStage(PipelineTopics topics) {
        var all = new LinkedHashMap<String, String>();
        all.put("ingest", topics.ingestDeadLetter().name());
        all.put("enrich", topics.enrichDeadLetter().name());
        all.put("sink", topics.sinkDeadLetter().name());
        return all;
    }

    private Letter letter(ConsumerRecord<String, byte[]> record, boolean replayed) {
        var stage =
                RecordHeaders.text(record.headers(), RecordHeaders.ERROR_STAGE).orElseGet(() -> stageOf(record));
        var reason = RecordHeaders.text(record.headers(), RecordHeaders.STREAMS_ERRORS + "message")
                .map(String::strip)
                .flatMap(text -> text.lines().findFirst())
                .orElse("");
        return new Letter(
                at(record),
                Instant.ofEpochMilli(record.timestamp()),
                stage,
                reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason,
                record.key(),
                bytes(record.value()).length,
                Replay.origin(record.headers()).orElse(null),
                replayed);
    }

    private String stageOf(ConsumerRecord<String, byte[]> record) {
        return topicOfStage.entrySet().stream()
                .filter(entry -> entry.getValue().equals(record.topic()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static Coordinates at(ConsumerRecord<String, byte[]> record) {
        return new Coordinates(record.topic(), record.partition(), record.offset());
    }

    private static byte[] bytes(byte @Nullable [] value) {
        return value == null ? new byte[0] : value;
    }

    private static Comparator<Letter> oldestFirst() {
        return Comparator.comparing(Letter::time).thenComparing(Letter::at);
    }
}
