package io.wireroom.testkit.origin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP/1.1 server (RFC 9112) for GET requests without bodies: one thread, one port, every address of
 * 127.0.0.0/8. Connections stay open until the client closes them. Answers one request of a connection after the other.
 */
public final class OriginServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OriginServer.class);
    private static final int BACKLOG = 4_096;
    private static final int MAX_HEAD = 16 * 1024;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final ServedSite site;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>();
    private final Map<Integer, Connection> openByHost = new HashMap<>();
    private final Thread thread;
    private volatile boolean closing;

    private OriginServer(ServedSite site, Selector selector, ServerSocketChannel server) {
        this.site = site;
        this.selector = selector;
        this.server = server;
        thread = Thread.ofPlatform().name("origin").daemon().unstarted(this::run);
    }

    /**
     * Starts the server.
     *
     * @param port 0 takes a free one
     */
    public static OriginServer start(int port, ServedSite site) throws IOException {
        var selector = Selector.open();
        var server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress("0.0.0.0", port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        var origin = new OriginServer(site, selector, server);
        origin.thread.start();
        return origin;
    }

    /** The port it listens on. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** An answer that is sent later. */
    private record Delayed(long atNanos, Connection connection, ReceivedRequest request)
            implements Comparable<Delayed> {
        @Override
        public int compareTo(Delayed other) {
            return Long.compare(atNanos, other.atNanos);
        }
    }

    private static final class Connection {
        final SocketChannel channel;
        final SelectionKey key;
        final int host;
        ByteBuffer in = ByteBuffer.allocate(1_024);

        @Nullable
        ReceivedRequest request;

        ByteBuffer @Nullable [] out;

        Connection(SocketChannel channel, SelectionKey key, int host) {
            this.channel = channel;
            this.key = key;
            this.host = host;
        }
    }

    private void run() {
        try {
            while (!closing) {
                turn();
            }
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("The origin cannot go on");
        } finally {
            selector.keys().forEach(key -> closeQuietly(key.channel()));
            closeQuietly(selector);
        }
    }

    private void turn() throws IOException {
        var first = delayed.peek();
        var wait = first == null ? 1_000 : (first.atNanos - System.nanoTime()) / 1_000_000 + 1;
        if (wait <= 0) {
            selector.selectNow();
        } else {
            selector.select(wait);
        }
        var keys = selector.selectedKeys();
        for (var key : keys) {
            if (!key.isValid()) {
                continue;
            }
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof Connection connection) {
                serve(connection, key);
            }
        }
        keys.clear();
        for (var due = delayed.peek(); due != null && due.atNanos <= System.nanoTime(); due = delayed.peek()) {
            delayed.remove();
            if (due.request.equals(due.connection.request)) {
                send(due.connection);
            }
        }
    }

    private void accept() throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (!(channel.getLocalAddress() instanceof InetSocketAddress local)) {
                channel.close();
                continue;
            }
            var key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Connection(
                    channel, key, LoopbackHosts.of(local.getAddress().getAddress())));
        }
    }

    private void serve(Connection connection, SelectionKey key) {
        if (key.isReadable() && !read(connection)) {
            return;
        }
        if (key.isValid() && key.isWritable()) {
            send(connection);
        }
    }

    /** Reads what has arrived; false when the client has closed the connection. */
    private boolean read(Connection connection) {
        if (!connection.in.hasRemaining()) {
            if (connection.in.capacity() >= MAX_HEAD) {
                end(connection);
                return false;
            }
            connection.in = ByteBuffer.allocate(MAX_HEAD).put(connection.in.flip());
        }
        try {
            if (connection.channel.read(connection.in) < 0) {
                end(connection);
                return false;
            }
        } catch (IOException e) {
            end(connection);
            return false;
        }
        nextRequest(connection);
        return true;
    }

    private void nextRequest(Connection connection) {
        if (connection.request != null) {
            return;
        }
        var request = parse(connection);
        if (request == null) {
            return;
        }
        var other = openByHost.put(connection.host, connection);
        if (other != null && other != connection) {
            // Its client may have closed it already; read the end of the stream.
            read(other);
        }
        connection.request = request;
        var answer = site.answer(request);
        connection.out = new ByteBuffer[] {ByteBuffer.wrap(answer.head()), ByteBuffer.wrap(answer.body())};
        if (answer.after().isZero()) {
            send(connection);
        } else {
            delayed.add(new Delayed(System.nanoTime() + answer.after().toNanos(), connection, request));
        }
    }

    /** Removes the request from the buffer; null while it is incomplete. */
    private static @Nullable ReceivedRequest parse(Connection connection) {
        var bytes = connection.in.array();
        var length = connection.in.position();
        var end = -1;
        for (var i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                end = i + 1;
                break;
            }
        }
        if (end < 0) {
            return null;
        }
        var lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        var fields = new HashMap<String, String>();
        for (var i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            if (colon > 0) {
                fields.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        connection.in.flip().position(end);
        connection.in.compact();
        var words = lines[0].split(" ", -1);
        return new ReceivedRequest(
                connection.host,
                words.length > 1 ? words[1] : "/",
                fields.get("if-none-match"),
                fields.get("if-modified-since"),
                fields.get("user-agent"),
                System.nanoTime(),
                System.currentTimeMillis());
    }

    private void send(Connection connection) {
        var out = connection.out;
        var request = connection.request;
        if (out == null || request == null) {
            return;
        }
        try {
            connection.channel.write(out);
        } catch (IOException e) {
            end(connection);
            return;
        }
        if (out[out.length - 1].hasRemaining() || out[0].hasRemaining()) {
            connection.key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            return;
        }
        connection.key.interestOps(SelectionKey.OP_READ);
        finish(connection, request, true);
        nextRequest(connection);
    }

    private void finish(Connection connection, ReceivedRequest request, boolean whole) {
        connection.request = null;
        connection.out = null;
        openByHost.remove(connection.host, connection);
        site.ended(request, whole, System.nanoTime());
    }

    private void end(Connection connection) {
        connection.key.cancel();
        closeQuietly(connection.channel);
        if (connection.request != null) {
            finish(connection, connection.request, false);
        }
    }

    private static void closeQuietly(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("Cannot close");
        }
    }

    @Override
    public void close() {
        closing = true;
        if (selector.isOpen()) {
            selector.wakeup();
        }
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
