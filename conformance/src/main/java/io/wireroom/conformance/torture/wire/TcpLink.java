package io.wireroom.conformance.torture.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP connection between two processes of this machine that can be cut, held or slowed: clients connect to {@link
 * #port()}, and their bytes go on to the port that it leads to. Thread-safe.
 */
public final class TcpLink implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    /** What happens to bytes. */
    private sealed interface Passage {
        /** They pass. */
        record Open() implements Passage {}

        /** Connections end, and new ones end at once. */
        record Cut() implements Passage {}

        /** No byte passes, and no connection ends: as when a cable is pulled. */
        record Held() implements Passage {}

        /** Each chunk of up to 64 KiB waits this long. */
        record Slow(Duration delay) implements Passage {}
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Passage passage = new Passage.Open();
    private volatile int target;

    private TcpLink(ServerSocket server) {
        this.server = server;
    }

    /** A link that accepts connections, and ends them until {@link #leadTo} was called. */
    public static TcpLink open() {
        try {
            var link = new TcpLink(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("link").start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("no port of the loopback address is free", e);
        }
    }

    /** Where clients connect. */
    public int port() {
        return server.getLocalPort();
    }

    /** Leads to this port of the loopback address from now on. */
    public void leadTo(int port) {
        target = port;
    }

    /** Ends all connections, and every new one. */
    public void cut() {
        set(new Passage.Cut());
        endAll();
    }

    /** Lets no byte pass, and ends no connection. */
    public void hold() {
        set(new Passage.Held());
    }

    /** Lets each chunk of up to 64 KiB wait this long. */
    public void slow(Duration delay) {
        set(new Passage.Slow(delay));
    }

    /** Lets everything pass; what was held goes on. */
    public void restore() {
        set(new Passage.Open());
    }

    private void set(Passage next) {
        lock.lock();
        try {
            passage = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("link-connection").start(() -> connect(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            if (!awaitPassage() || target == 0) {
                end(client);
                return;
            }
            var there = new Socket();
            open.add(there);
            there.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            there.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.ofVirtual().name("link-back").start(() -> pump(there, client));
            pump(client, there);
        } catch (IOException e) {
            end(client); // nobody listens there at the moment
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to) {
        var chunk = new byte[CHUNK];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (var length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (!awaitPassage()) {
                    break;
                }
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // one side has ended the connection, so the other is ended too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
        }
    }

    /** Returns when bytes may pass; false if the connection must end. */
    private boolean awaitPassage() throws InterruptedException {
        lock.lock();
        try {
            while (passage instanceof Passage.Held && !server.isClosed()) {
                changed.await();
            }
            return switch (passage) {
                case Passage.Open ignored -> true;
                case Passage.Held ignored -> false;
                case Passage.Cut ignored -> false;
                case Passage.Slow(var delay) -> {
                    changed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
                    yield !(passage instanceof Passage.Cut);
                }
            };
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        open.forEach(this::end);
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a connection", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a link", e);
        }
        set(new Passage.Cut());
        endAll();
    }
}
