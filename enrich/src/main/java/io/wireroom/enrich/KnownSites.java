package io.wireroom.enrich;

import io.wireroom.contract.address.Site;
import io.wireroom.enrich.site.SiteMemory;
import io.wireroom.enrich.site.SiteSignal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of the sites of one task: a bounded number of them, those that were not heard of for longest give
 * way. A counter in the values decides which those are, not by a clock, so that a replay forgets the same ones.
 */
final class KnownSites implements AutoCloseable {

    /** Of one task; at 8 KB at most, 40 MB of changelog. */
    static final int MAX_SITES = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(KnownSites.class);

    private final KeyValueStore<String, SiteMemory> store;
    private final int maxSites;
    private final EnrichMetrics metrics;

    /** Whether each site drifts; the site not heard of for longest comes first. */
    private final Map<Site, Boolean> drifting = new LinkedHashMap<>();

    private long turn;

    /** Reads the whole store once, for the order of its sites. */
    KnownSites(KeyValueStore<String, SiteMemory> store, int maxSites, EnrichMetrics metrics) {
        this.store = store;
        this.maxSites = maxSites;
        this.metrics = metrics;
        var byTurn = new TreeMap<Long, Site>();
        var drifts = new HashMap<Site, Boolean>();
        try (var all = store.all()) {
            while (all.hasNext()) {
                var next = all.next();
                var site = new Site(next.key);
                byTurn.put(next.value.turn(), site);
                drifts.put(site, !next.value.baseline().drifting().isEmpty());
            }
        }
        byTurn.values().forEach(site -> note(site, drifts.getOrDefault(site, false)));
        turn = byTurn.isEmpty() ? 0 : byTurn.lastKey();
    }

    /** What is remembered of a site; nothing, if it is new. */
    SiteMemory of(Site site) {
        var known = store.get(site.name());
        return known == null ? SiteMemory.NONE : known;
    }

    /** Replaces the state of a site, and reports a drift that began or ended. */
    void remember(Site site, SiteMemory before, SiteMemory now) {
        store.put(site.name(), now.at(++turn));
        var signals = now.baseline().drifting();
        report(site, before.baseline().drifting(), signals);
        note(site, !signals.isEmpty());
        while (drifting.size() > maxSites) {
            var oldest = drifting.keySet().iterator().next();
            store.delete(oldest.name());
            forget(oldest);
        }
    }

    private void report(Site site, Set<SiteSignal> before, Set<SiteSignal> now) {
        var began = EnumSet.noneOf(SiteSignal.class);
        began.addAll(now);
        began.removeAll(before);
        for (var signal : began) {
            metrics.drift(signal);
            LOG.atWarn()
                    .addKeyValue("site", site)
                    .addKeyValue("signal", signal)
                    .log("Extraction results of a site have changed");
        }
        if (now.isEmpty() && !before.isEmpty()) {
            LOG.atInfo().addKeyValue("site", site).log("Extraction results of a site are normal again");
        }
    }

    private void note(Site site, boolean drifts) {
        forget(site);
        drifting.put(site, drifts);
        metrics.sites(1, drifts ? 1 : 0);
    }

    private void forget(Site site) {
        var drifted = drifting.remove(site);
        if (drifted != null) {
            metrics.sites(-1, drifted ? -1 : 0);
        }
    }

    /** Takes this task's sites out of the metrics. */
    @Override
    public void close() {
        List.copyOf(drifting.keySet()).forEach(this::forget);
    }
}
