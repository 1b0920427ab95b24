package io.wireroom.ingest.schedule;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, in memory: per host a queue each of polls, delegated fetches and pages, and one heap of due times.
 * Rebuilt from the stores when a task starts, so nothing here is ever the only copy. Entries may be stale: who takes one
 * checks it against the stores.
 */
final class WorkQueues {

    /** What a due time is about. */
    enum Timer {
        SOURCE,
        ANSWER_TO_SOURCE,
        ROBOTS_ANSWER,
        WORK,
        HOST
    }

    record Due(long atMillis, Timer timer, String key) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    /** Whose turn it is at a host. */
    enum Turn {
        POLL,
        DELEGATED,
        PAGE;

        Turn next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /**
     * The work of one host, each key once; polls, delegated fetches and pages take turns, so that none starves another. Planned
     * looks let all pages go first.
     */
    static final class HostQueue {
        final LinkedHashSet<String> polls = new LinkedHashSet<>();
        final LinkedHashSet<String> delegated = new LinkedHashSet<>();
        final LinkedHashSet<String> pages = new LinkedHashSet<>();
        final LinkedHashSet<String> revisits = new LinkedHashSet<>();
        Turn turn = Turn.POLL;

        boolean isEmpty() {
            return polls.isEmpty() && delegated.isEmpty() && pages.isEmpty() && revisits.isEmpty();
        }

        @Nullable
        String nextPage() {
            var from = pages.isEmpty() ? revisits : pages;
            return from.isEmpty() ? null : from.getFirst();
        }

        void removePage(String key) {
            pages.remove(key);
            revisits.remove(key);
        }
    }

    private final Map<String, HostQueue> byHost = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();

    HostQueue of(String authority) {
        return byHost.computeIfAbsent(authority, name -> new HostQueue());
    }

    /** Takes a page off its host's queue, if it is there. */
    void dropPage(String authority, String key) {
        var queue = byHost.get(authority);
        if (queue != null) {
            queue.removePage(key);
        }
    }

    void forgetIfEmpty(String authority) {
        var queue = byHost.get(authority);
        if (queue != null && queue.isEmpty()) {
            byHost.remove(authority);
        }
    }

    void at(long millis, Timer timer, String key) {
        due.add(new Due(millis, timer, key));
    }

    /** The next due entry that is not later than now; null when none is. */
    @Nullable
    Due next(long nowMillis) {
        var first = due.peek();
        return first == null || first.atMillis() > nowMillis ? null : due.poll();
    }
}
