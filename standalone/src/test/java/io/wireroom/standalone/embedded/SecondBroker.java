package io.wireroom.standalone.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A broker beside the embedded one, which stays the controller. It may be stopped and started again. */
final class SecondBroker implements AutoCloseable {

    static final int NODE_ID = 2;

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private @Nullable KafkaRaftServer server;

    SecondBroker(Path directory, int port, int controllerPort) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    void start(String clusterId) throws Exception {
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(clusterId);
        }
        var started = new KafkaRaftServer(KafkaConfig.fromProps(configuration(), false), Time.SYSTEM);
        server = started;
        started.startup();
    }

    void stop() {
        var running = server;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void format(String clusterId) throws Exception {
        Files.createDirectories(directory);
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(NODE_ID)
                    .setClusterId(clusterId)
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setPrintStream(nowhere)
                    .run();
        }
    }

    private Properties configuration() {
        var set = new Properties();
        set.setProperty("process.roles", "broker");
        set.setProperty("node.id", Integer.toString(NODE_ID));
        set.setProperty("log.dirs", directory.toString());
        set.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port);
        set.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        set.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        set.setProperty("inter.broker.listener.name", "PLAINTEXT");
        set.setProperty("controller.listener.names", "CONTROLLER");
        set.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        set.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        set.setProperty("num.network.threads", "2");
        set.setProperty("num.io.threads", "4");
        return set;
    }
}
