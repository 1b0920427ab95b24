package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.FeedEntry;
import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.dates.PageDates;
import io.wireroom.text.dates.PageDates.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * When the article was published and changed: the page's own data first, then the feed, then what is printed. Absent
 * rather than guessed, and with a reason then; never "now".
 *
 * <p>The note beside a date is its original string. Where the winner is told in UTC, or in no ISO 8601, and the page
 * shows the same moment on the clock of its newsroom, the note tells that local time: it has the day that readers see.
 */
public final class DateFinder {

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration TOLERANCE = Duration.ofDays(1);
    private static final String PUBLISHED = "publishedAt";
    private static final String MODIFIED = "modifiedAt";
    private static final String FEED = "feed";
    private static final int SAME_SECONDS = 60;
    private static final int QUARTER_SECONDS = 15 * 60;
    private static final int MOST_OFFSET_HOURS = 14;

    private final PageScan scan;
    private final MetaTags facts;
    private final Instant fetchedAt;
    private final @Nullable FeedEntry entry;
    private final @Nullable String language;

    public DateFinder(
            PageScan scan, MetaTags facts, Instant fetchedAt, @Nullable FeedEntry entry, @Nullable String language) {
        this.scan = scan;
        this.facts = facts;
        this.fetchedAt = fetchedAt;
        this.entry = entry;
        this.language = language;
    }

    /** Notes fields {@code publishedAt} and {@code modifiedAt}; {@code addresses} are those that the page stands at. */
    public void find(JsonLd jsonLd, int headline, List<String> addresses) {
        var data = new StatedDates(scan, jsonLd, facts, language);
        var stated = data.published();
        var modified = new ArrayList<>(data.modified());
        var printed = PrintedDates.of(scan, headline, language, addresses);
        modified.addAll(printed.modified());
        var zone = zoneOf(stated, modified);
        var winner = published(stated, printed, zone);
        if (winner != null) {
            facts.publishedAt = winner.instant();
            var clocks = new ArrayList<>(stated);
            clocks.addAll(data.times());
            noteLocal(winner, clocks, printed.published());
        } else if (facts.publishedAt == null) {
            facts.notes.putIfAbsent(PUBLISHED, "absent: neither the page nor the feed tells a date");
        }
        var changed = firstPlausible(MODIFIED, modified, zone);
        facts.modifiedAt = changed == null ? null : changed.instant();
    }

    /** The date that an element states in an attribute or as its text; empty where it states none that can be. */
    public Optional<Parsed> read(Element element) {
        return PageDates.parse(StatedDates.value(element), language)
                .or(() -> PageDates.parse(element.text(), language))
                .filter(date -> isPlausible(date.instant()));
    }

    /** What the page says of its publication; null where it says nothing, or the feed says it. */
    private @Nullable Parsed published(List<DateCandidate> stated, PrintedDates printed, ZoneOffset zone) {
        var winner = firstPlausible(PUBLISHED, stated, zone);
        if (winner != null) {
            return asPrinted(winner, printed.published());
        }
        if (entry != null && entry.published() != null) {
            facts.publishedAt = feed(entry.published());
            if (facts.publishedAt != null) {
                return null;
            }
        }
        winner = firstPlausible(PUBLISHED, printed.published(), zone);
        if (winner == null) {
            winner = firstPlausible(PUBLISHED, printed.alone().stream().toList(), zone);
        }
        // The last resort: all that readers are told is when it was changed.
        return winner == null ? firstPlausible(PUBLISHED, printed.modified(), zone) : winner;
    }

    /** Where 3/4 may be read as April or as March, the reading that is printed in words. */
    private Parsed asPrinted(Parsed winner, List<DateCandidate> printed) {
        if (winner.hasTime() || startsWithYear(winner.original())) {
            return winner;
        }
        var day = winner.day();
        for (var candidate : printed) {
            var other = candidate.date().day();
            if (other.getYear() == day.getYear()
                    && other.getMonthValue() == day.getDayOfMonth()
                    && other.getDayOfMonth() == day.getMonthValue()
                    && !other.equals(day)) {
                facts.notes.put(PUBLISHED, other + " (" + winner.original() + ')');
                return candidate.date();
            }
        }
        return winner;
    }

    private @Nullable Instant feed(Instant published) {
        if (!isPlausible(published)) {
            facts.notes.put(PUBLISHED, "absent: the feed's date is implausible: " + published);
            return null;
        }
        facts.fields.put(PUBLISHED, FEED);
        facts.notes.put(PUBLISHED, published.toString());
        return published;
    }

    private void noteLocal(Parsed winner, List<DateCandidate> stated, List<DateCandidate> printed) {
        if (!winner.hasTime()) {
            return;
        }
        var offset = winner.offset() == null ? ZoneOffset.UTC : winner.offset();
        var day = winner.instant().atOffset(offset).toLocalDate();
        if (offset.equals(ZoneOffset.UTC)) {
            for (var candidate : stated) {
                var local = onAnotherClock(candidate.date(), winner.instant());
                if (local != null
                        && !local.getOffset().equals(offset)
                        && startsWithYear(candidate.date().original())) {
                    facts.notes.put(PUBLISHED, candidate.date().original());
                    return;
                }
            }
        }
        for (var candidate : printed) {
            if (candidate.rule().equals("url")) {
                continue;
            }
            var local = onAnotherClock(candidate.date(), winner.instant());
            if (local != null && !local.toLocalDate().equals(day)) {
                note(local.truncatedTo(ChronoUnit.MINUTES).toString(), candidate.date());
                return;
            }
        }
        var utcDay = winner.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        if (!startsWithYear(winner.original()) && !utcDay.equals(day)) {
            note(winner.instant().atOffset(offset).toString(), winner);
        }
    }

    private void note(String local, Parsed from) {
        facts.notes.put(PUBLISHED, local + " (" + from.original() + ')');
    }

    /** This date where it tells the same moment by the clock of another zone; null where it does not. */
    private static @Nullable OffsetDateTime onAnotherClock(Parsed date, Instant moment) {
        var offset = date.offset();
        if (!date.hasTime()) {
            return null;
        }
        if (offset != null) {
            var same = Duration.between(date.instant(), moment).abs().toSeconds() < SAME_SECONDS;
            return same && offset.getTotalSeconds() != 0 ? moment.atOffset(offset) : null;
        }
        var ahead = Duration.between(moment, date.instant()).toSeconds();
        var quarters = Math.floorDiv(ahead + SAME_SECONDS, QUARTER_SECONDS);
        var seconds = quarters * QUARTER_SECONDS;
        return Math.abs(ahead - seconds) <= SAME_SECONDS && Math.abs(seconds) <= MOST_OFFSET_HOURS * 3_600L
                ? moment.atOffset(ZoneOffset.ofTotalSeconds((int) seconds))
                : null;
    }

    private static boolean startsWithYear(String text) {
        return text.length() >= 10 && text.substring(0, 4).chars().allMatch(Character::isDigit);
    }

    private @Nullable Parsed firstPlausible(String field, List<DateCandidate> candidates, ZoneOffset zone) {
        for (var candidate : candidates) {
            var date = candidate.date().at(zone);
            if (isPlausible(date.instant())) {
                facts.fields.put(field, candidate.rule());
                facts.notes.put(field, date.original());
                return date;
            }
            facts.notes.putIfAbsent(field, "absent: implausible: " + date.original());
        }
        return null;
    }

    /** The zone of a page's other dates holds for those without one; else UTC. */
    private static ZoneOffset zoneOf(List<DateCandidate> some, List<DateCandidate> others) {
        for (var list : List.of(some, others)) {
            for (var candidate : list) {
                var offset = candidate.date().offset();
                if (offset != null && candidate.date().original().length() > 13) {
                    return offset;
                }
            }
        }
        return ZoneOffset.UTC;
    }

    private boolean isPlausible(Instant date) {
        return !date.isBefore(EARLIEST) && !date.isAfter(fetchedAt.plus(TOLERANCE));
    }
}
