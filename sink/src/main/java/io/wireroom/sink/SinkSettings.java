package io.wireroom.sink;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.store.Database;
import io.wireroom.store.Retention;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the sink.
 *
 * @param jdbcUrl of the PostgreSQL database
 * @param poolSize connections at most; the loop, the indexer and the ledger use one each
 * @param batchSize records of one transaction at most
 * @param ledgerDeadline how long an item may be without an end before the ledger counts it as lost
 * @param retention how long the store keeps what
 * @param startLimit how long to wait for the database and the broker at start
 */
public record SinkSettings(
        KafkaSettings kafka,
        String jdbcUrl,
        String jdbcUser,
        String jdbcPassword,
        int poolSize,
        int batchSize,
        Duration ledgerDeadline,
        Retention retention,
        Duration startLimit) {

    private static final Duration SHORTEST_OUTCOMES = Duration.ofDays(2);

    public static final String DEFAULT_JDBC_URL = "jdbc:postgresql://localhost:5432/wireroom";

    /** From the environment. */
    public static SinkSettings from(Env env) {
        var url = env.text("SINK_JDBC_URL", DEFAULT_JDBC_URL, "JDBC URL of the PostgreSQL database.");
        if (!url.startsWith("jdbc:postgresql:")) {
            env.problem("SINK_JDBC_URL='" + Database.shown(url) + "': must begin with jdbc:postgresql:");
        }
        return new SinkSettings(
                KafkaSettings.from(env),
                url,
                env.text("SINK_JDBC_USER", "wireroom", "Database user; it must own the tables."),
                env.secret("SINK_JDBC_PASSWORD", "", "Password of the database user."),
                env.integer("SINK_POOL_SIZE", 4, 3, 50, "Maximum number of database connections."),
                env.integer("SINK_BATCH_SIZE", 500, 1, 10_000, "Maximum number of records in one transaction."),
                env.duration(
                        "LEDGER_DEADLINE",
                        "24h",
                        "An item without a final outcome this long after its last activity is an imbalance of the ledger."),
                retention(env),
                env.duration("SINK_START_LIMIT", "60s", "How long to wait for the database and the topics at start."));
    }

    private static Retention retention(Env env) {
        var outcomes = env.duration(
                "SINK_OUTCOME_RETENTION",
                "30d",
                "How long outcomes are kept, by day of discovery. The hourly sums of the ledger are kept for ever.");
        var versions = keep(
                env,
                "SINK_VERSION_RETENTION",
                "How long superseded versions are kept after they were stored: a duration, or `keep` for ever.");
        var articles = keep(
                env,
                "SINK_ARTICLE_RETENTION",
                "How long articles are kept after they were last observed, with all versions: a duration, or `keep` for ever.");
        if (outcomes.compareTo(SHORTEST_OUTCOMES) < 0) {
            env.problem("SINK_OUTCOME_RETENTION: must be 2d or more, because the ledger needs them");
            return new Retention(SHORTEST_OUTCOMES, null, null);
        }
        return new Retention(
                outcomes,
                atLeast(env, "SINK_VERSION_RETENTION", versions, outcomes),
                atLeast(env, "SINK_ARTICLE_RETENTION", articles, outcomes));
    }

    private static @Nullable Duration keep(Env env, String name, String help) {
        return env.choice(
                        name,
                        "duration or `keep`",
                        "keep",
                        help,
                        text -> text.equalsIgnoreCase("keep")
                                ? Optional.<Duration>empty()
                                : Optional.of(Env.parseDuration(text)))
                .orElse(null);
    }

    private static @Nullable Duration atLeast(Env env, String name, @Nullable Duration retention, Duration outcomes) {
        if (retention != null && retention.compareTo(outcomes) < 0) {
            env.problem(
                    name + ": must not be shorter than SINK_OUTCOME_RETENTION, because outcomes name stored versions");
            return outcomes;
        }
        return retention;
    }

    /** The settings without the password. */
    @Override
    public String toString() {
        return "SinkSettings[" + kafka + ", " + Database.shown(jdbcUrl) + ", " + jdbcUser + "]";
    }
}
