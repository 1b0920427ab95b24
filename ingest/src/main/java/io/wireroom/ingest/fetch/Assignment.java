package io.wireroom.ingest.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the request topic while it is ours. Requests below {@code end}, the end of the partition when it was
 * assigned, may have been executed by the owner before: they are answered as returned. Used by the loop's thread alone.
 */
final class Assignment {

    private final long end;
    private final TreeSet<Long> unanswered = new TreeSet<>();
    private final List<Future<?>> running = new ArrayList<>();
    private @Nullable Long next;
    private volatile boolean lost;

    Assignment(long end) {
        this.end = end;
    }

    /** Whether a request at this offset is new to all fetchers. */
    boolean mayExecute(long offset) {
        return offset >= end;
    }

    void taken(long offset) {
        unanswered.add(offset);
        next = offset + 1;
    }

    void running(Future<?> task) {
        running.removeIf(Future::isDone);
        running.add(task);
    }

    void answered(long offset) {
        unanswered.remove(offset);
    }

    /** The offset to commit: the lowest unanswered, or the next to come. */
    long toCommit() {
        if (!unanswered.isEmpty()) {
            return unanswered.first();
        }
        if (next == null) {
            throw new IllegalStateException("nothing was taken from this partition");
        }
        return next;
    }

    int unansweredCount() {
        return unanswered.size();
    }

    /** Aborts what runs; results still to come are dropped. */
    void lose() {
        lost = true;
        running.forEach(task -> task.cancel(true));
        running.clear();
    }

    boolean isLost() {
        return lost;
    }
}
