package io.wireroom.store;

import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.Step;
import io.wireroom.contract.json.WireNamed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One outcome as the view {@code outcome} shows it.
 *
 * @param recordedAt when an outcome of the store was added; null for other steps and before it is stored
 */
record StepRow(
        ItemKey key,
        Step step,
        int attempt,
        Status status,
        @Nullable String reason,
        boolean end,
        Instant at,
        String link,
        String url,
        String source,
        @Nullable String article,
        @Nullable Integer version,
        @Nullable String detail,
        boolean contradicted,
        @Nullable Instant recordedAt) {

    /** The key of a row of {@code outcome_item}. */
    record ItemKey(String item, Instant discoveredAt) {}

    /** The place of an outcome in its item. */
    record Place(Step step, int attempt) {}

    /** A new outcome, as the database can hold it. */
    static StepRow of(Outcome outcome, Instant discoveredAt) {
        var article = outcome.article();
        return new StepRow(
                new ItemKey(PgText.clean(outcome.item().value()), micros(discoveredAt)),
                outcome.step(),
                outcome.attempt(),
                outcome.status(),
                PgText.cleanOrNull(outcome.reason()),
                outcome.end(),
                micros(outcome.at()),
                PgText.clean(outcome.link().value()),
                PgText.clean(outcome.url()),
                PgText.clean(outcome.source().value()),
                article == null ? null : PgText.clean(article.value()),
                outcome.version(),
                PgText.cleanOrNull(outcome.detail()),
                false,
                null);
    }

    /** The current row of the view. */
    static StepRow of(ResultSet row) throws SQLException {
        return new StepRow(
                new ItemKey(row.getString("item"), Columns.instant(row, "discovered_at")),
                WireNamed.constant(Step.class, row.getString("step")),
                row.getInt("attempt"),
                WireNamed.constant(Status.class, row.getString("status")),
                row.getString("reason"),
                row.getBoolean("is_final"),
                Columns.instant(row, "at"),
                row.getString("link"),
                row.getString("url"),
                row.getString("source"),
                row.getString("article"),
                row.getObject("version", Integer.class),
                row.getString("detail"),
                row.getBoolean("contradicted"),
                Columns.instantOrNull(row, "recorded_at"));
    }

    Place place() {
        return new Place(step, attempt);
    }

    /**
     * What takes the place of this outcome when another with the same key comes; empty if this one stays as it is.
     *
     * <p>Attempt 0, which states how the item began, keeps its first values. An outcome that is not an end is replaced by
     * a later one. An end stays; another end contradicts it. The exception is the store's own step: there a stored version
     * replaces a dead letter, and never the other way round.
     */
    Optional<StepRow> followedBy(StepRow next) {
        if (attempt == 0) {
            return Optional.empty();
        }
        if (!end) {
            return (next.end || !next.at.isBefore(at)) && !isSame(next)
                    ? Optional.of(next.withRecordedAt(recordedAt))
                    : Optional.empty();
        }
        if (step == Step.STORE) {
            return status == Status.DEAD_LETTERED && next.status == Status.STORED
                    ? Optional.of(next.withRecordedAt(recordedAt))
                    : Optional.empty();
        }
        return next.end && !contradicted && !endsAs(next) ? Optional.of(asContradicted()) : Optional.empty();
    }

    private boolean isSame(StepRow other) {
        return endsAs(other) && end == other.end && at.equals(other.at) && Objects.equals(detail, other.detail);
    }

    private boolean endsAs(StepRow other) {
        return status == other.status
                && Objects.equals(reason, other.reason)
                && Objects.equals(article, other.article)
                && Objects.equals(version, other.version);
    }

    private StepRow asContradicted() {
        return with(true, recordedAt);
    }

    private StepRow withRecordedAt(@Nullable Instant time) {
        return with(contradicted, time);
    }

    private StepRow with(boolean isContradicted, @Nullable Instant time) {
        return new StepRow(
                key,
                step,
                attempt,
                status,
                reason,
                end,
                at,
                link,
                url,
                source,
                article,
                version,
                detail,
                isContradicted,
                time);
    }

    /** The database keeps microseconds, and its driver rounds to them. */
    private static Instant micros(Instant time) {
        return time.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }
}
