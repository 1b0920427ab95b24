package io.wireroom.ingest.schedule;

import io.wireroom.contract.address.Host;
import io.wireroom.contract.work.RobotsRules;
import io.wireroom.ingest.schedule.store.JsonStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The robots rules of the hosts, written when they are read anew; those last used are kept in memory. */
final class RobotsStore {

    private static final int IN_MEMORY = 64;

    private final JsonStore<RobotsRules> stored;
    private final SequencedMap<String, RobotsRules> recent = new LinkedHashMap<>(IN_MEMORY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RobotsRules> eldest) {
            return size() > IN_MEMORY;
        }
    };

    RobotsStore(JsonStore<RobotsRules> stored) {
        this.stored = stored;
    }

    /** The rules of the host; empty if there are none that can be read. */
    Optional<RobotsRules> of(Host host) {
        var known = recent.get(host.authority());
        if (known == null) {
            known = stored.get(host.authority());
            if (known != null) {
                recent.put(host.authority(), known);
            }
        }
        return Optional.ofNullable(known);
    }

    void put(Host host, RobotsRules rules) {
        stored.put(host.authority(), rules);
        recent.put(host.authority(), rules);
    }

    void forget(Host host) {
        stored.delete(host.authority());
        recent.remove(host.authority());
    }
}
