package io.wireroom.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wireroom.standalone.embedded.DataDirectory.Opened;
import io.wireroom.testkit.process.ChildProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformTest {
    @TempDir
    Path folder;

    @Test
    void startsBothReportsProgressAndLeavesNoProcess() throws Exception {
        List<String> progress = new CopyOnWriteArrayList<>();
        try (DataDirectory directory = ((Opened.Owned) DataDirectory.open(folder)).directory()) {
            Ports ports = directory.ports();
            try (EmbeddedPlatform platform = new EmbeddedPlatform(directory, ports)) {
                platform.start(progress::add);

                assertThat(progress)
                        .containsExactlyInAnyOrder(
                                "Kafka is ready on 127.0.0.1:" + ports.broker(),
                                "PostgreSQL is ready on jdbc:postgresql://127.0.0.1:" + ports.database() + "/wireroom");
            }
            assertThat(processesOf(folder)).isEmpty();
            assertThat(directory.ports()).isEqualTo(ports);
        }
    }

    @Test
    @Tag("crash")
    void whenOnePartDoesNotStartTheOtherIsStoppedAgain() throws Exception {
        try (DataDirectory directory = ((Opened.Owned) DataDirectory.open(folder)).directory();
                ServerSocket other = new ServerSocket()) {
            Ports ports = directory.ports();
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.broker()));
            EmbeddedPlatform platform = new EmbeddedPlatform(directory, ports);

            assertThatThrownBy(() -> platform.start(part -> {}))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageStartingWith("Cannot start the embedded broker on 127.0.0.1:" + ports.broker());
            assertThat(processesOf(folder)).isEmpty();
        }
    }

    @Test
    @Tag("crash")
    void afterAKillTheNextStartStopsTheOrphanAndHasEveryRowAndRecord() throws Exception {
        Path data = folder.resolve("demo");
        try (ChildProcess owner = DataDirectoryOwner.start("run", data)) {
            owner.await("ready"::equals);
            owner.kill();
        }
        Postmaster orphan =
                Postmaster.of(data.toRealPath().resolve("postgres/data")).orElseThrow();
        assertThat(orphan.isRunning()).isTrue();
        String ports = Files.readString(data.resolve("ports.json"));

        try (DataDirectory directory = ((Opened.Owned) DataDirectory.open(data)).directory();
                EmbeddedPlatform platform = new EmbeddedPlatform(directory, directory.ports())) {
            platform.start(part -> {});

            assertThat(orphan.isRunning()).isFalse();
            assertThat(data.resolve("ports.json")).hasContent(ports);
            assertThat(EmbeddedDatabaseTest.query(platform.database(), "select title from article"))
                    .containsExactly("Flood in the valley");
            assertThat(new KafkaProbe(platform.broker().bootstrapServers()).read("wire", 2))
                    .containsExactly("flood", "harvest");
        }
        assertThat(processesOf(data)).isEmpty();
    }

    @Test
    @Tag("crash")
    void aPlatformKilledWhileItStartsForTheFirstTimeStartsTheNextTime() throws Exception {
        for (String moment :
                List.of("postgres/binaries/unpacking/bin", "postgres/data/base", "postgres/data/postmaster.pid")) {
            Path data = folder.resolve(Integer.toString(moment.hashCode()));
            try (ChildProcess owner = DataDirectoryOwner.start("run", data)) {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> Files.exists(data.resolve(moment)));
                owner.kill();
            }

            try (DataDirectory directory = ((Opened.Owned) DataDirectory.open(data)).directory();
                    EmbeddedPlatform platform = new EmbeddedPlatform(directory, directory.ports())) {
                platform.start(part -> {});

                assertThat(EmbeddedDatabaseTest.query(platform.database(), "select 1"))
                        .containsExactly("1");
                new KafkaProbe(platform.broker().bootstrapServers()).createTopic("wire");
            }
            assertThat(processesOf(data)).isEmpty();
        }
    }

    private static List<String> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }
}
