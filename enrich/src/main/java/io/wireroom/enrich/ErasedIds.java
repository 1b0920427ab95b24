package io.wireroom.enrich;

import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.StoredPlace;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The articles and links of one task that were erased and must not return. Kept for ever: 16 bytes of the id, and the hash
 * of the site that places it.
 */
final class ErasedIds {

    private final KeyValueStore<byte[], byte[]> store;

    ErasedIds(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    boolean contains(String id) {
        return store.get(KnownArticles.key(id)) != null;
    }

    void add(String id, Site site) {
        store.put(
                KnownArticles.key(id),
                ByteBuffer.allocate(Integer.BYTES)
                        .putInt(Topic.hashOfSite(site))
                        .array());
    }

    void remove(String id) {
        store.delete(KnownArticles.key(id));
    }

    /** Where a stored value belongs. */
    static StoredPlace place(byte[] stored) {
        return stored.length == Integer.BYTES
                ? StoredPlace.of(ByteBuffer.wrap(stored).getInt())
                : new StoredPlace.Unreadable("no hash of a site: " + stored.length + " bytes");
    }
}
