package io.wireroom.enrich.clean.dates;

import io.wireroom.contract.FeedEntry;
import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.dates.FoundDate.Dated;
import io.wireroom.enrich.clean.dates.FoundDate.Undated;
import io.wireroom.enrich.clean.metadata.JsonLd;
import io.wireroom.enrich.clean.metadata.MetaTags;
import io.wireroom.enrich.clean.page.ArticlePart;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.dates.DateReader;
import io.wireroom.text.dates.PageDates.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds when an article was published and changed: the page's own data first, then the feed, then what is printed. A date
 * that is not found is absent with a reason; it is never guessed.
 *
 * <p>The original of a date is the string that it was read from. Where that is in UTC or not in ISO 8601, and the page
 * shows the same moment in its local time, the original has the local time: it names the day that readers see.
 */
public final class DateFinder {

    /**
     * The dates of an article.
     *
     * @param modified empty where nothing is stated about a change
     */
    public record Dates(FoundDate published, Optional<FoundDate> modified) {}

    /** A date that was chosen, and the string it is noted with. */
    private record Winner(FieldRule rule, Parsed date, String original) {

        static Winner of(DateCandidate candidate) {
            return new Winner(
                    candidate.rule(), candidate.date(), candidate.date().original());
        }
    }

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration TOLERANCE = Duration.ofDays(1);
    private static final int SAME_SECONDS = 60;
    private static final int QUARTER_SECONDS = 15 * 60;
    private static final int MOST_OFFSET_HOURS = 14;

    private final PageScan scan;
    private final MetaTags metas;
    private final Instant fetchedAt;
    private final @Nullable FeedEntry entry;
    private final DateReader dates;

    public DateFinder(
            PageScan scan, MetaTags metas, Instant fetchedAt, @Nullable FeedEntry entry, @Nullable String language) {
        this.scan = scan;
        this.metas = metas;
        this.fetchedAt = fetchedAt;
        this.entry = entry;
        this.dates = new DateReader(language);
    }

    /**
     * Finds both dates.
     *
     * @param headline index of the headline's line; -1 without one
     * @param addresses of the page
     */
    public Dates find(JsonLd jsonLd, int headline, List<String> addresses) {
        var own = new OwnDates(ArticlePart.of(scan, headline), dates);
        var data = new StatedDates(scan, own, jsonLd, metas, dates);
        var stated = data.published();
        var modified = new ArrayList<>(data.modified());
        var printed = PrintedDates.of(scan, own, headline, dates, addresses);
        modified.addAll(printed.modified());
        var zone = zoneOf(stated, modified);
        var clocks = new ArrayList<>(stated);
        clocks.addAll(data.times());
        var unread = Stream.concat(data.unread().stream(), printed.unread().stream())
                .findFirst()
                .orElse(null);
        return new Dates(published(stated, clocks, printed, zone, unread), modified(modified, zone));
    }

    /** The date that an element states in an attribute or as its text; empty where it has no plausible one. */
    public Optional<Parsed> read(Element element) {
        return dates.parse(StatedDates.value(element))
                .or(() -> dates.parse(element.text()))
                .filter(date -> isPlausible(date.instant()));
    }

    private FoundDate published(
            List<DateCandidate> stated,
            List<DateCandidate> clocks,
            PrintedDates printed,
            ZoneOffset zone,
            @Nullable String unread) {
        var ofData = firstPlausible(stated, zone);
        if (ofData.isPresent()) {
            return inLocalTime(asPrinted(ofData.get(), printed.published()), clocks, printed.published());
        }
        var announced = entry == null ? null : entry.published();
        if (entry != null && announced != null && isPlausible(announced)) {
            return new Dated(
                    announced,
                    FieldRule.FEED,
                    announced.toString(),
                    entry.publishedPrecision(),
                    Boolean.TRUE.equals(entry.zoneAssumed()));
        }
        var ofText = firstPlausible(printed.published(), zone)
                .or(() -> firstPlausible(printed.alone().stream().toList(), zone))
                // The last resort: the only date that readers see is that of a change.
                .or(() -> firstPlausible(printed.modified(), zone));
        if (ofText.isPresent()) {
            return inLocalTime(Winner.of(ofText.get()), clocks, printed.published());
        }
        if (announced != null) {
            return new Undated("absent: the feed's date is implausible: " + announced);
        }
        return Stream.of(stated, printed.published(), printed.alone().stream().toList(), printed.modified())
                .flatMap(List::stream)
                .findFirst()
                .map(DateFinder::implausible)
                .orElse(new Undated(
                        unread == null
                                ? "absent: neither the page nor the feed states a date"
                                : "absent: unknown time zone: " + unread));
    }

    private Optional<FoundDate> modified(List<DateCandidate> candidates, ZoneOffset zone) {
        return firstPlausible(candidates, zone)
                .<FoundDate>map(
                        one -> Dated.of(one.date(), one.rule(), one.date().original()))
                .or(() -> candidates.stream().findFirst().map(DateFinder::implausible));
    }

    private static Undated implausible(DateCandidate candidate) {
        return new Undated("absent: implausible: " + candidate.date().original());
    }

    /** If 3/4 can mean April or March, chooses the reading that the page also prints in words. */
    private static Winner asPrinted(DateCandidate winner, List<DateCandidate> printed) {
        var date = winner.date();
        if (date.hasTime() || startsWithYear(date.original())) {
            return Winner.of(winner);
        }
        var day = date.day();
        for (var candidate : printed) {
            var other = candidate.date().day();
            if (other.getYear() == day.getYear()
                    && other.getMonthValue() == day.getDayOfMonth()
                    && other.getDayOfMonth() == day.getMonthValue()
                    && !other.equals(day)) {
                return new Winner(winner.rule(), candidate.date(), other + " (" + date.original() + ')');
            }
        }
        return Winner.of(winner);
    }

    /** The date, with the local time as its original where the page shows that. */
    private static Dated inLocalTime(Winner winner, List<DateCandidate> clocks, List<DateCandidate> printed) {
        var original = winner.date().hasTime()
                ? localOriginal(winner.date(), clocks, printed).orElse(winner.original())
                : winner.original();
        return Dated.of(winner.date(), winner.rule(), original);
    }

    private static Optional<String> localOriginal(
            Parsed winner, List<DateCandidate> clocks, List<DateCandidate> printed) {
        var offset = winner.offset() == null ? ZoneOffset.UTC : winner.offset();
        var day = winner.instant().atOffset(offset).toLocalDate();
        if (offset.equals(ZoneOffset.UTC)) {
            for (var candidate : clocks) {
                var original = candidate.date().original();
                var local = onAnotherClock(candidate.date(), winner.instant());
                if (local != null && !local.getOffset().equals(offset) && startsWithYear(original)) {
                    return Optional.of(original);
                }
            }
        }
        for (var candidate : printed) {
            var local = candidate.rule() == FieldRule.URL ? null : onAnotherClock(candidate.date(), winner.instant());
            if (local != null && !local.toLocalDate().equals(day)) {
                return Optional.of(noted(local.truncatedTo(ChronoUnit.MINUTES), candidate.date()));
            }
        }
        var utcDay = winner.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return startsWithYear(winner.original()) || utcDay.equals(day)
                ? Optional.empty()
                : Optional.of(noted(winner.instant().atOffset(offset), winner));
    }

    private static String noted(OffsetDateTime local, Parsed from) {
        return local + " (" + from.original() + ')';
    }

    /** This date if it is the same moment in another time zone; null if it is not. */
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

    private Optional<DateCandidate> firstPlausible(List<DateCandidate> candidates, ZoneOffset zone) {
        return candidates.stream()
                .map(one -> new DateCandidate(one.rule(), one.date().at(zone)))
                .filter(one -> isPlausible(one.date().instant()))
                .findFirst();
    }

    /** The zone for dates without one: that of the page's other dates, else UTC. */
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
