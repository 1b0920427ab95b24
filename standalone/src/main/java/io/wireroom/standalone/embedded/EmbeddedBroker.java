package io.wireroom.standalone.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker and its controller (KRaft, combined) in this JVM, on 127.0.0.1, without TLS or passwords. Topics,
 * records, offsets and the cluster id outlive a clean stop and a kill. Topics are never created automatically; Kafka's
 * own topics have one partition and one replica.
 *
 * <p>This and {@link CombinedServer} are the only files that touch Kafka's internal classes. One broker may run in a JVM at a time, because Kafka's
 * hook for "end the process" is global: while this broker runs, a fatal fault inside it completes {@link #died()} in
 * place of ending the JVM. Not reusable after {@link #close()}. Calls may come from any thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final int NODE_ID = 1;
    private static final int MIB = 1024 * 1024;

    /** Above the 7 MiB of our producers, so that the head of a batch never exceeds it. */
    private static final int MAX_BATCH_BYTES = 8 * MIB;

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Path directory;
    private final int brokerPort;
    private final int controllerPort;
    private final Map<String, String> other;
    private final CompletableFuture<String> died = new CompletableFuture<>();
    private volatile @Nullable CombinedServer server;

    /**
     * A broker that opens nothing before {@link #start()}.
     *
     * @param directory where the broker keeps its logs; created and formatted when it is new
     * @param brokerPort where clients connect; may differ from start to start
     * @param controllerPort used by the broker alone; may differ from start to start
     */
    public EmbeddedBroker(Path directory, int brokerPort, int controllerPort) {
        this(directory, brokerPort, controllerPort, Map.of());
    }

    /** A broker with these properties in place of ours. */
    public EmbeddedBroker(Path directory, int brokerPort, int controllerPort, Map<String, String> other) {
        this.directory = directory.toAbsolutePath().normalize();
        this.brokerPort = brokerPort;
        this.controllerPort = controllerPort;
        this.other = Map.copyOf(other);
    }

    /**
     * Starts the broker and returns when it takes requests.
     *
     * @throws EmbeddedStartException when a port is taken, the directory is not usable or damaged, or the start takes
     *     longer than 90 s; the broker is stopped again then
     */
    public synchronized void start() throws EmbeddedStartException {
        if (server != null) {
            throw new IllegalStateException("The broker in " + directory + " was started before");
        }
        LoopbackPort.requireFree(brokerPort, "embedded broker");
        LoopbackPort.requireFree(controllerPort, "embedded broker's controller");
        format();

        catchKafkasExit();
        CompletableFuture<CombinedServer> started = new CompletableFuture<>();
        Thread starting = daemon("embedded-broker-start", () -> {
            try {
                CombinedServer kafka = new CombinedServer(KafkaConfig.fromProps(configuration(), false));
                server = kafka;
                kafka.startup();
                started.complete(kafka);
            } catch (Throwable failure) { // Errors too: a fatal fault of Kafka surfaces as one (see catchKafkasExit)
                started.completeExceptionally(failure);
            }
        });
        starting.start();
        try {
            CompletableFuture<CombinedServer> gaveUp = died.handle((reason, never) -> {
                throw new CompletionException(new IllegalStateException(reason));
            });
            CompletableFuture.anyOf(started, gaveUp).get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            close();
            throw new EmbeddedStartException(cannotStart(EmbeddedStartException.reason(why)), why);
        } catch (TimeoutException e) {
            close();
            throw new EmbeddedStartException(
                    cannotStart("it was not ready after " + START_LIMIT.toSeconds() + " s"), e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException(cannotStart("interrupted"), e);
        }
    }

    /** The value of {@code bootstrap.servers} for clients. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + brokerPort;
    }

    /**
     * Completes with the reason when the broker gives up while it runs (a full or broken disk, a fault in the
     * controller). The process should then report that and end: nothing written from then on is acknowledged.
     */
    public CompletionStage<String> died() {
        return died.minimalCompletionStage();
    }

    /** Stops the broker cleanly; gives up after 20 s, so it never hangs. Waits for a start in progress. */
    @Override
    public synchronized void close() {
        CombinedServer kafka = server;
        if (kafka == null) {
            letKafkaExit();
            return;
        }
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        daemon("embedded-broker-stop", () -> {
                    try {
                        kafka.shutdown();
                        stopped.complete(null);
                    } catch (Throwable failure) { // the caller must get its answer, whatever Kafka throws
                        stopped.completeExceptionally(failure);
                    }
                })
                .start();
        try {
            stopped.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn()
                    .addKeyValue("directory", directory)
                    .setCause(e)
                    .log("The embedded broker did not stop cleanly; its log is recovered at the next start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server = null;
            letKafkaExit();
        }
    }

    /** Kafka would end the JVM and leave a database without its owner; here the caller decides. */
    private void catchKafkasExit() {
        Exit.Procedure giveUp = (status, message) -> {
            String reason = message == null ? "Kafka ended itself with status " + status + " (see the log)" : message;
            died.complete(reason);
            throw new GaveUp(reason);
        };
        Exit.setExitProcedure(giveUp);
        Exit.setHaltProcedure(giveUp);
    }

    private static void letKafkaExit() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }

    private void format() throws EmbeddedStartException {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            new Formatter()
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(nowhere)
                    .run();
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "Cannot create the broker's directory " + directory + ": " + EmbeddedStartException.reason(e), e);
        } catch (Exception e) { // Formatter.run declares no narrower type
            throw new EmbeddedStartException(
                    "Cannot format the broker's directory " + directory + ": " + EmbeddedStartException.reason(e), e);
        }
    }

    private String cannotStart(String why) {
        return "Cannot start the embedded broker in " + directory + " on " + bootstrapServers() + ": " + why;
    }

    private Properties configuration() {
        Properties set = new Properties();
        set.setProperty("process.roles", "broker,controller");
        set.setProperty("node.id", Integer.toString(NODE_ID));
        set.setProperty("log.dirs", directory.toString());
        set.setProperty(
                "listeners",
                "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + LoopbackPort.HOST + ":" + controllerPort);
        set.setProperty("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        set.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        set.setProperty("inter.broker.listener.name", "PLAINTEXT");
        set.setProperty("controller.listener.names", "CONTROLLER");
        set.setProperty("controller.quorum.voters", NODE_ID + "@" + LoopbackPort.HOST + ":" + controllerPort);

        set.setProperty("auto.create.topics.enable", "false");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            set.setProperty(topic + ".num.partitions", "1");
            set.setProperty(topic + ".replication.factor", "1");
            set.setProperty(topic + ".segment.bytes", Integer.toString(8 * MIB));
        }
        set.setProperty("transaction.state.log.min.isr", "1");
        set.setProperty("share.coordinator.state.topic.min.isr", "1");

        set.setProperty("message.max.bytes", Integer.toString(MAX_BATCH_BYTES));
        set.setProperty("replica.fetch.max.bytes", Integer.toString(MAX_BATCH_BYTES));
        set.setProperty("socket.request.max.bytes", Integer.toString(4 * MAX_BATCH_BYTES));

        // A restarted instance must not wait for members of the time before.
        set.setProperty("group.initial.rebalance.delay.ms", "0");
        set.setProperty("group.min.session.timeout.ms", "1000");
        set.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A laptop that was off for a month must find its offsets. After Kafka's default of 7 days they would be lost.
        set.setProperty(
                "offsets.retention.minutes", Long.toString(Duration.ofDays(3650).toMinutes()));

        // After a kill the controller keeps the old broker's place for this long before it lets the new one in; the
        // default is 9 s. Shorter, and a pause of a busy machine would fence a healthy broker.
        set.setProperty("broker.session.timeout.ms", "4000");
        set.setProperty("broker.heartbeat.interval.ms", "1000");
        // After a kill only unflushed segments are read again, so small ones make the next start quick.
        set.setProperty("log.segment.bytes", Integer.toString(32 * MIB));
        set.setProperty("log.index.size.max.bytes", Integer.toString(MIB));
        set.setProperty("metadata.log.segment.bytes", Integer.toString(8 * MIB));
        // Interval at which an idle controller writes and flushes a no-op record; the default is 500 ms.
        set.setProperty("metadata.max.idle.interval.ms", "5000");

        // The machine is shared with all other parts, so few threads and small buffers.
        set.setProperty("num.network.threads", "2");
        set.setProperty("num.io.threads", "4");
        set.setProperty("background.threads", "2");
        set.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * MIB));
        set.setProperty("auto.leader.rebalance.enable", "false");
        set.setProperty("server.max.startup.time.ms", Long.toString(START_LIMIT.toMillis()));
        set.putAll(other);
        return set;
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Thrown in the thread of Kafka that wanted to end the process, so that this thread stops. */
    private static final class GaveUp extends Error {
        private static final long serialVersionUID = 1L;

        GaveUp(String reason) {
            super(reason);
        }
    }
}
