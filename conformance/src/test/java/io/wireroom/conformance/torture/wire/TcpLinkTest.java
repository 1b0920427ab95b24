package io.wireroom.conformance.torture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpLinkTest {

    private static final int SHORT_MILLIS = 200;

    private ServerSocket server;
    private TcpLink link;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        link = TcpLink.open();
        link.leadTo(server.getLocalPort());
    }

    /** Returns every byte. */
    private void echo() {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException e) {
                        // cut
                    }
                });
            }
        } catch (IOException e) {
            // closed
        }
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        server.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), link.port());
    }

    private static int echoed(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        return client.getInputStream().read();
    }

    @Test
    void bytesPassBothWays() throws IOException {
        try (var client = connect()) {
            assertThat(echoed(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void aCutEndsTheConnectionsAndNewOnesUntilItIsRestored() throws IOException {
        try (var client = connect()) {
            assertThat(echoed(client, 7)).isEqualTo(7);

            link.cut();

            assertThat(isEnded(client)).isTrue();
            try (var another = connect()) {
                assertThat(isEnded(another)).isTrue();
            }
        }
        link.restore();
        try (var client = connect()) {
            assertThat(echoed(client, 8)).isEqualTo(8);
        }
    }

    private static boolean isEnded(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void whatIsHeldArrivesAfterwards() throws IOException {
        try (var client = connect()) {
            assertThat(echoed(client, 7)).isEqualTo(7);

            link.hold();
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> echoed(client, 8)).isInstanceOf(SocketTimeoutException.class);

            link.restore();
            client.setSoTimeout(0);
            assertThat(client.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void aSlowLinkDelaysEachChunkInBothDirections() throws IOException {
        try (var client = connect()) {
            link.slow(Duration.ofMillis(SHORT_MILLIS));
            var before = System.nanoTime();

            assertThat(echoed(client, 7)).isEqualTo(7);

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(Duration.ofMillis(2L * SHORT_MILLIS - 2));
        }
    }
}
