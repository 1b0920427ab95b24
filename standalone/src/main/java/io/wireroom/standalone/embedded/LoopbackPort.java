package io.wireroom.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1, the only address the embedded platform listens on. */
final class LoopbackPort {
    static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** Whether a server could listen on {@code port} at this moment; connections in TIME_WAIT do not count. */
    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static void requireFree(int port, String forWhat) throws EmbeddedStartException {
        if (!isFree(port)) {
            throw new EmbeddedStartException("Cannot start the " + forWhat + " on " + HOST + ":" + port
                    + ": another program listens on that port");
        }
    }
}
