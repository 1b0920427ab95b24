package io.wireroom.ingest.feed;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Reads the polling hints of a feed from its tree; what cannot be read is left out. */
final class PollHintsReader {

    private static final long MAX_MINUTES = 60L * 24 * 365;
    private static final int MAX_FREQUENCY = 100_000;

    private PollHintsReader() {}

    /**
     * The hints in the children of the channel.
     *
     * @param self the feed's own address, already found
     */
    static PollHints read(ChildElements channel, @Nullable String self) {
        Duration ttl = null;
        String period = null;
        String frequency = null;
        var hours = new HashSet<Integer>();
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var named : channel.all()) {
            var child = named.element();
            switch (named.name()) {
                case "ttl" -> ttl = minutes(child.getValue()).orElse(ttl);
                case "sy:updateperiod" -> period = child.getValue();
                case "sy:updatefrequency" -> frequency = child.getValue();
                case "skiphours" -> hours.addAll(hours(child));
                case "skipdays" -> days.addAll(days(child));
                default -> {
                    // not about polling
                }
            }
        }
        return new PollHints(ttl, updateEvery(period, frequency), hours, days, self);
    }

    private static Optional<Duration> minutes(String text) {
        return number(text).filter(n -> n > 0).map(n -> Duration.ofMinutes(Math.min(n, MAX_MINUTES)));
    }

    /** RSS 1.0 syndication module: a period, divided by how often it happens in it. */
    private static @Nullable Duration updateEvery(@Nullable String period, @Nullable String frequency) {
        if (period == null && frequency == null) {
            return null;
        }
        var length = period == null
                ? Duration.ofDays(1)
                : switch (period.strip().toLowerCase(Locale.ROOT)) {
                    case "hourly" -> Duration.ofHours(1);
                    case "daily" -> Duration.ofDays(1);
                    case "weekly" -> Duration.ofDays(7);
                    case "monthly" -> Duration.ofDays(30);
                    case "yearly", "annually" -> Duration.ofDays(365);
                    default -> null;
                };
        var times = frequency == null
                ? Optional.of(1L)
                : number(frequency).filter(n -> n > 0).map(n -> Math.min(n, MAX_FREQUENCY));
        return length == null ? null : length.dividedBy(times.orElse(1L));
    }

    /** Hour 24 of some feeds is midnight; the first version of the rule counted from 1 to 24. */
    private static Set<Integer> hours(Element skip) {
        var hours = new HashSet<Integer>();
        for (var child : skip.getChildren()) {
            number(child.getValue()).filter(n -> n <= 24).ifPresent(n -> hours.add((int) (n % 24)));
        }
        return hours;
    }

    private static Set<DayOfWeek> days(Element skip) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var child : skip.getChildren()) {
            var name = child.getValue().strip().toUpperCase(Locale.ROOT);
            for (var day : DayOfWeek.values()) {
                // "Sat" is as common as "Saturday"
                if (name.length() >= 3 && day.name().startsWith(name)) {
                    days.add(day);
                }
            }
        }
        return days;
    }

    private static Optional<Long> number(String text) {
        var digits = text.strip();
        return digits.matches("\\d{1,9}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }
}
