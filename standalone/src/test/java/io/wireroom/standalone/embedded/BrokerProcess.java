package io.wireroom.standalone.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One broker in a JVM that may be killed: the embedded one (DIRECTORY PORT CONTROLLER_PORT), or one of three (DIRECTORY
 * NODE FIRST_PORT, broker ports FIRST_PORT to FIRST_PORT + 2, controllers behind them). Prints "ready".
 */
final class BrokerProcess {

    static final String CLUSTER = "5L6g3nShT-eMCtK--X86sw";
    static final int NODES = 3;

    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[0]);
        if (args.length == 4) {
            var node = Integer.parseInt(args[2]);
            var firstPort = Integer.parseInt(args[3]);
            format(directory, node);
            new CombinedServer(KafkaConfig.fromProps(configuration(directory, node, firstPort), false)).startup();
        } else {
            var broker = new EmbeddedBroker(directory, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            broker.start();
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }

    static String bootstrapServers(int firstPort) {
        return IntStream.range(0, NODES)
                .mapToObj(node -> "127.0.0.1:" + (firstPort + node))
                .collect(Collectors.joining(","));
    }

    private static void format(Path directory, int node) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(node)
                    .setClusterId(CLUSTER)
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setPrintStream(nowhere)
                    .run();
        }
    }

    private static Properties configuration(Path directory, int node, int firstPort) {
        var broker = "127.0.0.1:" + (firstPort + node - 1);
        var set = new Properties();
        set.setProperty("process.roles", "broker,controller");
        set.setProperty("node.id", Integer.toString(node));
        set.setProperty("log.dirs", directory.toString());
        set.setProperty(
                "listeners", "PLAINTEXT://" + broker + ",CONTROLLER://127.0.0.1:" + (firstPort + NODES + node - 1));
        set.setProperty("advertised.listeners", "PLAINTEXT://" + broker);
        set.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        set.setProperty("inter.broker.listener.name", "PLAINTEXT");
        set.setProperty("controller.listener.names", "CONTROLLER");
        set.setProperty(
                "controller.quorum.voters",
                IntStream.range(0, NODES)
                        .mapToObj(other -> (other + 1) + "@127.0.0.1:" + (firstPort + NODES + other))
                        .collect(Collectors.joining(",")));
        set.setProperty("transaction.state.log.num.partitions", "3");
        set.setProperty("transaction.state.log.replication.factor", "3");
        set.setProperty("transaction.state.log.min.isr", "2");
        set.setProperty("offsets.topic.num.partitions", "1");
        set.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        set.setProperty("broker.session.timeout.ms", "4000");
        set.setProperty("broker.heartbeat.interval.ms", "1000");
        set.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        set.setProperty("num.network.threads", "2");
        set.setProperty("num.io.threads", "4");
        return set;
    }
}
