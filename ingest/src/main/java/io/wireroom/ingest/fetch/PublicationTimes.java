package io.wireroom.ingest.fetch;

import io.wireroom.ingest.feed.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the dates of entries show about a source's rhythm. Entries of one minute are one publication: a batch. */
final class PublicationTimes {

    /** So many of the newest publications make the usual gap: the present rhythm, not that of last year. */
    private static final int NEWEST = 10;

    private PublicationTimes() {}

    /**
     * Mean time between two publications, the time since the newest included: a source that has fallen silent is slow.
     * Null when fewer than two have dates.
     */
    static @Nullable Duration usualGap(List<Entry> entries, Instant now) {
        var newest = entries.stream()
                .map(PublicationTimes::minuteOf)
                .filter(Objects::nonNull)
                .filter(minute -> !minute.isAfter(now))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(NEWEST)
                .toList();
        return newest.size() < 2
                ? null
                : Duration.between(newest.getLast(), now).dividedBy(newest.size());
    }

    /** How many publications these entries are; each one without a date counts. */
    static int moments(List<Entry> entries) {
        var minutes = new HashSet<Instant>();
        var undated = 0;
        for (var entry : entries) {
            var minute = minuteOf(entry);
            if (minute == null) {
                undated++;
            } else {
                minutes.add(minute);
            }
        }
        return undated + minutes.size();
    }

    private static @Nullable Instant minuteOf(Entry entry) {
        var date = entry.published() == null ? entry.updated() : entry.published();
        return date == null ? null : date.truncatedTo(ChronoUnit.MINUTES);
    }
}
