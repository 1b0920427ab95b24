package io.wireroom.standalone;

import io.wireroom.enrich.EnrichApp;
import io.wireroom.enrich.EnrichSettings;
import io.wireroom.ingest.IngestApp;
import io.wireroom.ingest.IngestSettings;
import io.wireroom.runtime.AdminServer;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.StageApp;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.sink.SinkApp;
import io.wireroom.sink.SinkSettings;
import io.wireroom.standalone.embedded.DataDirectory;
import io.wireroom.standalone.embedded.EmbeddedPlatform;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import io.wireroom.standalone.embedded.Instance;
import io.wireroom.standalone.embedded.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the whole flow in this process over one data directory: starts it in the order of the flow and stops it in
 * reverse. Continues from the state of a killed process.
 */
public final class Standalone implements AutoCloseable {

    /** Partitions of an embedded installation. */
    public static final int PARTITIONS = 4;

    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

    private final Path data;
    private final int adminPort;
    private final Map<String, String> environment;
    private final Consumer<String> progress;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** The running parts. */
    public record Running(
            KafkaSettings kafka,
            KafkaClients clients,
            String jdbcUrl,
            int adminPort,
            IngestApp ingest,
            SinkApp sink,
            SinkSettings sinkSettings) {}

    /**
     * A standalone over this directory; nothing is touched before {@link #start}.
     *
     * @param environment settings of the stages; those that the directory determines replace them
     * @param progress receives each step of the start as one sentence
     */
    public Standalone(Path data, int adminPort, Map<String, String> environment, Consumer<String> progress) {
        this.data = data;
        this.adminPort = adminPort;
        this.environment = Map.copyOf(environment);
        this.progress = progress;
    }

    /** Takes ownership of the directory; fails with 69 if another process has it. */
    public static DataDirectory take(Path data) {
        return switch (DataDirectory.open(data)) {
            case DataDirectory.Opened.Owned(var directory) -> directory;
            case DataDirectory.Opened.InUse inUse -> throw Failure.unavailable(inUse.message(), null);
            case DataDirectory.Opened.Unusable(var path, var message) -> throw Failure.unavailable(message, null);
        };
    }

    /** Starts broker, database, topics and all stages; on failure everything is stopped again. */
    public synchronized Running start(Consumer<Running> beforeStages) {
        checkSettings();
        try {
            var directory = take(data);
            started.push(directory);
            var ports = directory.ports();
            var telemetry = new Telemetry(Telemetry.settings(new Env(environment)), "wireroom");
            started.push(telemetry);
            var admin = new AdminServer("127.0.0.1", adminPort, telemetry);
            started.push(admin);
            admin.start();
            var platform = new EmbeddedPlatform(directory, ports);
            started.push(platform);
            platform.start(progress);
            platform.died().thenAccept(why -> stopped.completeExceptionally(Failure.unavailable(why, null)));
            return startStages(directory, platform, ports, admin, telemetry, beforeStages);
        } catch (EmbeddedStartException e) {
            close();
            throw Failure.unavailable(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            close();
            throw Failure.unavailable("Cannot use '" + data + "': " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Reports wrong settings before anything is started. */
    private void checkSettings() {
        var env = new Env(environment);
        var unused = List.of(
                IngestSettings.from(env), EnrichSettings.from(env), SinkSettings.from(env), Telemetry.settings(env));
        env.check();
    }

    private Running startStages(
            DataDirectory directory,
            EmbeddedPlatform platform,
            Ports ports,
            AdminServer admin,
            Telemetry telemetry,
            Consumer<Running> beforeStages)
            throws IOException {
        var env = new Env(settings(directory, platform, ports, admin));
        var ingestSettings = IngestSettings.from(env);
        var enrichSettings = EnrichSettings.from(env);
        var sinkSettings = SinkSettings.from(env);
        env.check();
        var kafka = ingestSettings.kafka();
        var clients = new KafkaClients(kafka);
        try (var client = clients.admin()) {
            new TopicSetup(client, kafka.partitions(), kafka.replication())
                    .ensure(Installation.topics(kafka), TOPICS_LIMIT);
        }
        progress.accept("Topics are ready");
        var sink = new SinkApp(sinkSettings, telemetry, InstantSource.system());
        var enrich = new EnrichApp(enrichSettings, telemetry);
        var ingest = new IngestApp(ingestSettings, telemetry);
        var running =
                new Running(kafka, clients, platform.database().jdbcUrl(), admin.port(), ingest, sink, sinkSettings);
        beforeStages.accept(running);
        for (StageApp stage : List.of(sink, enrich, ingest)) {
            started.push(stage);
            admin.watch(stage.health());
            stage.start();
            stage.stopped().whenComplete((nothing, error) -> {
                if (error != null) {
                    stopped.completeExceptionally(error);
                }
            });
        }
        directory.publish(new Instance(
                ProcessHandle.current().pid(),
                Instant.now(),
                new Ports(ports.broker(), ports.controller(), ports.database(), admin.port()),
                platform.broker().bootstrapServers(),
                platform.database().jdbcUrl()));
        progress.accept("Stages are running");
        return running;
    }

    private Map<String, String> settings(
            DataDirectory directory, EmbeddedPlatform platform, Ports ports, AdminServer admin) {
        var all = new HashMap<String, String>();
        all.put("TOPIC_PARTITIONS", Integer.toString(PARTITIONS));
        all.putAll(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", platform.broker().bootstrapServers());
        all.put("TOPIC_REPLICATION", "1");
        all.put("DATA_DIR", directory.path().toString());
        var own =
                "127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d".formatted(ports.controller(), ports.database(), admin.port());
        all.merge("INGEST_CLOSED_PORTS", own, (operators, ours) -> operators + ',' + ours);
        all.put("SINK_JDBC_URL", platform.database().jdbcUrl());
        all.put("SINK_JDBC_USER", platform.database().user());
        all.put("SINK_JDBC_PASSWORD", platform.database().password());
        return all;
    }

    /** Completes exceptionally when a part cannot continue. */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Stops what was started, in reverse order; may be called twice. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            var part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .log("Cannot stop cleanly");
            }
        }
        stopped.complete(null);
    }
}
