package io.wireroom.contract.work;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a poll shows about its source; part of {@link Fetched}.
 *
 * @param asked the requested address: an answer about any other than the source's current one is ignored
 * @param movedTo where permanent redirects alone (301, 308) led; null when the first redirect was a temporary one, or
 *     there was none
 * @param pacing what the feed asks for; null when it was not read, as with 304
 * @param usualGap mean time between two publications by the dates of the newest entries, the time since the newest
 *     included; null when too few have dates
 * @param moments publications since the last poll: new entries, those of the same minute counted once
 * @param heldBack entries not announced because they are older than the horizon
 * @param cut true when the answer ended before its end and was read as far as it goes; null otherwise
 */
public record PollReport(
        URI asked,
        @Nullable URI movedTo,
        @Nullable Pacing pacing,
        @Nullable Duration usualGap,
        int moments,
        int heldBack,
        @Nullable Boolean cut) {

    /** The report of a whole answer. */
    public PollReport(
            URI asked,
            @Nullable URI movedTo,
            @Nullable Pacing pacing,
            @Nullable Duration usualGap,
            int moments,
            int heldBack) {
        this(asked, movedTo, pacing, usualGap, moments, heldBack, null);
    }

    /** The same report, of a source that has moved; null when it has not. */
    public PollReport movedTo(@Nullable URI target) {
        return new PollReport(asked, target, pacing, usualGap, moments, heldBack, cut);
    }

    /** The same report, of an answer that was cut. */
    public PollReport ofCutAnswer() {
        return new PollReport(asked, movedTo, pacing, usualGap, moments, heldBack, true);
    }

    /** Whether the answer ended before its end. */
    public boolean wasCut() {
        return Boolean.TRUE.equals(cut);
    }

    /** The report of an answer that shows only where it came from. */
    public static PollReport of(URI asked, @Nullable URI movedTo) {
        return new PollReport(asked, movedTo, null, null, 0, 0);
    }
}
