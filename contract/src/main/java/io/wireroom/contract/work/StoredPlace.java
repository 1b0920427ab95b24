package io.wireroom.contract.work;

import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;

/** Which partition an entry of a state store belongs to, under any number of partitions. */
public sealed interface StoredPlace {

    /** The partition of a site, given by the hash that {@link Topic#hashOfSite} makes of it. */
    record OfSite(int hash) implements StoredPlace {

        public OfSite {
            if (hash < 0) {
                throw new IllegalArgumentException("no hash of a site: " + hash);
            }
        }
    }

    /** An older value does not name its site. It does no harm in a partition of another site. */
    record Unknown() implements StoredPlace {}

    /** It states something about the present topics, which is not true of others. */
    record Nowhere() implements StoredPlace {}

    /** The only partition of a topic that has one. */
    record OnlyOne() implements StoredPlace {}

    /** The value cannot be read; the stage sets it aside when it meets it. */
    record Unreadable(String why) implements StoredPlace {}

    /** The place that a stored hash names; a damaged one names none. */
    static StoredPlace of(int hash) {
        return hash < 0 ? new Unknown() : new OfSite(hash);
    }

    /** The place of this site. */
    static StoredPlace of(Site site) {
        return new OfSite(Topic.hashOfSite(site));
    }
}
