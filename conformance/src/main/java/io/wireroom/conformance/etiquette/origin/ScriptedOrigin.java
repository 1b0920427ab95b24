package io.wireroom.conformance.etiquette.origin;

import io.wireroom.runtime.Failure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Web servers on loopback addresses, all on one port, that answer as the scenarios define and log every request. One
 * request per connection. Thread-safe.
 */
public final class ScriptedOrigin implements AutoCloseable {

    /** A client that waits longer than this for a silent host is disconnected; its rule has failed long before. */
    private static final long SILENCE_SECONDS = 60;

    private static final int MAX_HEAD = 64 * 1024;

    /** Small, so that bytes that the client did not read are not counted as sent. */
    private static final int SEND_BUFFER = 64 * 1024;

    private final int port;
    private final List<ScriptedHost> hosts = new ArrayList<>();
    private final List<ServerSocket> servers = new ArrayList<>();
    private volatile boolean closing;

    /** An origin on this port of all its addresses. */
    public ScriptedOrigin(int port) {
        this.port = port;
    }

    /** A host at this address; it listens from {@link #start()} on. */
    public ScriptedHost host(String address) {
        var host = new ScriptedHost(address, port);
        hosts.add(host);
        return host;
    }

    public List<ScriptedHost> hosts() {
        return List.copyOf(hosts);
    }

    /** Listens at every host's address. */
    public void start() {
        for (var host : hosts) {
            try {
                var server = new ServerSocket();
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(InetAddress.getByName(host.address), port), 200);
                servers.add(server);
                Thread.ofVirtual().name("origin-" + host.address).start(() -> accept(server, host));
            } catch (IOException e) {
                close();
                throw Failure.unavailable(
                        "The origin cannot listen on " + host.authority() + ": " + e.getMessage()
                                + "; it needs the whole of 127.0.0.0/8, as Linux has it, and the port free",
                        e);
            }
        }
    }

    private void accept(ServerSocket server, ScriptedHost host) {
        while (!closing) {
            try {
                var socket = server.accept();
                host.connected();
                Thread.ofVirtual().start(() -> serve(socket, host));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void serve(Socket socket, ScriptedHost host) {
        try (socket) {
            socket.setSendBufferSize(SEND_BUFFER);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SILENCE_SECONDS));
            var head = head(socket.getInputStream());
            var exchange = Exchange.parse(host, head, System.nanoTime());
            if (exchange == null) {
                return;
            }
            Thread.ofVirtual().start(() -> watch(socket, exchange));
            try {
                answer(exchange, socket);
            } finally {
                exchange.end();
            }
        } catch (IOException e) {
            // The client closed the connection, which is in the log.
        }
    }

    private static void answer(Exchange exchange, Socket socket) throws IOException {
        var reply = exchange.host.asked(exchange);
        exchange.status(reply.status());
        if (reply.isSilence()) {
            awaitClose(exchange, TimeUnit.SECONDS.toMillis(SILENCE_SECONDS));
            return;
        }
        reply.writeTo(exchange, new Counted(socket.getOutputStream(), exchange));
        socket.shutdownOutput();
    }

    /** Returns true when the client has closed the connection, false after this time. */
    public static boolean awaitClose(Exchange exchange, long millis) {
        try {
            exchange.clientClosed.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed with an error", e);
        }
    }

    /** The client sends no more bytes, so a read only returns at the end of its connection. */
    private static void watch(Socket socket, Exchange exchange) {
        try {
            var in = socket.getInputStream();
            while (in.read() >= 0) {
                // more than one request was sent; the first one counts
            }
        } catch (IOException e) {
            // closed
        }
        exchange.closedByClient();
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MAX_HEAD) {
            var b = in.read();
            if (b < 0) {
                break;
            }
            head.append((char) b);
            if (b == '\n' && (endsWith(head, "\r\n\r\n") || endsWith(head, "\n\n"))) {
                break;
            }
        }
        return head.toString();
    }

    private static boolean endsWith(CharSequence text, String end) {
        return text.length() >= end.length()
                && text.subSequence(text.length() - end.length(), text.length())
                        .toString()
                        .equals(end);
    }

    @Override
    public void close() {
        closing = true;
        for (var server : servers) {
            try {
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException("cannot close " + server, e);
            }
        }
    }

    /** Counts the bytes that the client received. */
    private static final class Counted extends FilterOutputStream {
        private final Exchange exchange;

        Counted(OutputStream out, Exchange exchange) {
            super(out);
            this.exchange = exchange;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            exchange.sending();
            out.write(bytes, from, length);
            exchange.sent(length);
        }

        @Override
        public void write(int b) throws IOException {
            exchange.sending();
            out.write(b);
            exchange.sent(1);
        }
    }
}
