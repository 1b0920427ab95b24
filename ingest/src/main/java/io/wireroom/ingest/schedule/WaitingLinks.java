package io.wireroom.ingest.schedule;

import io.wireroom.contract.address.Host;
import io.wireroom.contract.address.Site;
import io.wireroom.ingest.schedule.store.DueIndex;
import io.wireroom.ingest.schedule.store.DueIndex.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Which links wait and in which order they came, site by site. In memory, and in the index of due times, from whose keys
 * it is rebuilt.
 */
final class WaitingLinks {

    /** Takes a waiting link. */
    @FunctionalInterface
    interface Visitor {

        void visit(String key, Host host, Instant notBefore);
    }

    /** Where a link waits that needs no request. */
    static final Host NO_HOST = new Host("");

    private static final char BETWEEN = ' ';

    private record Place(Site site, Instant notBefore) {}

    private final DueIndex due;
    private final Map<Site, LinkedHashSet<String>> bySite = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    WaitingLinks(DueIndex due) {
        this.due = due;
    }

    void restore(Visitor visitor) {
        var sites = new HashMap<String, Site>();
        var hosts = new HashMap<String, Host>();
        due.forEach(Kind.WAITING, (notBefore, key, note) -> {
            var between = note.indexOf(BETWEEN);
            var site = sites.computeIfAbsent(note.substring(between + 1), Site::new);
            remember(key, new Place(site, notBefore));
            visitor.visit(key, hosts.computeIfAbsent(note.substring(0, between), Host::new), notBefore);
        });
    }

    /** The site in the note of an entry of {@link Kind#WAITING}. */
    static Site siteOf(String note) {
        return new Site(note.substring(note.indexOf(BETWEEN) + 1));
    }

    /** The link waits from now on; one that waits already keeps its turn. */
    void add(String key, Site site, Host host, Instant notBefore) {
        var before = places.get(key);
        if (before != null) {
            due.remove(Kind.WAITING, before.notBefore, key);
        }
        due.add(Kind.WAITING, notBefore, key, host.authority() + BETWEEN + site.name());
        remember(key, new Place(site, notBefore));
    }

    private void remember(String key, Place place) {
        places.put(key, place);
        bySite.computeIfAbsent(place.site, unknown -> new LinkedHashSet<>()).add(key);
    }

    void remove(String key) {
        var place = places.remove(key);
        if (place == null) {
            return;
        }
        due.remove(Kind.WAITING, place.notBefore, key);
        var ofSite = bySite.get(place.site);
        if (ofSite != null && ofSite.remove(key) && ofSite.isEmpty()) {
            bySite.remove(place.site);
        }
    }

    boolean contains(String key) {
        return places.containsKey(key);
    }

    /** The oldest of a site, when more than this many of it wait. */
    Optional<String> oldestBeyond(int most, Site site) {
        var ofSite = bySite.get(site);
        return ofSite == null || ofSite.size() <= most ? Optional.empty() : Optional.of(ofSite.getFirst());
    }

    int size() {
        return places.size();
    }
}
