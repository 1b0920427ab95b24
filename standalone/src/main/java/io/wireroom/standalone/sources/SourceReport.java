package io.wireroom.standalone.sources;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceStatus;
import io.wireroom.store.query.SourceYield;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source with what is known of it.
 *
 * @param status as ingest reported it last; null before the first report
 * @param yield of a day; null if the store is not known
 */
public record SourceReport(
        Source source,
        @Nullable SourceStatus status,
        @Nullable SourceYield yield) {

    /** How it is, in a word or two. */
    public String state() {
        if (source.pausedByOperator()) {
            return "paused";
        }
        if (status == null || status.state() == SourceStatus.State.PAUSED) {
            return "new";
        }
        return switch (status.state()) {
            case OK -> Boolean.TRUE.equals(status.silent()) ? "silent" : "ok";
            case FAILING ->
                status.lastError() == null
                        ? "failing"
                        : "failing: " + status.lastError().wireName();
            case NEW, GONE, PAUSED, OTHER -> status.state().wireName();
        };
    }

    /** Time between two polls: fixed by the operator, or learned; empty if not known. */
    public String every() {
        if (source.interval() != null) {
            return span(source.interval());
        }
        return status == null || status.state() == SourceStatus.State.NEW ? "" : span(status.interval());
    }

    /** How long ago there was something new; empty if not known. */
    public String sinceNews(Instant now) {
        return status == null || status.lastNewsAt() == null ? "" : span(Duration.between(status.lastNewsAt(), now));
    }

    /** Requests of a day; empty if not known. */
    public String requests() {
        return status == null ? "" : Objects.toString(status.requestsPerDay(), "");
    }

    /** Bytes of a day; empty if not known. */
    public String bytes() {
        return status == null || status.bytesPerDay() == null ? "" : size(status.bytesPerDay());
    }

    /** Stored versions of a day; empty if not known. */
    public String stored() {
        return yield == null ? "" : Long.toString(yield.stored());
    }

    /** Rejected pages of a day; empty if not known. */
    public String rejected() {
        return yield == null ? "" : Long.toString(yield.rejected());
    }

    /** The largest unit that fits twice, without a remainder: {@code 90s}, {@code 15m}, {@code 36h}, {@code 12d}. */
    static String span(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 2 * 3_600) {
            return seconds / 60 + "m";
        }
        return seconds < 2 * 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static String size(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
