package io.wireroom.contract;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a feed states about one article: the announcement that travels with the page, cut to 16 KiB by its maker.
 *
 * @param guid the entry's own id, as it stands
 * @param title plain text
 * @param published as stated, never guessed
 * @param publishedPrecision how much of that date is stated; null where a time is
 * @param zoneAssumed true where that date has a time without a zone, which is taken as UTC; else null
 * @param updated as stated, never guessed
 * @param summary HTML or plain text, as it stands, cut
 * @param content HTML of a full-text feed, cut; null when the feed gives none
 * @param language of the article as stated (BCP 47, or ISO 639 in news sitemaps); null if not stated
 */
public record FeedEntry(
        @Nullable String guid,
        @Nullable String title,
        @Nullable Instant published,
        @Nullable StatedPrecision publishedPrecision,
        @Nullable Boolean zoneAssumed,
        @Nullable Instant updated,
        @Nullable String summary,
        @Nullable String content,
        List<String> authors,
        List<String> categories,
        @Nullable String language) {

    private static final int MIN_LETTERS = 40;
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    public FeedEntry {
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
    }

    /** An entry whose date has a time and a zone. */
    public FeedEntry(
            @Nullable String guid,
            @Nullable String title,
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable String summary,
            @Nullable String content,
            List<String> authors,
            List<String> categories,
            @Nullable String language) {
        this(guid, title, published, null, null, updated, summary, content, authors, categories, language);
    }

    /** An entry whose date has a time and a zone, and that does not state its language. */
    public FeedEntry(
            @Nullable String guid,
            @Nullable String title,
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable String summary,
            @Nullable String content,
            List<String> authors,
            List<String> categories) {
        this(guid, title, published, null, null, updated, summary, content, authors, categories, null);
    }

    /** The same entry in this language. */
    public FeedEntry withLanguage(@Nullable String stated) {
        return new FeedEntry(
                guid,
                title,
                published,
                publishedPrecision,
                zoneAssumed,
                updated,
                summary,
                content,
                authors,
                categories,
                stated);
    }

    /** The same entry, whose date of publication is stated with this precision, and with or without its zone. */
    public FeedEntry withPrecision(@Nullable StatedPrecision precision, boolean zoneIsAssumed) {
        return new FeedEntry(
                guid,
                title,
                published,
                precision,
                zoneIsAssumed ? true : null,
                updated,
                summary,
                content,
                authors,
                categories,
                language);
    }

    /** Whether summary or content has enough text, {@value #MIN_LETTERS} letters, to replace the page. */
    public boolean hasText() {
        return hasEnough(content) || hasEnough(summary);
    }

    /** What vouches for the page, without the texts: enough for a revisit of it. */
    public FeedEntry withoutText() {
        return new FeedEntry(
                guid,
                title,
                published,
                publishedPrecision,
                zoneAssumed,
                updated,
                null,
                null,
                authors,
                categories,
                language);
    }

    private static boolean hasEnough(@Nullable String html) {
        if (html == null) {
            return false;
        }
        var letters = 0;
        var tag = TAG.matcher(html);
        for (var at = 0; at < html.length() && letters < MIN_LETTERS; ) {
            var c = html.codePointAt(at);
            if (c == '<' && tag.region(at, html.length()).lookingAt()) {
                at = tag.end();
            } else {
                letters += Character.isLetterOrDigit(c) ? 1 : 0;
                at += Character.charCount(c);
            }
        }
        return letters >= MIN_LETTERS;
    }
}
