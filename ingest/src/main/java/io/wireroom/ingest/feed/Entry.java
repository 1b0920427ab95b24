package io.wireroom.ingest.feed;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.StatedPrecision;
import io.wireroom.text.dates.FeedDates;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a feed; null where it states nothing.
 *
 * @param id guid, atom id, rdf:about or JSON Feed id, unchanged
 * @param title on one line, HTML where the feed gives HTML; {@link #announcement()} has it as plain text
 * @param link the article, absolute where a base is known
 * @param published as stated, never guessed
 * @param updated as stated, never guessed
 * @param summary HTML or plain text, with absolute links where a base is known
 * @param content HTML or plain text, with absolute links where a base is known
 * @param authors as stated; those of the feed where the entry names none
 * @param categories terms in document order, HTML where the feed gives HTML
 * @param undated why there is no date, for people; null where there is one
 * @param marks what of the date of publication is not stated
 * @param plain parts that are plain text, in which {@code <} is no markup
 */
public record Entry(
        @Nullable String id,
        @Nullable String title,
        @Nullable String link,
        @Nullable Instant published,
        @Nullable Instant updated,
        @Nullable String summary,
        @Nullable String content,
        List<Person> authors,
        List<String> categories,
        List<Enclosure> enclosures,
        @Nullable String undated,
        DateMarks marks,
        Set<Part> plain) {

    /**
     * What of a date is not stated.
     *
     * @param precision how much of the date is stated; null where a time is
     * @param zoneAssumed whether a time is stated without a zone: UTC is assumed
     */
    public record DateMarks(@Nullable StatedPrecision precision, boolean zoneAssumed) {

        /** A date with a time and a zone, or none. */
        public static final DateMarks NONE = new DateMarks(null, false);

        /** The marks of a date that was read. */
        public static DateMarks of(FeedDates.Reading date) {
            var precision = switch (date.precision()) {
                case YEAR -> StatedPrecision.YEAR;
                case MONTH -> StatedPrecision.MONTH;
                case DAY -> StatedPrecision.DAY;
                case TIME -> null;
            };
            return date.instant() == null ? NONE : new DateMarks(precision, date.zoneAssumed());
        }
    }

    /** A part whose text may be HTML. */
    public enum Part {
        TITLE,
        SUMMARY,
        CONTENT
    }

    public Entry {
        plain = Set.copyOf(plain);
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
        enclosures = List.copyOf(enclosures);
    }

    /** An entry without a reason for absent dates, of which no part is known to be plain text. */
    public Entry(
            @Nullable String id,
            @Nullable String title,
            @Nullable String link,
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable String summary,
            @Nullable String content,
            List<Person> authors,
            List<String> categories,
            List<Enclosure> enclosures) {
        this(
                id,
                title,
                link,
                published,
                updated,
                summary,
                content,
                authors,
                categories,
                enclosures,
                null,
                DateMarks.NONE,
                Set.of());
    }

    /** The same entry with these marks of its date. */
    public Entry withMarks(DateMarks ofDate) {
        return new Entry(
                id,
                title,
                link,
                published,
                updated,
                summary,
                content,
                authors,
                categories,
                enclosures,
                undated,
                ofDate,
                plain);
    }

    /** A file that goes with an entry; length in bytes as stated, not as it is. */
    public record Enclosure(
            String url, @Nullable String type, @Nullable Long length) {}

    /** What travels with the page: cut so that its JSON is at most 16 KiB. */
    public FeedEntry announcement() {
        return Announcement.of(this);
    }

    /**
     * Tells a new or changed announcement from one that was seen: two entries with the same hash are the same.
     *
     * <p>It covers the normalised address (the id only where there is no address), the title, both dates and the words
     * of summary and content. It leaves out the id, scheme, tracking parameters and markup, all of which change without
     * the article changing.
     */
    public long entryHash() {
        return Announcement.hash(this);
    }
}
