package io.wireroom.ingest.site;

import io.wireroom.ingest.feed.Entry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands at the address of a sitemap. */
public sealed interface Sitemap {

    /**
     * Addresses of pages, newest first; those without a date last, in the order of the file.
     *
     * @param parts other sitemaps that stand among the pages, in the same order
     */
    record Pages(List<Listed> entries, List<Child> parts) implements Sitemap {
        public Pages {
            entries = List.copyOf(entries);
            parts = List.copyOf(parts);
        }

        /** Pages alone. */
        public Pages(List<Listed> entries) {
            this(entries, List.of());
        }
    }

    /** Addresses of other sitemaps, newest first; those without a date last, in the order of the file. */
    record Index(List<Child> children) implements Sitemap {
        public Index {
            children = List.copyOf(children);
        }
    }

    /** Neither; one line for people. */
    record Unreadable(String why) implements Sitemap {}

    /**
     * A page of a sitemap.
     *
     * @param entry with its title, dates and keywords where it stands in a news sitemap
     * @param language as a news sitemap states it (ISO 639); null when it does not
     */
    record Listed(Entry entry, @Nullable String language) {}

    /**
     * A sitemap of an index.
     *
     * @param changed {@code lastmod}; null when absent
     */
    record Child(URI url, @Nullable Instant changed) {}
}
