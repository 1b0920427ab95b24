package io.wireroom.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an operator wants the answers of one source to be read. Whatever is absent is found out as for any source.
 *
 * @param fullText true when the feed carries whole articles, so that their pages are not fetched; false and null alike
 *     mean that they are
 * @param articleLinks CSS selectors for the links to articles on a section page, or for what they stand in; null to find
 *     them by their shape
 */
public record SourceSettings(
        @Nullable Boolean fullText, @Nullable List<String> articleLinks) {

    public SourceSettings {
        articleLinks = articleLinks == null ? null : List.copyOf(articleLinks);
    }

    /** Whether pages of this source are left alone because its entries hold whole articles. */
    public boolean entriesAreWhole() {
        return Boolean.TRUE.equals(fullText);
    }
}
