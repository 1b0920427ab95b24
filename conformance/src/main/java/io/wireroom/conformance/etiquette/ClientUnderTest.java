package io.wireroom.conformance.etiquette;

import io.wireroom.conformance.etiquette.faults.Fault;
import io.wireroom.conformance.etiquette.origin.NameService;
import io.wireroom.conformance.etiquette.rules.ClientSettings;
import io.wireroom.conformance.etiquette.rules.ClientTopics;
import io.wireroom.conformance.etiquette.rules.Scenario;
import io.wireroom.contract.Source;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.ingest.IngestApp;
import io.wireroom.ingest.IngestSettings;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.embedded.EmbeddedBroker;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The client that is judged: the real ingest stage on a real broker, in this process. Not thread-safe. */
public final class ClientUnderTest implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Path directory;

    /** A client whose broker keeps its data in this directory; nothing runs before {@link #start}. */
    ClientUnderTest(Path directory) {
        this.directory = directory;
    }

    /** Starts broker and stage with these faults, makes it watch the sources, and returns its topics. */
    ClientTopics start(List<Scenario.Watched> sources, List<FaultyWeb.Planted> faults, NameService names) {
        try {
            var ports = FreePorts.two();
            var broker = new EmbeddedBroker(directory.resolve("kafka"), ports[0], ports[1]);
            started.push(broker);
            broker.start();
            var settings = settings(broker);
            var kafka = settings.kafka();
            var clients = new KafkaClients(kafka);
            createTopics(kafka, clients);
            var topics = ClientTopics.following(clients, kafka.topics(), PARTITIONS);
            started.push(topics);
            var telemetry = new Telemetry();
            started.push(telemetry);
            var web = new FaultyWeb(WebClient.withNames(settings.web(), InstantSource.system(), names), faults);
            var stage = new IngestApp(settings, telemetry, web, chance(faults));
            started.push(stage);
            stage.start();
            watch(sources, kafka, clients);
            return topics;
        } catch (EmbeddedStartException e) {
            throw Failure.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static RandomGenerator chance(List<FaultyWeb.Planted> faults) {
        var none = faults.stream().anyMatch(planted -> planted.fault() == Fault.NO_RANDOMNESS);
        return none ? () -> 0 : RandomGenerator.of("L64X128MixRandom");
    }

    private IngestSettings settings(EmbeddedBroker broker) {
        var environment = new HashMap<>(ClientSettings.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("TOPIC_PARTITIONS", Integer.toString(PARTITIONS));
        environment.put("TOPIC_REPLICATION", "1");
        environment.put("DATA_DIR", directory.resolve("ingest").toString());
        var env = new Env(environment);
        var settings = IngestSettings.from(env);
        env.check();
        return settings;
    }

    private static void createTopics(KafkaSettings kafka, KafkaClients clients) {
        try (var admin = clients.admin()) {
            new TopicSetup(admin, PARTITIONS, (short) 1)
                    .ensure(
                            Stream.concat(
                                            kafka.topics().all().stream().map(TopicSetup.Wanted::of),
                                            IngestApp.internalTopics(kafka).stream())
                                    .toList(),
                            TOPICS_LIMIT);
        }
    }

    private static void watch(List<Scenario.Watched> sources, KafkaSettings kafka, KafkaClients clients) {
        var topic = kafka.topics().source();
        try (var producer = clients.producer("etiquette")) {
            for (var watched : sources) {
                var id = ClientTopics.idOf(watched.url().toString());
                var source = new Source(
                        id, watched.url(), watched.kind(), watched.url().toString(), null, watched.every(), null);
                producer.send(new ProducerRecord<>(
                                topic.name(),
                                Topic.partitionOfSite(Site.of(watched.url()), PARTITIONS),
                                id.value(),
                                topic.codec().encode(source)))
                        .get();
            }
        } catch (ExecutionException e) {
            throw Failure.unavailable("The sources could not be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.unavailable("Interrupted while writing the sources", e);
        }
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot stop the client", e);
            }
        }
    }
}
