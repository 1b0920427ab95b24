package io.wireroom.ingest.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys of several owners, each key once: the owners take turns, so that one with many keys does not delay the others. */
final class FairQueue {

    private final LinkedHashMap<String, LinkedHashSet<String>> byOwner = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    void add(String key, String owner) {
        remove(key);
        owners.put(key, owner);
        byOwner.computeIfAbsent(owner, unknown -> new LinkedHashSet<>()).add(key);
    }

    /** The next key; null if there is none. */
    @Nullable
    String first() {
        return byOwner.isEmpty() ? null : byOwner.firstEntry().getValue().getFirst();
    }

    /** Removes the key; its owner goes to the end of the queue if the key was its first. */
    void remove(String key) {
        var owner = owners.remove(key);
        if (owner == null) {
            return;
        }
        var keys = Objects.requireNonNull(byOwner.get(owner), owner);
        var wasFirst = keys.getFirst().equals(key);
        keys.remove(key);
        if (wasFirst || keys.isEmpty()) {
            byOwner.remove(owner);
        }
        if (wasFirst && !keys.isEmpty()) {
            byOwner.put(owner, keys);
        }
    }

    /** The newest key of the owner that has most. */
    String newestOfLongest() {
        return byOwner.values().stream()
                .max(Comparator.comparingInt(LinkedHashSet::size))
                .orElseThrow()
                .getLast();
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }

    int size() {
        return owners.size();
    }
}
