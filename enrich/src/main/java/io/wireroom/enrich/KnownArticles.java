package io.wireroom.enrich;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.RawPage.Capture;
import io.wireroom.contract.work.StoredPlace;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The articles of one task: the state of each, and which article the page at an address is, where it states another
 * address as canonical. Keys and ids are 16 bytes; an id is followed by the hash of the site that places the pages of its
 * address. Both are forgotten when their pages were not seen for a time.
 */
final class KnownArticles {

    /** Of one task: at about 105 bytes 130 MB of changelog. */
    static final long MAX_ARTICLES = 1_250_000;

    /** Of one task: at about 40 bytes 80 MB of changelog. */
    static final long MAX_ADDRESSES = 2_000_000;

    private static final int ID_BYTES = 16;
    private static final String NO_ID = "no id of an article: neither 20 nor 16 bytes";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

    private final ExpiringStore versions;
    private final ExpiringStore addresses;
    private final DamagedEntries setAside;

    KnownArticles(ExpiringStore versions, ExpiringStore addresses, DamagedEntries setAside) {
        this.versions = versions;
        this.addresses = addresses;
        this.setAside = setAside;
    }

    /** The state of an article; null if it is not known. */
    @Nullable
    VersionState state(ArticleId article) {
        var key = key(article.value());
        var stored = versions.get(key);
        if (stored == null) {
            return null;
        }
        return switch (VersionFormat.decode(stored)) {
            case Decoded.Value<VersionState>(var state) -> state;
            case Decoded.Unreadable<VersionState>(var why) -> {
                versions.delete(key);
                setAside.entry(EnrichTopology.VERSIONS, key, stored, why);
                yield null;
            }
        };
    }

    /** The article that this capture's addresses stood for when their page was last seen. */
    Optional<ArticleId> of(Capture capture) {
        for (var address : addresses(capture)) {
            var article = articleAt(key(address));
            if (article != null && state(article) != null) {
                return Optional.of(article);
            }
            if (HASH.matcher(address).matches() && state(new ArticleId(address)) != null) {
                return Optional.of(new ArticleId(address));
            }
        }
        return Optional.empty();
    }

    /** The article that the page at this address was; the id of an address is that of its link. */
    Optional<ArticleId> at(String address) {
        return Optional.ofNullable(articleAt(key(address)));
    }

    /** Forgets an article, and what the page at its address was. */
    void erase(String id) {
        versions.delete(key(id));
        addresses.delete(key(id));
    }

    private @Nullable ArticleId articleAt(byte[] address) {
        var stored = addresses.get(address);
        if (stored != null && !isId(stored)) {
            addresses.delete(address);
            setAside.entry(EnrichTopology.ADDRESSES, address, stored, NO_ID);
            return null;
        }
        return stored == null ? null : new ArticleId(HexFormat.of().formatHex(stored, 0, ID_BYTES));
    }

    /** An older value has no hash of the site. */
    private static boolean isId(byte[] stored) {
        return stored.length == ID_BYTES + Integer.BYTES || stored.length == ID_BYTES;
    }

    /** Where the stored value of an address belongs. */
    static StoredPlace placeOfAddress(byte[] stored) {
        if (!isId(stored)) {
            return new StoredPlace.Unreadable(NO_ID);
        }
        return stored.length == ID_BYTES
                ? new StoredPlace.Unknown()
                : StoredPlace.of(ByteBuffer.wrap(stored).getInt(ID_BYTES));
    }

    /** The stored value of the address of an article. */
    static byte[] address(byte[] article, int place) {
        return ByteBuffer.allocate(ID_BYTES + Integer.BYTES)
                .put(article)
                .putInt(place)
                .array();
    }

    /** The page of these addresses, seen now, is that of this article. */
    void remember(Capture capture, ArticleId article, VersionState state) {
        var place = Topic.hashOfSite(Site.of(capture.finalUrl()));
        versions.put(key(article.value()), VersionFormat.encode(state, place));
        for (var address : addresses(capture)) {
            if (!address.equals(article.value())) {
                addresses.put(key(address), address(key(article.value()), place));
            } else if (addresses.get(key(address)) != null) {
                // It stood for another article, before that one's address was known to be shared.
                addresses.delete(key(address));
            }
        }
    }

    /** Forgets some of what is due, until {@link System#nanoTime()} has passed this value. Returns how many entries. */
    int forget(long untilNanos) {
        return versions.forget(untilNanos) + addresses.forget(untilNanos);
    }

    /** About how many articles are known. */
    long size() {
        return versions.size();
    }

    /** The announced link and the address that answered. */
    static List<String> addresses(Capture capture) {
        var link = capture.item().link().value();
        var answered = Address.of(capture.finalUrl().toString())
                .map(ArticleId::of)
                .map(ArticleId::value)
                .orElse(link);
        return link.equals(answered) ? List.of(link) : List.of(answered, link);
    }

    /** Our own ids are hashes; any other is hashed. */
    static byte[] key(String id) {
        return HexFormat.of().parseHex(HASH.matcher(id).matches() ? id : Sha256.id(id));
    }
}
