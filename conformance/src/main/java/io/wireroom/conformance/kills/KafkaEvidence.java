package io.wireroom.conformance.kills;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Source;
import io.wireroom.contract.Status;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.RawPage;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.standalone.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The content of the topics under read_committed. Used by one thread. */
final class KafkaEvidence {

    private static final int AT_ONCE = 2_000;
    private static final long READ_EVERY_NANOS = 2_000_000_000L;

    private final LocalCluster cluster;
    private final Map<String, Integer> rawByRevisit = new HashMap<>();
    private final Set<String> rawUrls = new HashSet<>();
    private final Map<String, List<Long>> feedAnswers = new HashMap<>();
    private final List<Long> answers = new ArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private long readAt = System.nanoTime();
    private int deadLetters;

    KafkaEvidence(LocalCluster cluster) {
        this.cluster = cluster;
    }

    /** Whether the topic has this many pages; reads it every two seconds at most. */
    boolean isFetched(int pages) {
        if (System.nanoTime() - readAt < READ_EVERY_NANOS) {
            return false;
        }
        readAt = System.nanoTime();
        readRaw();
        return rawUrls.size() >= pages;
    }

    void read() {
        var topics = cluster.settings().topics();
        readRaw();
        scan(topics.fetched().name(), record -> {
            if (topics.fetched().codec().decode(record.value()) instanceof Decoded.Value<Fetched>(var fetched)
                    && !(fetched instanceof Fetched.Returned)
                    && !(fetched instanceof Fetched.Begun)) {
                answers.add(record.timestamp());
                if (fetched.head().kind() == Source.Kind.FEED && fetched instanceof Fetched.Useful) {
                    feedAnswers
                            .computeIfAbsent(record.key(), site -> new ArrayList<>())
                            .add(record.timestamp());
                }
            }
        });
        scan(topics.outcome().name(), record -> {
            if (topics.outcome().codec().decode(record.value()) instanceof Decoded.Value<Outcome>(var outcome)
                    && (outcome.status() == Status.NOT_FETCHED || outcome.status() == Status.DEAD_LETTERED)) {
                ends.merge(outcome.status().wireName() + " " + outcome.reason(), 1, Integer::sum);
            }
        });
        scan(topics.ingestDeadLetter().name(), record -> deadLetters++);
    }

    private void readRaw() {
        rawByRevisit.clear();
        rawUrls.clear();
        var raw = cluster.settings().topics().raw();
        scan(raw.name(), record -> {
            var header = record.headers().lastHeader(RawPage.CAPTURE_HEADER);
            if (header == null
                    || !(raw.codec().decode(header.value()) instanceof Decoded.Value<RawPage.Capture>(var capture))) {
                throw new IllegalStateException(
                        "a raw record without its capture: " + new String(record.value(), StandardCharsets.UTF_8));
            }
            rawByRevisit.merge(record.key() + '/' + capture.item().revisit(), 1, Integer::sum);
            rawUrls.add(capture.url().toString());
        });
    }

    private void scan(String topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> visitor) {
        new TopicScan(new KafkaClients(cluster.settings())).read(List.of(topic), AT_ONCE, visitor);
    }

    /** Superfluous records: those after the first of each link and revisit. */
    int doubled() {
        return rawByRevisit.values().stream().mapToInt(count -> count - 1).sum();
    }

    boolean hasPage(String url) {
        return rawUrls.contains(url);
    }

    /** When answers to polls of this site were written, by the broker's clock, in order. */
    List<Long> feedAnswers(String site) {
        return feedAnswers.getOrDefault(site, List.of());
    }

    /** Answers of any kind written from this moment to before that one. */
    long answersWithin(long fromMillis, long toMillis) {
        return answers.stream().filter(at -> at >= fromMillis && at < toMillis).count();
    }

    /** How items ended that were not fetched, counted. */
    Map<String, Integer> ends() {
        return Map.copyOf(ends);
    }

    int deadLetters() {
        return deadLetters;
    }
}
