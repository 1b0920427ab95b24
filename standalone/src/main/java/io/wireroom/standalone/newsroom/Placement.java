package io.wireroom.standalone.newsroom;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;

/** Where the hosts of the sample newsroom listen and under which addresses they are known. */
public sealed interface Placement {

    /** The default port of the newsroom. */
    int DEFAULT_PORT = 8077;

    /**
     * Each host has its own loopback address and the same port: 127.0.0.2, 127.0.0.3 and 127.0.0.4.
     *
     * @param port the port of all three
     */
    record LoopbackAddresses(int port) implements Placement {
        public LoopbackAddresses() {
            this(DEFAULT_PORT);
        }
    }

    /**
     * Each host has its own port of 127.0.0.1, for systems where 127.0.0.2 is missing, such as macOS.
     *
     * @param firstPort the first of three consecutive ports
     */
    record LoopbackPorts(int firstPort) implements Placement {
        public LoopbackPorts() {
            this(DEFAULT_PORT);
        }
    }

    /**
     * All hosts share one port of all addresses of this machine and are distinguished by the {@code Host} header, for
     * containers.
     *
     * @param port the port to listen on
     * @param harbour the address others use for the first publisher, without a path, such as
     *     {@code http://harbour.newsroom:8077}
     * @param lantern the same for the second publisher
     * @param pictures the same for the image host
     */
    record NamedHosts(int port, URI harbour, URI lantern, URI pictures) implements Placement {

        public NamedHosts {
            if (List.of(harbour, lantern, pictures).stream()
                            .map(Addresses::hostName)
                            .distinct()
                            .count()
                    < 3) {
                throw new IllegalArgumentException("The newsroom needs three different host names, not " + harbour
                        + ", " + lantern + " and " + pictures);
            }
        }

        /**
         * The same for three bare host names.
         *
         * @param names the host names of harbour, lantern and pictures, in this order
         * @throws IllegalArgumentException if they are not three different ones
         */
        public static NamedHosts of(List<String> names, int port) {
            if (names.size() != 3) {
                throw new IllegalArgumentException("The newsroom needs three host names, not " + names);
            }
            return new NamedHosts(
                    port,
                    Addresses.http(names.get(0), port),
                    Addresses.http(names.get(1), port),
                    Addresses.http(names.get(2), port));
        }
    }

    /**
     * Finds the placement this machine allows, by trying to bind: addresses when 127.0.0.2 to 127.0.0.4 exist, else
     * ports. Does not check whether the fixed ports are free.
     */
    static Placement detect() {
        for (var host : NewsroomHost.values()) {
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(Addresses.loopback(host), 0));
            } catch (IOException missing) {
                return new LoopbackPorts();
            }
        }
        return new LoopbackAddresses();
    }
}
