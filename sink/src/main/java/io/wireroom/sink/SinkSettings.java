package io.wireroom.sink;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.store.Database;
import java.time.Duration;

/**
 * Settings of the sink.
 *
 * @param jdbcUrl of the PostgreSQL database
 * @param poolSize connections at most; the loop, the indexer and the ledger use one each
 * @param batchSize records of one transaction at most
 * @param ledgerDeadline how long an item may be without an end before the ledger counts it as lost
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
        Duration startLimit) {

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
                env.duration("SINK_START_LIMIT", "60s", "How long to wait for the database and the topics at start."));
    }

    /** The settings without the password. */
    @Override
    public String toString() {
        return "SinkSettings[" + kafka + ", " + Database.shown(jdbcUrl) + ", " + jdbcUser + "]";
    }
}
