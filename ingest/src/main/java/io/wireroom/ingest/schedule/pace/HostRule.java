package io.wireroom.ingest.schedule.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has laid down for a host.
 *
 * @param delay pause between two requests; null for that of all hosts
 * @param quiet when nothing is requested
 * @param never whether nothing is requested at all
 */
public record HostRule(@Nullable Duration delay, List<Quiet> quiet, boolean never) {

    static final HostRule NONE = new HostRule(null, List.of(), false);

    public HostRule {
        quiet = List.copyOf(quiet);
    }

    /** A time of each day; it may go over midnight. */
    record Quiet(LocalTime from, LocalTime to, ZoneId zone) {

        /** When it ends, if it is now. */
        Optional<Instant> endAfter(Instant now) {
            var here = now.atZone(zone);
            var time = here.toLocalTime();
            var overMidnight = !from.isBefore(to);
            var within = overMidnight
                    ? !time.isBefore(from) || time.isBefore(to)
                    : !time.isBefore(from) && time.isBefore(to);
            if (!within) {
                return Optional.empty();
            }
            var day = overMidnight && !time.isBefore(from) ? here.toLocalDate().plusDays(1) : here.toLocalDate();
            return Optional.of(day.atTime(to).atZone(zone).toInstant());
        }
    }

    /** When the host may be asked again, if it is not to be asked now. */
    public Optional<Instant> quietUntil(Instant now) {
        return quiet.stream().flatMap(one -> one.endAfter(now).stream()).max(Instant::compareTo);
    }
}
