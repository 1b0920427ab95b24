package io.wireroom.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on. */
public final class FreePorts {

    private FreePorts() {}

    /** A free port. */
    public static int one() {
        try (var probe = probe()) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port of the loopback address is free", e);
        }
    }

    /**
     * Two different free ports. The first is held while the second is chosen, because the system could return the same
     * port again.
     */
    public static int[] two() {
        try (var first = probe();
                var second = probe()) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException("no two ports of the loopback address are free", e);
        }
    }

    private static ServerSocket probe() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
