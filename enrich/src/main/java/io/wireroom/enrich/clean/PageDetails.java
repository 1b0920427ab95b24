package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Genre;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.dates.FoundDate;
import io.wireroom.enrich.clean.metadata.CanonicalUrl;
import io.wireroom.enrich.clean.metadata.Sourced;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an article that no site rule gives.
 *
 * @param url final address of the page
 * @param charset the rule that gave the character encoding
 * @param language as the page states it, a BCP 47 tag in lower case
 * @param modified empty where nothing is stated about a change
 * @param correction whether the page states that it was corrected
 * @param withdrawn whether the page states that its publisher withdrew the article
 */
public record PageDetails(
        URI url,
        CanonicalUrl canonical,
        FieldRule charset,
        Optional<Sourced<String>> language,
        Optional<FoundDate> modified,
        Optional<Sourced<List<Image>>> images,
        Optional<Sourced<String>> section,
        Optional<Sourced<Genre>> genre,
        Optional<Sourced<List<String>>> keywords,
        Optional<Sourced<Access>> access,
        Representation representation,
        Optional<Sourced<Rights>> rights,
        boolean correction,
        boolean withdrawn) {

    /** The date of the last change; null where there is none. */
    public @Nullable Instant modifiedAt() {
        return modified.flatMap(FoundDate::dated).map(FoundDate.Dated::instant).orElse(null);
    }
}
