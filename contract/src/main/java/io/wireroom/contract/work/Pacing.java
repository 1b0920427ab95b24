package io.wireroom.contract.work;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a feed asks to be polled next.
 *
 * @param every shortest time between two polls: the longer of {@code ttl} (RSS 2.0) and the time between two updates (RSS
 *     syndication module); null when neither is stated
 * @param skipHours hours of the day in UTC, 0 to 23, in which it need not be read (RSS 2.0)
 * @param skipDays days of the week in UTC, 1 (Monday) to 7 (ISO 8601), on which it need not be read (RSS 2.0)
 */
public record Pacing(@Nullable Duration every, List<Integer> skipHours, List<Integer> skipDays) {

    /** Of a feed that asks for nothing. */
    public static final Pacing NONE = new Pacing(null, List.of(), List.of());

    public Pacing {
        skipHours = List.copyOf(skipHours);
        skipDays = List.copyOf(skipDays);
    }
}
