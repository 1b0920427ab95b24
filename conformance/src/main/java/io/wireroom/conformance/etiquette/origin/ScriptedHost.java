package io.wireroom.conformance.etiquette.origin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** One host of the origin: its address, the answers of its paths, and the requests it received. Thread-safe. */
public final class ScriptedHost {

    /** Answers the {@code nth} request for a path, from 1. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Exchange exchange, int nth);
    }

    public final String address;
    public final int port;
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<Exchange> log = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedHost(String address, int port) {
        this.address = address;
        this.port = port;
    }

    /** Sets the answer of this path from now on; other paths answer 404. */
    public ScriptedHost at(String path, Handler handler) {
        handlers.put(path, handler);
        return this;
    }

    public ScriptedHost at(String path, Reply always) {
        return at(path, (exchange, nth) -> always);
    }

    /** Pages under these paths. */
    public ScriptedHost pages(String... paths) {
        for (var path : paths) {
            at(path, Reply.page("Page " + path));
        }
        return this;
    }

    public String url(String path) {
        return "http://" + authority() + path;
    }

    public String authority() {
        return address + ":" + port;
    }

    void connected() {
        connections.incrementAndGet();
    }

    /** Number of connections, including those without a request. */
    public int connections() {
        return connections.get();
    }

    Reply asked(Exchange exchange) {
        log.add(exchange);
        var nth = counts.computeIfAbsent(exchange.target, path -> new AtomicInteger())
                .incrementAndGet();
        var handler = handlers.get(exchange.target);
        return handler == null ? Reply.status(404) : handler.answer(exchange, nth);
    }

    /** Every request, in the order of their beginning. */
    public List<Exchange> log() {
        return log;
    }

    /** Every request for this path. */
    public List<Exchange> log(String path) {
        return log.stream().filter(one -> one.target.equals(path)).toList();
    }

    public int count(String path) {
        return log(path).size();
    }
}
