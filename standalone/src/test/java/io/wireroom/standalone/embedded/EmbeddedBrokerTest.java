package io.wireroom.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wireroom.testkit.CapturedLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void keepsClusterIdTopicsAndRecordsOverARestartOnOtherPorts() throws Exception {
        String clusterId;
        try (EmbeddedBroker broker = new EmbeddedBroker(directory, 20_011, 20_012)) {
            broker.start();
            KafkaProbe probe = new KafkaProbe(broker.bootstrapServers());
            clusterId = probe.clusterId();
            probe.createTopic("wire");
            probe.sendInOneTransaction("wire", KafkaProbe.bytes("flood"), KafkaProbe.bytes("harvest"));
        }

        try (EmbeddedBroker again = new EmbeddedBroker(directory, 20_013, 20_014)) {
            again.start();
            KafkaProbe probe = new KafkaProbe(again.bootstrapServers());

            assertThat(again.bootstrapServers()).isEqualTo("127.0.0.1:20013");
            assertThat(probe.clusterId()).isEqualTo(clusterId);
            assertThat(probe.topics()).containsExactly("wire");
            assertThat(probe.read("wire", 2)).containsExactly("flood", "harvest");
        }
    }

    @Test
    void takesTheLargestRecordOurProducersMaySend() throws Exception {
        byte[] page = KafkaProbe.incompressible(7 * 1024 * 1024 - 1024);
        try (EmbeddedBroker broker = new EmbeddedBroker(directory, 20_021, 20_022)) {
            broker.start();
            KafkaProbe probe = new KafkaProbe(broker.bootstrapServers());
            probe.createTopic("raw");

            probe.sendInOneTransaction("raw", page);

            assertThat(probe.readBytes("raw", 1).getFirst()).isEqualTo(page);
        }
    }

    @Test
    void reportsTheTakenPort() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 20_032));

            EmbeddedBroker broker = new EmbeddedBroker(directory, 20_031, 20_032);

            assertThatThrownBy(broker::start)
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("Cannot start the embedded broker's controller on 127.0.0.1:20032: "
                            + "another program listens on that port");
        }
    }

    @Test
    void aDamagedDirectoryEndsTheStartAndLeavesNothingRunning() throws Exception {
        List<Thread> before = KafkaProbe.threads();
        Files.writeString(directory.resolve("meta.properties"), "version=1\ncluster.id=\nnode.id=one\n");

        EmbeddedBroker broker = new EmbeddedBroker(directory, 20_041, 20_042);

        try (CapturedLog log = CapturedLog.of("org.apache.kafka")) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageStartingWith(
                            "Cannot start the embedded broker in " + directory + " on 127.0.0.1:20041: ");
            assertThat(log.messages())
                    .anyMatch(message -> message.startsWith("ERROR Error while reading meta.properties"));
        }
        await().untilAsserted(() ->
                assertThat(KafkaProbe.threadsThatKeepTheProcessAlive(before)).isEmpty());
    }

    @Tag("crash")
    @Test
    void aDamagedControllerLogEndsTheStartInPlaceOfTheProcess() throws Exception {
        List<Thread> before = KafkaProbe.threads();
        try (EmbeddedBroker broker = new EmbeddedBroker(directory, 20_051, 20_052)) {
            broker.start();
        }
        Path quorum = directory.resolve("__cluster_metadata-0").resolve("quorum-state");
        Files.writeString(quorum, "no quorum");

        EmbeddedBroker broker = new EmbeddedBroker(directory, 20_051, 20_052);

        try (CapturedLog server = CapturedLog.of("kafka.server");
                CapturedLog faults = CapturedLog.of("org.apache.kafka.server.fault")) {
            assertThatThrownBy(broker::start)
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageStartingWith("Cannot start the embedded broker in " + directory);
            assertThat(server.messages())
                    .contains("ERROR [SharedServer id=1] Got exception while starting SharedServer");
            assertThat(faults.messages()).contains("ERROR Encountered fatal fault: caught exception");
        }
        await().untilAsserted(() ->
                assertThat(KafkaProbe.threadsThatKeepTheProcessAlive(before)).isEmpty());
    }

    @Test
    void aFatalFaultOfTheRunningBrokerIsReportedInPlaceOfEndingTheProcess() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(directory, 20_061, 20_062)) {
            broker.start();
            assertThat(broker.died()).isNotCompleted();

            // What Kafka calls when its last log directory fails.
            assertThatThrownBy(() -> Exit.halt(1, "all log directories failed")).isInstanceOf(Error.class);

            assertThat(broker.died()).isCompletedWithValue("all log directories failed");
        }
    }
}
