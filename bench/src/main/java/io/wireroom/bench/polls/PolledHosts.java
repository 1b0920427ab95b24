package io.wireroom.bench.polls;

import io.wireroom.testkit.origin.Answer;
import io.wireroom.testkit.origin.ReceivedRequest;
import io.wireroom.testkit.origin.ServedSite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Thousands of hosts with one feed each. Four of five polls are answered 304, the fifth with a changed body. Each answer
 * states how long it is fresh, which alone determines when the next poll is due. The lateness is the time from the due
 * moment to the arrival of the request. The scheduler adds up to a tenth to every pause at random, which counts as
 * lateness; to keep this small, only pauses of up to {@value #MEASURED_SECONDS} s are measured, and every other pause of
 * sources that are polled more rarely is that short.
 *
 * <p>Written by the origin's thread alone; the figures may be read from any.
 */
final class PolledHosts implements ServedSite {

    static final String PATH = "/feed.xml";

    /** Rules of politeness. */
    enum Rule {
        OVERLAP("two requests to a host at once"),
        PAUSE("a request before the host's pause was over"),
        EARLY("a poll before its time"),
        CONDITION("conditional headers other than the last answer's");

        final String broken;

        Rule(String broken) {
            this.broken = broken;
        }
    }

    /** Longest pause whose end is measured. */
    static final int MEASURED_SECONDS = 10;

    private static final int CHANGED_EVERY = 5;
    private static final int BODIES = 16;

    private final long pauseNanos;
    private final Duration interval;
    private final Duration ramp;
    private final long startNanos = System.nanoTime();
    private final byte[][] bodies = new byte[BODIES][];

    private final boolean[] open;
    private final long[] endedNanos;
    private final long[] dueNanos;
    private final boolean[] measured;
    private final int[] polls;
    private final int[] version;

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong notModified = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicInteger seen = new AtomicInteger();
    private final Map<Rule, AtomicLong> violations = Arrays.stream(Rule.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), rule -> new AtomicLong()));
    private final Lateness lateness = new Lateness();

    /**
     * Hosts.
     *
     * @param required pause between two requests to a host
     * @param interval between two polls of a source, on average
     * @param ramp how long the first polls of all hosts may take; the second polls are spread evenly over one interval
     *     after it, so that the demand is steady from then on
     */
    PolledHosts(int hosts, Duration pause, Duration interval, Duration ramp, int bodyBytes) {
        pauseNanos = pause.toNanos();
        this.interval = interval;
        this.ramp = ramp;
        open = new boolean[hosts];
        endedNanos = new long[hosts];
        dueNanos = new long[hosts];
        measured = new boolean[hosts];
        polls = new int[hosts];
        version = new int[hosts];
        for (var number = 0; number < BODIES; number++) {
            bodies[number] = FeedBody.of(number, bodyBytes);
        }
    }

    @Override
    public Answer answer(ReceivedRequest request) {
        var host = request.host();
        if (host < 0 || host >= open.length || !request.path().equals(PATH)) {
            return Answer.empty(404, Duration.ZERO);
        }
        check(request, host);
        open[host] = true;
        var count = polls[host]++;
        if (count == 0) {
            seen.incrementAndGet();
        }
        var freshSeconds = count == 0 ? firstPause(request, host) : pause(count);
        measured[host] = count > 0 && freshSeconds <= MEASURED_SECONDS;
        dueNanos[host] = Duration.ofSeconds(freshSeconds).toNanos(); // relative, until the answer has gone out
        var fresh = "Cache-Control: max-age=" + freshSeconds;
        if (count > 0 && mixed(host * 31L + count) % CHANGED_EVERY != 0) {
            notModified.incrementAndGet();
            return Answer.empty(304, Duration.ZERO, "ETag: " + etag(host), fresh);
        }
        version[host]++;
        return Answer.of(
                200,
                bodies[version[host] % BODIES],
                Duration.ZERO,
                "Content-Type: application/atom+xml; charset=utf-8",
                "ETag: " + etag(host),
                "Last-Modified: " + lastModified(host),
                fresh);
    }

    private void check(ReceivedRequest request, int host) {
        if (open[host]) {
            violated(Rule.OVERLAP);
        }
        var expected = version[host] == 0 ? null : etag(host);
        var since = version[host] == 0 ? null : lastModified(host);
        if (!Objects.equals(expected, request.ifNoneMatch()) || !Objects.equals(since, request.ifModifiedSince())) {
            violated(Rule.CONDITION);
        }
        if (endedNanos[host] != 0) {
            if (request.atNanos() - endedNanos[host] < pauseNanos) {
                violated(Rule.PAUSE);
            }
            var late = request.atNanos() - dueNanos[host];
            if (late < 0) {
                violated(Rule.EARLY);
            }
            if (measured[host]) {
                lateness.add(late);
            }
        }
    }

    private void violated(Rule rule) {
        counter(rule).incrementAndGet();
    }

    /** The interval, or alternately a short measured pause and the rest of two intervals. */
    private long pause(int count) {
        if (interval.toSeconds() <= MEASURED_SECONDS) {
            return interval.toSeconds();
        }
        return count % 2 == 1 ? MEASURED_SECONDS : 2 * interval.toSeconds() - MEASURED_SECONDS;
    }

    /** The rest of the ramp plus a share of one interval, or of two alternating ones. */
    private long firstPause(ReceivedRequest request, int host) {
        var spread = interval.toSeconds() <= MEASURED_SECONDS ? interval.toSeconds() : 2 * interval.toSeconds();
        var left = Math.max(0, ramp.toNanos() - (request.atNanos() - startNanos)) / 1_000_000_000L;
        return Math.max(pauseNanos / 1_000_000_000L, 1) + left + mixed(host) % spread;
    }

    @Override
    public void ended(ReceivedRequest request, boolean whole, long atNanos) {
        var host = request.host();
        if (host < 0 || host >= open.length || !request.path().equals(PATH)) {
            return;
        }
        open[host] = false;
        endedNanos[host] = atNanos;
        dueNanos[host] += atNanos;
        (whole ? answered : cut).incrementAndGet();
    }

    private String etag(int host) {
        return "\"h" + host + "-v" + version[host] + '"';
    }

    private String lastModified(int host) {
        var second = version[host] % 60;
        var minute = version[host] / 60 % 60;
        return "Wed, 02 Jan 2019 03:" + (minute < 10 ? "0" : "") + minute + (second < 10 ? ":0" : ":") + second
                + " GMT";
    }

    /** A pseudo-random number that is not negative (finaliser of MurmurHash3). */
    private static long mixed(long value) {
        var hash = (value + 1) * 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return (hash ^ (hash >>> 33)) & Long.MAX_VALUE;
    }

    /** Completely answered polls. */
    long answered() {
        return answered.get();
    }

    long notModified() {
        return notModified.get();
    }

    /** Polls whose connection the client closed early. */
    long cut() {
        return cut.get();
    }

    /** Hosts polled at least once. */
    int seen() {
        return seen.get();
    }

    long violations(Rule rule) {
        return counter(rule).get();
    }

    private AtomicLong counter(Rule rule) {
        return Objects.requireNonNull(violations.get(rule));
    }

    Lateness lateness() {
        return lateness;
    }

    /** The lateness of polls. Thread-safe. */
    static final class Lateness {
        private long[] nanos = new long[1 << 12];
        private int size;

        synchronized void add(long late) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, size * 2);
            }
            nanos[size++] = late;
        }

        /** Resets all counts. */
        synchronized void clear() {
            size = 0;
        }

        /** The lateness that this share of the polls does not exceed; zero without polls. */
        synchronized Duration quantile(double share) {
            if (size == 0) {
                return Duration.ZERO;
            }
            var sorted = Arrays.copyOf(nanos, size);
            Arrays.sort(sorted);
            return Duration.ofNanos(sorted[(int) Math.min(size - 1L, (long) (share * size))]);
        }
    }

    /** An Atom feed (RFC 4287) of about this size. */
    private static final class FeedBody {
        private static final int ENTRIES = 25;
        private static final String WORDS = "The harbour office counts the boats that come in with the morning tide and"
                + " tells the market what they bring, so that nobody has to wait in the rain. ";

        static byte[] of(int number, int bytes) {
            var each = Math.max(1, (bytes / ENTRIES - 330) / WORDS.length());
            var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                    .append("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>urn:harbour:feed</id>\n")
                    .append("<title>Harbour notes</title>\n<updated>2019-01-02T03:00:")
                    .append(10 + number)
                    .append("Z</updated>\n");
            for (var entry = 0; entry < ENTRIES; entry++) {
                text.append("<entry>\n<id>urn:harbour:note:")
                        .append(entry)
                        .append("</id>\n<title>Note ")
                        .append(entry)
                        .append(" from the harbour office</title>\n<author><name>R. Quill</name></author>\n")
                        .append("<published>2019-01-01T00:00:00Z</published>\n")
                        .append("<updated>2019-01-01T00:00:00Z</updated>\n<content type=\"html\">&lt;p&gt;")
                        .append(WORDS.repeat(each))
                        .append("&lt;/p&gt;</content>\n</entry>\n");
            }
            return text.append("</feed>\n").toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
