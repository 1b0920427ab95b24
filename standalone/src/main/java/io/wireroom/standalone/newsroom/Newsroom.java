package io.wireroom.standalone.newsroom;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Two invented publishers and an image host, served on this machine.
 *
 * <p>All bytes are a function of the state file and the placement, with the exception of one article. Its first version
 * is served until it was read as a whole and its feed was polled afterwards; from then on page and feed have a
 * correction. A restart continues from there.
 *
 * <p>Thread-safe once started.
 */
public final class Newsroom implements AutoCloseable {

    /** Connections that may wait to be accepted; 0 is the system's default. */
    private static final int BACKLOG = 0;

    private final NewsroomSettings settings;
    private final InstantSource clock;
    private final List<HttpServer> servers = new ArrayList<>();
    private @Nullable ExecutorService executor;
    private @Nullable RequestHandler handler;
    private @Nullable PageCatalogue catalogue;

    public Newsroom(NewsroomSettings settings) {
        this(settings, InstantSource.system());
    }

    Newsroom(NewsroomSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reads or makes the state file and listens.
     *
     * @throws BindException if an address is taken or missing; the message names it
     * @throws IOException if the state file cannot be read or written
     */
    public void start() throws IOException {
        var pages = PageCatalogue.load();
        var answering =
                new RequestHandler(pages, settings, NewsroomState.loadOrCreate(settings.stateFile(), clock), clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        catalogue = pages;
        handler = answering;
        executor = threads;
        try {
            for (var listener : Addresses.listeners(settings.placement()).entrySet()) {
                var server = bind(listener.getKey());
                servers.add(server);
                server.setExecutor(threads);
                server.createContext("/", answering.handler(listener.getValue()));
                // At once: a server that never started does not give its port back.
                server.start();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The feeds to watch, with the names of their publishers. */
    public List<SampleFeed> feeds() {
        return Arrays.stream(NewsroomHost.values())
                .filter(NewsroomHost::hasFeed)
                .map(host -> new SampleFeed(host.publisher(), address(host, host.feedPath())))
                .toList();
    }

    /**
     * Every address with a page that a feed announces, the ones that are no articles included.
     *
     * @throws IllegalStateException before {@link #start()}
     */
    public List<URI> articlePages() {
        if (catalogue == null) {
            throw new IllegalStateException("The newsroom was not started");
        }
        var pages = new ArrayList<URI>();
        for (var host : NewsroomHost.values()) {
            catalogue.paths(host).keySet().stream()
                    .filter(path -> path.indexOf('/', 1) > 0)
                    .filter(path -> host.hasFeed())
                    .forEach(path -> pages.add(address(host, path)));
        }
        return List.copyOf(pages);
    }

    /** Whether the corrected article was read once as a whole, in this run or an earlier one. */
    public boolean correctionServed() {
        return handler != null && handler.state().correction() == Correction.CORRECTED_READ;
    }

    /** Stops listening; running answers are cut, but what they count is still written. May be called twice. */
    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        servers.clear();
        if (executor != null) {
            executor.close();
        }
    }

    private URI address(NewsroomHost host, String path) {
        return URI.create(Addresses.base(settings.placement(), host) + path);
    }

    private static HttpServer bind(InetSocketAddress socket) throws IOException {
        try {
            return HttpServer.create(socket, BACKLOG);
        } catch (BindException e) {
            var named = new BindException("The sample newsroom cannot listen on " + socket.getHostString() + ":"
                    + socket.getPort() + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }
}
