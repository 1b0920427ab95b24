package io.wireroom.standalone.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {

    @TempDir
    Path folder;

    @Test
    void givesEachHostItsOwnAddressOrItsOwnPort() {
        assertThat(bases(new Placement.LoopbackAddresses()))
                .containsExactly("http://127.0.0.2:8077", "http://127.0.0.3:8077", "http://127.0.0.4:8077");
        assertThat(bases(new Placement.LoopbackPorts()))
                .containsExactly("http://127.0.0.1:8077", "http://127.0.0.1:8078", "http://127.0.0.1:8079");
    }

    @Test
    void listensOnThreeAddressesWhereTheyExist() throws Exception {
        assumeThat(Placement.detect()).isEqualTo(new Placement.LoopbackAddresses());
        var free = (Placement.LoopbackPorts) RunningNewsroom.freePorts();
        var placement = new Placement.LoopbackAddresses(free.firstPort());

        try (var running = RunningNewsroom.start(folder.resolve("state"), placement, Instant.EPOCH)) {
            for (var host : List.of(NewsroomHost.HARBOUR, NewsroomHost.LANTERN)) {
                assertThat(running.get(running.address(host, "/")).statusCode()).isEqualTo(200);
            }
            assertThat(running.get(running.address(NewsroomHost.PICTURES, "/drawn/bridge.svg"))
                            .headers()
                            .firstValue("Content-Type"))
                    .contains("image/svg+xml");
        }
    }

    @Test
    void readsTheHostsOfAContainerFromTheEnvironment() {
        var env = new Env(Map.of(
                "NEWSROOM_PUBLIC_HOSTS", "a.test, b.test,c.test",
                "NEWSROOM_PORT", "9000",
                "NEWSROOM_STATE_FILE", "/tmp/state"));

        var settings = NewsroomSettings.from(env);

        env.check();
        assertThat(settings)
                .isEqualTo(new NewsroomSettings(
                        Path.of("/tmp/state"),
                        new Placement.NamedHosts(
                                9000,
                                URI.create("http://a.test:9000"),
                                URI.create("http://b.test:9000"),
                                URI.create("http://c.test:9000"))));
    }

    @Test
    void reportsHostsThatAreNotThreeDifferentOnes() {
        for (var hosts : List.of("a.test,b.test", "a.test,A.test,b.test", "a test,b,c")) {
            var env = new Env(Map.of("NEWSROOM_PUBLIC_HOSTS", hosts));

            assertThat(NewsroomSettings.from(env)).isNotNull();

            assertThatThrownBy(env::check).isInstanceOf(Failure.class).hasMessageContaining("NEWSROOM_PUBLIC_HOSTS");
        }
    }

    private static List<String> bases(Placement placement) {
        return Arrays.stream(NewsroomHost.values())
                .map(host -> Addresses.base(placement, host).toString())
                .toList();
    }
}
