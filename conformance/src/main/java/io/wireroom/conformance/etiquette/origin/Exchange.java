package io.wireroom.conformance.etiquette.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as the origin recorded them. Times are of {@link System#nanoTime()}. Thread-safe.
 *
 * <p>An exchange begins when its head was read, and ends with the last byte of the answer or when the client closed the
 * connection, whichever came first.
 */
public final class Exchange {

    private static final long LONG_SILENCE_NANOS = 1_000_000_000;

    /** One header field, name in lower case, value byte for byte. */
    record Field(String name, String value) {}

    public final ScriptedHost host;
    final String method;
    public final String target;
    public final List<Field> fields;
    public final long began;

    /** Completed when the client closed the connection. */
    final CompletableFuture<Void> clientClosed = new CompletableFuture<>();

    private volatile long ended = Long.MAX_VALUE;
    private volatile long lastSending;
    private volatile int status;
    private volatile long sent;

    Exchange(ScriptedHost host, String method, String target, List<Field> fields, long began) {
        this.host = host;
        this.method = method;
        this.target = target;
        this.fields = List.copyOf(fields);
        this.began = began;
    }

    /** Reads the head of a request; null if it is not HTTP. */
    static @Nullable Exchange parse(ScriptedHost host, String head, long began) {
        var lines = head.split("\r?\n", -1);
        var words = lines[0].split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            return null;
        }
        var fields = new ArrayList<Field>();
        for (var line : List.of(lines).subList(1, lines.length)) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip()));
            }
        }
        return new Exchange(host, words[0], words[1], fields, began);
    }

    /** The first field of this name; null when absent. */
    public @Nullable String field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name.toLowerCase(Locale.ROOT)))
                .map(Field::value)
                .findFirst()
                .orElse(null);
    }

    public boolean conditional() {
        return field("If-None-Match") != null || field("If-Modified-Since") != null;
    }

    /** Notes that bytes are about to be sent. */
    void sending() {
        lastSending = System.nanoTime();
    }

    /**
     * Notes the end: when the last bytes were about to be sent, for the client may have them, and begin to count its pause,
     * long before this origin gets to run again; now, where nothing was sent for a while. The first end counts.
     */
    synchronized void end() {
        if (ended == Long.MAX_VALUE) {
            var now = System.nanoTime();
            ended = lastSending == 0 || now - lastSending > LONG_SILENCE_NANOS ? now : lastSending;
        }
    }

    /** Notes that the client closed the connection. */
    void closedByClient() {
        end();
        clientClosed.complete(null);
    }

    public void status(int code) {
        status = code;
    }

    public int status() {
        return status;
    }

    public void sent(long bytes) {
        sent += bytes; // one writer
    }

    public long sent() {
        return sent;
    }

    public boolean isOver() {
        return ended != Long.MAX_VALUE;
    }

    /** The end, or now while it lasts. */
    public long endedOrNow() {
        return isOver() ? ended : System.nanoTime();
    }

    /** From the end of this exchange to the beginning of a later one, in seconds; negative when they overlap. */
    public double pauseUntil(Exchange later) {
        return (later.began - endedOrNow()) / 1e9;
    }

    /** How long it lasted, or lasts, in seconds. */
    public double seconds() {
        return (endedOrNow() - began) / 1e9;
    }

    /** Seconds since it began. */
    public double age() {
        return (System.nanoTime() - began) / 1e9;
    }
}
