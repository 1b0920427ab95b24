package io.wireroom.conformance.etiquette.rules;

import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.KafkaClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** The records on the topics of our client so far; empty for other clients. Thread-safe. */
public final class ClientTopics implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final boolean ours;
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final Map<String, List<SourceStatus>> statuses = new ConcurrentHashMap<>();
    private volatile boolean closing;
    private @Nullable Thread reader;

    private ClientTopics(boolean ours) {
        this.ours = ours;
    }

    /** The topics of a client that has none. */
    public static ClientTopics nothing() {
        return new ClientTopics(false);
    }

    /** Follows the topics until it is closed. */
    public static ClientTopics following(KafkaClients clients, PipelineTopics topics, int partitions) {
        var client = new ClientTopics(true);
        client.reader = Thread.ofPlatform()
                .daemon()
                .name("etiquette-topics")
                .start(() -> client.follow(clients, topics, partitions));
        return client;
    }

    private void follow(KafkaClients clients, PipelineTopics topics, int partitions) {
        try (var consumer = clients.reader(500)) {
            var all = Stream.of(topics.outcome(), topics.sourceStatus())
                    .map(Topic::name)
                    .flatMap(name -> Stream.iterate(0, one -> one < partitions, one -> one + 1)
                            .map(one -> new TopicPartition(name, one)))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!closing) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        continue;
                    }
                    if (record.topic().equals(topics.outcome().name())) {
                        if (topics.outcome().codec().decode(record.value())
                                instanceof Decoded.Value<Outcome>(var outcome)) {
                            outcomes.add(outcome);
                        }
                    } else {
                        if (topics.sourceStatus().codec().decode(record.value())
                                instanceof Decoded.Value<SourceStatus>(var status)) {
                            statuses.computeIfAbsent(status.id().value(), id -> new CopyOnWriteArrayList<>())
                                    .add(status);
                        }
                    }
                }
            }
        } catch (WakeupException e) {
            // closing
        }
    }

    /** Whether the topics of the client can be read: only those of our own. */
    boolean isOurs() {
        return ours;
    }

    /** Why the item of this address was not fetched; empty while it has no such outcome. */
    Optional<FetchReason> notFetched(String url) {
        return outcomes.stream()
                .filter(one -> one.url().equals(url) && one.status() == Status.NOT_FETCHED)
                .map(Outcome::reason)
                .flatMap(reason -> Stream.of(FetchReason.values())
                        .filter(one -> one.wireName().equals(reason)))
                .findFirst();
    }

    /** Number of times the page of this address was fetched and passed on. */
    long fetched(String url) {
        return outcomes.stream()
                .filter(one -> one.url().equals(url) && one.step() == Step.FETCH && one.status() == Status.FETCHED)
                .count();
    }

    /** All statuses of the source at this address, in order. */
    List<SourceStatus> statuses(String url) {
        return statuses.getOrDefault(idOf(url).value(), List.of());
    }

    @Override
    public void close() {
        closing = true;
        var running = reader;
        if (running != null) {
            try {
                var unused = running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The id of the source at this address. */
    public static SourceId idOf(String url) {
        return Address.of(URI.create(url).toString())
                .map(SourceId::of)
                .orElseThrow(() -> new IllegalArgumentException("no web address: " + url));
    }
}
