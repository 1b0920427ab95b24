package io.wireroom.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TransactionWatch;
import io.wireroom.testkit.process.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Brokers killed under transactional load: every transaction ends, whole or not at all. */
@Timeout(1_800)
class KilledBrokerTest {

    private static final Duration FLOW_LIMIT = Duration.ofMinutes(2);
    private static final String TOPIC = "news.raw.v1";

    private final List<Process> processes = new ArrayList<>();

    @Test
    @Tag("long")
    void threeStartsOfTheEmbeddedBrokerAfterKills(@TempDir Path directory) throws Exception {
        killsOfTheEmbeddedBroker(directory, 3);
    }

    @Test
    @Tag("long")
    void thirtyStartsOfTheEmbeddedBrokerAfterKills(@TempDir Path directory) throws Exception {
        killsOfTheEmbeddedBroker(directory, 30);
    }

    @Test
    @Tag("long")
    void threeBrokersKilledInTurnAndAtOnce(@TempDir Path directory) throws Exception {
        var firstPort = FreePorts.two()[0] / 10 * 10;
        var nodes = new ArrayList<Process>();
        try (var load = new TransactionalLoad(BrokerProcess.bootstrapServers(firstPort), TOPIC);
                var watch = watch(BrokerProcess.bootstrapServers(firstPort))) {
            for (var node = 1; node <= BrokerProcess.NODES; node++) {
                nodes.add(spawn(node(directory, node, firstPort)));
            }
            for (var node : nodes) {
                awaitReady(node);
            }
            load.createTopic((short) 3);
            load.start();
            watch.start();
            for (var node = 1; node <= BrokerProcess.NODES; node++) {
                awaitFlow(load);
                kill(nodes.get(node - 1));
                awaitFlow(load);
                nodes.set(node - 1, spawn(node(directory, node, firstPort)));
                awaitReady(nodes.get(node - 1));
            }
            awaitFlow(load);
            for (var node : nodes) {
                kill(node);
            }
            nodes.clear();
            for (var node = 1; node <= BrokerProcess.NODES; node++) {
                nodes.add(spawn(node(directory, node, firstPort)));
            }
            awaitFlow(load);
            load.stop();
            assertWhole(load);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private void killsOfTheEmbeddedBroker(Path directory, int kills) throws Exception {
        var ports = FreePorts.two();
        var broker = "127.0.0.1:" + ports[0];
        var arguments = List.of(directory.toString(), Integer.toString(ports[0]), Integer.toString(ports[1]));
        try (var load = new TransactionalLoad(broker, TOPIC);
                var watch = watch(broker)) {
            var process = spawn(arguments);
            awaitReady(process);
            load.createTopic((short) 1);
            load.start();
            watch.start();
            for (var kill = 0; kill < kills; kill++) {
                awaitFlow(load);
                kill(process);
                process = spawn(arguments);
                awaitReady(process);
            }
            awaitFlow(load);
            load.stop();
            assertWhole(load);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** Committed transactions come to be known again: producers do not stand still. */
    private static void awaitFlow(TransactionalLoad load) {
        var before = load.committed();
        await().atMost(FLOW_LIMIT).until(() -> load.committed() > before + 20);
    }

    private static void assertWhole(TransactionalLoad load) {
        var read = load.read(FLOW_LIMIT);

        var first = read.values().iterator().next();
        assertThat(first).doesNotHaveDuplicates().containsAll(load.certain());
        var others = new HashSet<>(first);
        others.removeAll(load.certain());
        assertThat(load.uncertain()).containsAll(others);
        assertThat(read.values())
                .allSatisfy(values ->
                        assertThat(values).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(first));
    }

    private static TransactionWatch watch(String bootstrapServers) {
        return new TransactionWatch(
                new KafkaSettings(bootstrapServers, "news.", 6, (short) 1, Path.of("unused"), Map.of()),
                List.of(TOPIC));
    }

    private static List<String> node(Path directory, int node, int firstPort) {
        return List.of(
                directory.resolve("node-" + node).toString(),
                "of-three",
                Integer.toString(node),
                Integer.toString(firstPort));
    }

    private Process spawn(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LOG_LEVEL_KAFKA", "OFF");
        var process = builder.start();
        processes.add(process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static void awaitReady(Process process) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = output.readLine();
        while (line != null && !line.equals("ready")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
    }
}
