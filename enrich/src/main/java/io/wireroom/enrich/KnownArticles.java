package io.wireroom.enrich;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.work.RawPage.Capture;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Maps addresses to articles, where the page at an address states another one as canonical. */
final class KnownArticles {

    private final KeyValueStore<String, VersionState> versions;
    private final KeyValueStore<String, String> addresses;

    KnownArticles(KeyValueStore<String, VersionState> versions, KeyValueStore<String, String> addresses) {
        this.versions = versions;
        this.addresses = addresses;
    }

    /** The article that this capture's addresses stood for when their page was last seen. */
    Optional<ArticleId> of(Capture capture) {
        for (var address : addresses(capture)) {
            var article = addresses.get(address);
            if (article != null && versions.get(article) != null) {
                return Optional.of(new ArticleId(article));
            }
            if (versions.get(address) != null) {
                return Optional.of(new ArticleId(address));
            }
        }
        return Optional.empty();
    }

    /** The page of these addresses is that of this article. */
    void remember(Capture capture, ArticleId article) {
        for (var address : addresses(capture)) {
            if (!address.equals(article.value()) && !article.value().equals(addresses.get(address))) {
                addresses.put(address, article.value());
            }
        }
    }

    /** The announced link and the address that answered. */
    private static List<String> addresses(Capture capture) {
        var link = capture.item().link().value();
        var answered = Address.of(capture.finalUrl().toString())
                .map(ArticleId::of)
                .map(ArticleId::value)
                .orElse(link);
        return link.equals(answered) ? List.of(link) : List.of(answered, link);
    }
}
