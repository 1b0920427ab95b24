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
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker in a separate JVM with all topics of an installation, and stages in processes that use it. */
public final class LocalCluster implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final Duration TOPICS_LIMIT = Duration.ofMinutes(2);

    private final Path directory;
    private final Path logs;
    private final List<String> brokerArguments;
    private final Map<String, Integer> listeners;
    private ChildProcess broker;
    private final Map<String, String> environment;
    private final KafkaSettings settings;

    private LocalCluster(
            Path directory,
            Path logs,
            List<String> brokerArguments,
            Map<String, Integer> listeners,
            ChildProcess broker,
            Map<String, String> environment) {
        this.directory = directory;
        this.logs = logs;
        this.brokerArguments = brokerArguments;
        this.listeners = listeners;
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
        return start(logs, partitions, Map.of());
    }

    /**
     * As the other {@code start}, with more listeners of the broker.
     *
     * @param advertised for each further listener, by its name in capitals, the port that the broker names to its clients
     */
    public static LocalCluster start(Path logs, int partitions, Map<String, Integer> advertised)
            throws InterruptedException {
        try {
            Files.createDirectories(logs);
            var directory = Files.createTempDirectory("wireroom-bench");
            var ports = FreePorts.lasting(2 + advertised.size());
            var arguments = new ArrayList<>(List.of(
                    directory.resolve("kafka").toString(),
                    Integer.toString(ports.get(0)),
                    Integer.toString(ports.get(1))));
            var listeners = new TreeMap<String, Integer>();
            for (var name : advertised.keySet()) {
                listeners.put(name, ports.get(2 + listeners.size()));
            }
            if (!listeners.isEmpty()) {
                arguments.addAll(listenerProperties(ports, listeners, advertised));
            }
            var broker = startBroker(logs, arguments);
            var cluster = new LocalCluster(
                    directory,
                    logs,
                    arguments,
                    listeners,
                    broker,
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "127.0.0.1:" + ports.get(0),
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

    private static List<String> listenerProperties(
            List<Integer> ports, Map<String, Integer> listeners, Map<String, Integer> advertised) {
        var own = "PLAINTEXT://127.0.0.1:" + ports.get(0);
        var all = new StringBuilder("listeners=" + own + ",CONTROLLER://127.0.0.1:" + ports.get(1));
        var named = new StringBuilder("advertised.listeners=" + own);
        var protocols = new StringBuilder("listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        listeners.forEach((name, port) -> {
            all.append(',').append(name).append("://127.0.0.1:").append(port);
            named.append(',').append(name).append("://127.0.0.1:").append(advertised.get(name));
            protocols.append(',').append(name).append(":PLAINTEXT");
        });
        return List.of(all.toString(), named.toString(), protocols.toString());
    }

    private static ChildProcess startBroker(Path logs, List<String> arguments) {
        return ChildProcess.start(
                "broker", logs.resolve("broker.log"), List.of("-Xmx512m"), Map.of(), BrokerMain.class, arguments);
    }

    /** The port that the broker listens on with this further listener. */
    public int listenerPort(String name) {
        return Objects.requireNonNull(listeners.get(name), name);
    }

    /** Stops the broker as {@code docker stop} does. */
    public void stopBroker() throws InterruptedException {
        broker.terminate(STOP_LIMIT);
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

    /** The folder that holds the data of all its processes; {@link #close()} removes it. */
    public Path directory() {
        return directory;
    }

    /** Settings of a process that keeps its data in a folder of this name. */
    public Map<String, String> environment(String name) {
        var all = new HashMap<>(environment);
        all.put("DATA_DIR", dataDirectory(name).toString());
        return all;
    }

    /** Where the process of this name keeps its data. */
    public Path dataDirectory(String name) {
        return directory.resolve(name);
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
        return stage(IngestMain.class, name, options, own);
    }

    /**
     * Starts a stage as an operator does. A second start under the same name is the same member.
     *
     * @param main its main class
     * @param own its settings in addition to Kafka, data directory and admin port
     */
    public ChildProcess stage(Class<?> main, String name, List<String> options, Map<String, String> own) {
        var all = environment(name);
        all.put("ADMIN_PORT", "0");
        all.putAll(own);
        return ChildProcess.start(name, logs.resolve(name + ".log"), options, all, main, List.of());
    }

    /** As {@link #stage}, from another build. */
    public ChildProcess stageOf(
            String classPath, Class<?> main, String name, List<String> options, Map<String, String> own) {
        var all = environment(name);
        all.put("ADMIN_PORT", "0");
        all.putAll(own);
        return ChildProcess.start(name, logs.resolve(name + ".log"), options, all, classPath, main, List.of());
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
