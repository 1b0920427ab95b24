package io.wireroom.ingest.web;

import java.net.SocketTimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of all bodies that are in memory at once. A body takes its bytes in steps as it grows and waits, in
 * turn, when there are none. Thread-safe.
 *
 * <p>Bodies that grow while they hold bytes could all wait for each other. They cannot here: a reserve, as large as one
 * body can ever ask for, is open to one body at a time, so that one always comes to its end and gives back what it
 * holds (the banker's algorithm with one creditor).
 */
public final class BodyBudget {

    /** Its shares are never asked for a byte. */
    static final BodyBudget NOTHING = new BodyBudget(1, 1);

    private final long reserve;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition freed = lock.newCondition();
    private long free;

    /** Who took free bytes below the reserve; while there is one, no other takes any. */
    private @Nullable Share inReserve;

    /**
     * A budget of this many bytes.
     *
     * @param reserve the most that one share takes
     */
    BodyBudget(long bytes, long reserve) {
        if (reserve <= 0 || reserve > bytes) {
            throw new IllegalArgumentException("a reserve of " + reserve + " does not fit into " + bytes + " bytes");
        }
        this.free = bytes;
        this.reserve = reserve;
    }

    /** An empty share. */
    Share share() {
        return new Share();
    }

    /** Free bytes. */
    long free() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** What one request holds; given back by {@link #close()}, once or more often. For one thread at a time. */
    public final class Share implements AutoCloseable {

        private long held;

        private Share() {}

        /**
         * Takes more bytes; waits for them until the deadline.
         *
         * @param deadlineNanos by {@link System#nanoTime()}
         * @throws SocketTimeoutException when there were none until then, or the thread was interrupted
         */
        void take(long bytes, long deadlineNanos) throws SocketTimeoutException {
            if (held + bytes > reserve) {
                throw new IllegalStateException("a share may not take more than " + reserve + " bytes");
            }
            try {
                lock.lockInterruptibly();
                try {
                    while (inReserve != null && inReserve != this) {
                        var left = deadlineNanos - System.nanoTime();
                        if (left <= 0) {
                            throw new SocketTimeoutException("no memory for the body in time");
                        }
                        var unused = freed.awaitNanos(left);
                    }
                    free -= bytes;
                    held += bytes;
                    if (free < reserve) {
                        inReserve = this;
                    }
                } finally {
                    lock.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SocketTimeoutException("interrupted while waiting for memory for the body");
            }
        }

        /** Gives bytes back. */
        void giveBack(long bytes) {
            lock.lock();
            try {
                var given = Math.min(bytes, held);
                held -= given;
                free += given;
                if (free >= reserve) {
                    inReserve = null;
                    freed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        /** Bytes held. */
        long held() {
            lock.lock();
            try {
                return held;
            } finally {
                lock.unlock();
            }
        }

        /** Gives everything back. */
        @Override
        public void close() {
            giveBack(Long.MAX_VALUE);
        }
    }
}
