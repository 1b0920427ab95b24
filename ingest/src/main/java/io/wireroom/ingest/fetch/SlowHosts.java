package io.wireroom.ingest.fetch;

import io.wireroom.contract.address.Host;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps hosts that answer slowly from filling the fetcher: those that took longer than {@link #SLOW} last time are given
 * a share of the requests in flight, so that the others always find room. Thread-safe.
 */
final class SlowHosts {

    static final Duration SLOW = Duration.ofSeconds(5);
    private static final int MOST_KNOWN = 10_000;

    private final int share;
    private final LinkedHashSet<Host> known = new LinkedHashSet<>();
    private final Set<Host> running = new HashSet<>();

    /** @param share slow hosts that may be asked at once */
    SlowHosts(int share) {
        this.share = share;
    }

    /** Whether a request to this host may begin; if so, {@link #answered} must follow. */
    synchronized boolean admit(Host host) {
        if (!known.contains(host)) {
            return true;
        }
        if (running.size() >= share) {
            return false;
        }
        running.add(host);
        return true;
    }

    /** A request to this host ended after so long. */
    synchronized void answered(Host host, Duration took) {
        running.remove(host);
        known.remove(host);
        if (took.compareTo(SLOW) > 0) {
            known.add(host);
            if (known.size() > MOST_KNOWN) {
                known.removeFirst();
            }
        }
    }

    /** Requests were given up, perhaps before they began: their end is not reported. */
    synchronized void gaveUp() {
        running.clear();
    }
}
