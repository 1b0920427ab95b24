package io.wireroom.conformance.processes;

import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Source;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.ingest.IngestMain;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.Installation;
import io.wireroom.testkit.process.ChildProcess;
import io.wireroom.testkit.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker in a separate JVM with all topics of an installation, and ingest processes that use it. */
public final class LocalCluster implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration TOPICS_LIMIT = Duration.ofMinutes(2);

    private final Path directory;
    private final Path logs;
    private final List<String> brokerArguments;
    private ChildProcess broker;
    private final Map<String, String> environment;
    private final KafkaSettings settings;

    private LocalCluster(
            Path directory,
            Path logs,
            List<String> brokerArguments,
            ChildProcess broker,
            Map<String, String> environment) {
        this.directory = directory;
        this.logs = logs;
        this.brokerArguments = brokerArguments;
        this.broker = broker;
        this.environment = environment;
        settings = KafkaSettings.from(new Env(environment));
    }

    /**
     * Starts a new broker and makes the topics.
     *
     * @param logs where the output of the processes goes
     */
    public static LocalCluster start(Path logs) throws InterruptedException {
        return start(logs, PARTITIONS);
    }

    /** As the other {@code start}, with this number of partitions of each topic. */
    public static LocalCluster start(Path logs, int partitions) throws InterruptedException {
        try {
            Files.createDirectories(logs);
            var directory = Files.createTempDirectory("wireroom-bench");
            var ports = FreePorts.two();
            var arguments = List.of(
                    directory.resolve("kafka").toString(), Integer.toString(ports[0]), Integer.toString(ports[1]));
            var broker = startBroker(logs, arguments);
            var cluster = new LocalCluster(
                    directory,
                    logs,
                    arguments,
                    broker,
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "127.0.0.1:" + ports[0],
                            "TOPIC_PARTITIONS",
                            Integer.toString(partitions)));
            try {
                broker.await(BrokerMain.READY);
                try (var admin = new KafkaClients(cluster.settings).admin()) {
                    new TopicSetup(admin, partitions, (short) 1)
                            .ensure(Installation.topics(cluster.settings), TOPICS_LIMIT);
                }
                return cluster;
            } catch (RuntimeException | InterruptedException e) {
                cluster.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the broker's data", e);
        }
    }

    private static ChildProcess startBroker(Path logs, List<String> arguments) {
        return ChildProcess.start(
                "broker", logs.resolve("broker.log"), List.of("-Xmx512m"), Map.of(), BrokerMain.class, arguments);
    }

    /** Kills the broker as {@code kill -9} does. */
    public void killBroker() {
        broker.kill();
    }

    /** Starts the broker again on the same data and waits until it accepts clients. */
    public void restartBroker() throws InterruptedException {
        broker = startBroker(logs, brokerArguments);
        broker.await(BrokerMain.READY);
    }

    /** Settings of its clients. */
    public KafkaSettings settings() {
        return settings;
    }

    /** Settings of a process that keeps its data in a folder of this name. */
    public Map<String, String> environment(String name) {
        var all = new HashMap<>(environment);
        all.put("DATA_DIR", directory.resolve(name).toString());
        return all;
    }

    /** The broker's process. */
    public ChildProcess broker() {
        return broker;
    }

    /**
     * Starts ingest as an operator does. A second start under the same name is the same member.
     *
     * @param own its settings in addition to Kafka, data directory and admin port
     */
    public ChildProcess ingest(String name, List<String> options, Map<String, String> own) {
        var all = environment(name);
        all.put("ADMIN_PORT", "0");
        all.putAll(own);
        return ChildProcess.start(name, logs.resolve(name + ".log"), options, all, IngestMain.class, List.of());
    }

    /** Announces these sources to ingest. */
    public void watch(List<Source> sources) {
        var topic = settings.topics().source();
        try (var producer = new KafkaClients(settings).producer("bench-sources")) {
            var sent = new ArrayList<java.util.concurrent.Future<?>>();
            for (var source : sources) {
                var record = new ProducerRecord<>(
                        topic.name(),
                        Topic.partitionOfSite(Site.of(source.url()), settings.partitions()),
                        source.id().value(),
                        topic.codec().encode(source));
                RecordHeaders.addCloudEvent(
                        record.headers(),
                        "io.wireroom.source.v1",
                        "/wireroom/bench",
                        record.key(),
                        source.url().toString(),
                        Instant.now(),
                        "application/json");
                sent.add(producer.send(record));
            }
            for (var one : sent) {
                one.get();
            }
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("the sources could not be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing the sources", e);
        }
    }

    @Override
    public void close() {
        broker.kill();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
