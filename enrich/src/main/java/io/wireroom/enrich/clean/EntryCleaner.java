package io.wireroom.enrich.clean;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FieldRule;
import io.wireroom.contract.RejectReason;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.clean.Cleaned.Rejected;
import io.wireroom.enrich.clean.metadata.PageMetadata;
import io.wireroom.enrich.clean.metadata.Sourced;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.clean.page.PageParser;
import io.wireroom.text.FoldedText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Reads a feed entry that stands in for its page: its fields as they are, its content as the article of a page. */
final class EntryCleaner {

    /** The fields that an entry states for itself; they win over what its content states. */
    record Stated(Optional<Sourced<String>> title, Optional<Sourced<String>> language, List<String> authors) {

        /** For a page that is not an entry. */
        static final Stated NOTHING = new Stated(Optional.empty(), Optional.empty(), List.of());

        static Stated of(FeedEntry entry) {
            return new Stated(
                    EntryCleaner.title(entry),
                    entry.language() == null
                            ? Optional.empty()
                            : PageMetadata.language(entry.language(), FieldRule.FEED),
                    entry.authors().stream().map(FoldedText::tidy).toList());
        }
    }

    private static final JsonCodec<FeedEntry> ENTRIES = new JsonCodec<>(FeedEntry.class);

    private EntryCleaner() {}

    /** The title of an entry; empty where it has none. */
    static Optional<Sourced<String>> title(@Nullable FeedEntry entry) {
        return entry == null || entry.title() == null || entry.title().isBlank()
                ? Optional.empty()
                : Optional.of(new Sourced<>(FoldedText.tidy(entry.title()), FieldRule.FEED));
    }

    /** Content, else summary; null where the entry has neither. */
    static @Nullable String text(@Nullable FeedEntry entry) {
        return entry == null ? null : entry.content() == null ? entry.summary() : entry.content();
    }

    /** Cleans the entry in this JSON. */
    static Cleaned clean(
            byte[] json,
            String baseUri,
            PageLimits limits,
            Deadline deadline,
            Function<ParsedPage, Cleaned> extractor) {
        return switch (ENTRIES.decode(json)) {
            case Decoded.Unreadable<FeedEntry>(var why) -> new Rejected(RejectReason.NO_TEXT, why);
            case Decoded.Value<FeedEntry>(var entry) -> {
                var content = text(entry);
                yield content == null
                        ? new Rejected(RejectReason.NO_TEXT, "the feed entry has no text")
                        : extractor.apply(new ParsedPage(
                                page(entry, content, baseUri, limits, deadline), FieldRule.FEED, Stated.of(entry)));
            }
        };
    }

    /** The entry as HTML, with its title above its content. */
    private static Document page(
            FeedEntry entry, String content, String baseUri, PageLimits limits, Deadline deadline) {
        var page = Document.createShell(baseUri);
        page.body().appendElement("h1").text(entry.title() == null ? "" : entry.title());
        PageParser.parseInto(page.body().appendElement("article"), content, limits, deadline);
        return page;
    }
}
