package io.wireroom.ingest.schedule;

import io.wireroom.contract.address.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which keys of store {@code pending} wait, and in which order they came, site by site; in memory only. */
final class WaitingLinks {

    private final Map<Site, TreeMap<Long, String>> bySite = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private long sequence;

    void add(String key, Site site) {
        if (sequences.putIfAbsent(key, sequence) == null) {
            bySite.computeIfAbsent(site, name -> new TreeMap<>()).put(sequence++, key);
        }
    }

    void remove(String key, Site site) {
        var number = sequences.remove(key);
        var ofSite = bySite.get(site);
        if (number != null && ofSite != null) {
            ofSite.remove(number);
            if (ofSite.isEmpty()) {
                bySite.remove(site);
            }
        }
    }

    boolean contains(String key) {
        return sequences.containsKey(key);
    }

    /** The oldest of a site, when more than this many of it wait. */
    Optional<String> oldestBeyond(int most, Site site) {
        var ofSite = bySite.get(site);
        return ofSite == null || ofSite.size() <= most
                ? Optional.empty()
                : Optional.of(ofSite.firstEntry().getValue());
    }

    int size() {
        return sequences.size();
    }
}
