package io.wireroom.ingest.schedule.store;

import org.jspecify.annotations.Nullable;

/** Takes what cannot be read or processed, so that all else goes on: as a dead letter, an ERROR in the log and a count. */
@FunctionalInterface
public interface SetAside {

    /**
     * Sets a value aside.
     *
     * @param store where it was
     * @param bytes as stored; null if there are none
     * @param why one line for people
     * @param error what was thrown; null if the value was simply unreadable
     */
    void accept(String store, String key, byte @Nullable [] bytes, String why, @Nullable Throwable error);
}
