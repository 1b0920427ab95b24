package io.wireroom.enrich;

import io.wireroom.contract.address.Site;
import io.wireroom.enrich.site.SiteMemory;
import io.wireroom.enrich.site.SiteMemoryFormat;
import io.wireroom.enrich.site.SiteMemoryFormat.Head;
import io.wireroom.enrich.site.SiteSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of the sites of one task: a bounded number of them, those that were not heard of for longest give
 * way. A counter in the values decides which those are, not a clock, so that a replay forgets the same ones. A site that
 * was not heard of for a time is forgotten too.
 */
final class KnownSites implements AutoCloseable {

    /** Of one task; at 10 KB at most, 50 MB of changelog. */
    static final int MAX_SITES = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(KnownSites.class);

    /** Of a site: when it was heard of last, and whether it drifts. */
    private record Heard(int day, boolean drifts) {}

    private final KeyValueStore<String, byte[]> store;
    private final int maxSites;
    private final Duration forget;
    private final EnrichMetrics metrics;
    private final LongSupplier clock;
    private final DamagedEntries setAside;

    /** The site not heard of for longest comes first. */
    private final Map<Site, Heard> heard = new LinkedHashMap<>();

    private long turn;

    /**
     * Reads the heads of all values once, for the order of the sites.
     *
     * @param forget time after which a site that was not heard of is forgotten
     * @param clock wall clock in milliseconds
     */
    KnownSites(
            KeyValueStore<String, byte[]> store,
            int maxSites,
            Duration forget,
            EnrichMetrics metrics,
            LongSupplier clock,
            DamagedEntries setAside) {
        this.store = store;
        this.maxSites = maxSites;
        this.forget = forget;
        this.metrics = metrics;
        this.clock = clock;
        this.setAside = setAside;
        var byTurn = new ArrayList<Map.Entry<Site, Head>>();
        try (var all = store.all()) {
            while (all.hasNext()) {
                var next = all.next();
                // What cannot be read is the first to go, unless it is needed and set aside before.
                byTurn.add(Map.entry(
                        new Site(next.key), SiteMemoryFormat.head(next.value).orElse(new Head(0, today(), false))));
            }
        }
        byTurn.sort(Comparator.comparingLong(site -> site.getValue().turn()));
        for (var site : byTurn) {
            note(site.getKey(), new Heard(site.getValue().day(), site.getValue().drifts()));
            turn = site.getValue().turn();
        }
    }

    /** What is remembered of a site; nothing, if it is new. */
    SiteMemory of(Site site) {
        var stored = store.get(site.name());
        if (stored == null) {
            return SiteMemory.NONE;
        }
        var known = SiteMemoryFormat.decode(stored);
        if (known.isEmpty()) {
            delete(site);
            var key = site.name().getBytes(StandardCharsets.UTF_8);
            setAside.entry(EnrichTopology.SITES, key, stored, "no memory of a site of this format");
        }
        return known.orElse(SiteMemory.NONE);
    }

    /** Replaces the state of a site, and reports a drift that began or ended. */
    void remember(Site site, SiteMemory before, SiteMemory now) {
        var today = today();
        store.put(site.name(), SiteMemoryFormat.encode(now.at(++turn, today)));
        var signals = now.baseline().drifting();
        report(site, before.baseline().drifting(), signals);
        note(site, new Heard(today, !signals.isEmpty()));
        while (heard.size() > maxSites) {
            delete(heard.keySet().iterator().next());
        }
    }

    /** Forgets some of the sites that are due, until {@link System#nanoTime()} has passed this value. Returns how many. */
    int forget(long untilNanos) {
        var kept = today() - forget.toDays();
        var deleted = 0;
        while (!heard.isEmpty() && System.nanoTime() - untilNanos < 0) {
            var oldest = heard.entrySet().iterator().next();
            if (oldest.getValue().day() >= kept) {
                break;
            }
            delete(oldest.getKey());
            deleted++;
        }
        return deleted;
    }

    private int today() {
        return (int) Duration.ofMillis(clock.getAsLong()).toDays();
    }

    private void delete(Site site) {
        store.delete(site.name());
        forget(site);
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

    private void note(Site site, Heard now) {
        forget(site);
        heard.put(site, now);
        metrics.sites(1, now.drifts() ? 1 : 0);
    }

    private void forget(Site site) {
        var before = heard.remove(site);
        if (before != null) {
            metrics.sites(-1, before.drifts() ? -1 : 0);
        }
    }

    /** Takes this task's sites out of the metrics. */
    @Override
    public void close() {
        List.copyOf(heard.keySet()).forEach(this::forget);
    }
}
