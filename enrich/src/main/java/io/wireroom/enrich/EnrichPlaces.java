package io.wireroom.enrich;

import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.StoredPlace;
import java.nio.charset.StandardCharsets;

/** Which partition the entries of enrich's stores belong to, when the number of partitions changes. Pure. */
public final class EnrichPlaces {

    private EnrichPlaces() {}

    /**
     * The place of an entry.
     *
     * @param store its name
     * @param key as in the changelog
     * @param value as in the changelog
     */
    public static StoredPlace of(String store, byte[] key, byte[] value) {
        return switch (store) {
            case EnrichTopology.VERSIONS -> VersionFormat.place(value);
            case EnrichTopology.ADDRESSES -> KnownArticles.placeOfAddress(value);
            case EnrichTopology.ERASED -> ErasedIds.place(value);
            case EnrichTopology.PROGRESS -> RawProgress.place();
            case EnrichTopology.SITES -> StoredPlace.of(new Site(new String(key, StandardCharsets.UTF_8)));
            default -> throw new IllegalArgumentException("enrich has no store '" + store + "'");
        };
    }
}
