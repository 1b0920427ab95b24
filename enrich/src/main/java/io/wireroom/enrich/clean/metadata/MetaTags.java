package io.wireroom.enrich.clean.metadata;

import io.wireroom.text.FoldedText;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The page's {@code <meta>} elements, and the notebook of what was found and by which rule. One per page; not thread-safe. */
public final class MetaTags {

    /** Rule that won, by field name. */
    public final Map<String, String> fields = new HashMap<>();

    /** Reasons for absent fields, original strings of dates, by field name. */
    public final Map<String, String> notes = new HashMap<>();

    public @Nullable Instant publishedAt;

    public @Nullable Instant modifiedAt;

    private final Map<String, List<String>> metas = new HashMap<>();

    public MetaTags(List<Element> elements) {
        for (var meta : elements) {
            if (!meta.hasAttr("content")) {
                continue;
            }
            for (var attribute : List.of("property", "name", "itemprop", "http-equiv")) {
                var name = meta.attr(attribute).strip().toLowerCase(Locale.ROOT);
                var content = FoldedText.tidy(meta.attr("content"));
                if (!name.isEmpty() && !content.isEmpty()) {
                    metas.merge(name, List.of(content), MetaTags::both);
                }
            }
        }
    }

    /** All contents of the meta elements of this lower-case name. */
    public List<String> meta(String name) {
        return metas.getOrDefault(name, List.of());
    }

    /** The first content among these names. */
    public Optional<String> first(String... names) {
        for (var name : names) {
            var found = meta(name);
            if (!found.isEmpty()) {
                return Optional.of(found.getFirst());
            }
        }
        return Optional.empty();
    }

    private static List<String> both(List<String> some, List<String> more) {
        var all = new java.util.ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
