package io.wireroom.ingest.schedule;

import io.wireroom.contract.address.Host;
import io.wireroom.ingest.schedule.HostState.Subject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The work to do, in memory: a queue of polls, delegated requests and pages for each host, and one heap of due times.
 * Rebuilt from the stores when a task starts, so nothing here is the only copy. Entries may be stale: the reader checks
 * them against the stores.
 */
final class WorkQueues {

    /** What a due time is about. */
    enum Timer {
        SOURCE,
        ANSWER_TO_SOURCE,
        ROBOTS_ANSWER,
        DELEGATED,
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
        POLL(Subject.POLL),
        DELEGATED(Subject.DELEGATED),
        PAGE(Subject.PAGE);

        private final Subject subject;

        Turn(Subject subject) {
            this.subject = subject;
        }

        Subject subject() {
            return subject;
        }

        Turn next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /**
     * The work of one host, each key once; polls, delegated requests and pages take turns, so that none starves another.
     * Planned revisits let all other pages go first.
     */
    static final class HostQueue {
        private final LinkedHashSet<String> polls = new LinkedHashSet<>();
        private final FairQueue delegated = new FairQueue();
        private final LinkedHashSet<String> pages = new LinkedHashSet<>();
        private final LinkedHashSet<String> revisits = new LinkedHashSet<>();
        private Turn turn = Turn.POLL;

        Turn turn() {
            return turn;
        }

        void nextTurn(Turn released) {
            turn = released.next();
        }

        boolean isEmpty() {
            return polls.isEmpty() && delegated.isEmpty() && pages.isEmpty() && revisits.isEmpty();
        }

        void addPoll(String source) {
            polls.add(source);
        }

        void addPage(String key) {
            revisits.remove(key);
            pages.add(key);
        }

        void addRevisit(String key) {
            revisits.add(key);
        }

        FairQueue delegated() {
            return delegated;
        }

        @Nullable
        String first(Turn kind) {
            return switch (kind) {
                case POLL -> first(polls);
                case DELEGATED -> delegated.first();
                case PAGE -> first(pages.isEmpty() ? revisits : pages);
            };
        }

        private static @Nullable String first(LinkedHashSet<String> keys) {
            return keys.isEmpty() ? null : keys.getFirst();
        }

        void remove(Turn kind, String key) {
            switch (kind) {
                case POLL -> polls.remove(key);
                case DELEGATED -> delegated.remove(key);
                case PAGE -> {
                    pages.remove(key);
                    revisits.remove(key);
                }
            }
        }
    }

    private final Map<Host, HostQueue> byHost = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();

    HostQueue of(Host host) {
        return byHost.computeIfAbsent(host, unknown -> new HostQueue());
    }

    /** Takes a page off its host's queue, if it is there. */
    void dropPage(Host host, String key) {
        var queue = byHost.get(host);
        if (queue != null) {
            queue.remove(Turn.PAGE, key);
        }
    }

    void forgetIfEmpty(Host host) {
        var queue = byHost.get(host);
        if (queue != null && queue.isEmpty()) {
            byHost.remove(host);
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
