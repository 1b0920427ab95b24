package io.wireroom.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback address that nobody listens on. */
public final class FreePorts {

    private static final int LOWEST = 21_000;
    private static final int HIGHEST = 32_000;

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

    /**
     * Different free ports outside of those that the system gives to connections (on Linux from 32768 on): a server can be
     * away for a while, and no connection takes its port meanwhile.
     */
    public static List<Integer> lasting(int count) {
        var start = LOWEST + (int) (ProcessHandle.current().pid() % (HIGHEST - LOWEST));
        var free = new ArrayList<Integer>();
        for (var step = 0; step < HIGHEST - LOWEST && free.size() < count; step++) {
            var port = LOWEST + (start - LOWEST + step) % (HIGHEST - LOWEST);
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                free.add(probe.getLocalPort());
            } catch (IOException e) {
                // taken; the next one is tried
            }
        }
        if (free.size() < count) {
            throw new IllegalStateException("no " + count + " ports of the loopback address are free");
        }
        return List.copyOf(free);
    }

    private static ServerSocket probe() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
