package io.wireroom.standalone.cli.access;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.EmbeddedStore;
import io.wireroom.standalone.Installation;
import io.wireroom.standalone.Standalone;
import io.wireroom.standalone.embedded.DataDirectory;
import io.wireroom.standalone.embedded.EmbeddedBroker;
import io.wireroom.standalone.embedded.EmbeddedDatabase;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import io.wireroom.standalone.embedded.Instance;
import io.wireroom.standalone.embedded.Ports;
import io.wireroom.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Connects a command to Kafka and the store: to those that the environment names, else to the instance that runs over
 * the data directory, else to an instance that it starts there for the time of the command.
 */
public final class Access {

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String EXAMPLE = POSTGRESQL + "//localhost:5432/wireroom";
    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final Path data;
    private @Nullable Taken taken;
    private int parts;

    Access(Map<String, String> environment, Path data) {
        this.environment = environment;
        this.data = data;
    }

    public StoreAccess store() {
        var url = environment.get("SINK_JDBC_URL");
        if (url != null && !url.isBlank()) {
            var env = new Env(environment);
            var user = env.text("SINK_JDBC_USER", EmbeddedStore.USER, "");
            var password = env.secret("SINK_JDBC_PASSWORD", "", "");
            if (!url.strip().startsWith(POSTGRESQL)) {
                env.problem("SINK_JDBC_URL: must begin with " + POSTGRESQL + ", such as " + EXAMPLE);
            }
            env.check();
            return new StoreAccess(reachable(url.strip(), user, password), () -> {});
        }
        var running = running();
        if (running.isPresent()) {
            return new StoreAccess(
                    reachable(running.get().jdbcUrl(), EmbeddedStore.USER, EmbeddedStore.USER), () -> {});
        }
        mustExist("postgres", "store", "SINK_JDBC_URL");
        var taken = take();
        try {
            var database = new EmbeddedDatabase(
                    taken.directory().postgres(), taken.ports().database());
            database.start();
            return new StoreAccess(
                    reachable(database.jdbcUrl(), database.user(), database.password()), () -> giveBack(database));
        } catch (EmbeddedStartException e) {
            giveBack(null);
            throw Failure.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** The store that belongs to {@link #kafka()}; empty if only Kafka is named, or the data directory has no store. */
    public Optional<StoreAccess> storeOfKafka() {
        if (isSet("SINK_JDBC_URL")) {
            return Optional.of(store());
        }
        var kept = running().isPresent() || Files.isDirectory(data.resolve("postgres"));
        return isSet("KAFKA_BOOTSTRAP_SERVERS") || !kept ? Optional.empty() : Optional.of(store());
    }

    private boolean isSet(String name) {
        var value = environment.get(name);
        return value != null && !value.isBlank();
    }

    /** Kafka; the data directory must hold one when neither the environment nor a running instance names another. */
    public KafkaAccess kafka() {
        return kafka(false);
    }

    /** Kafka; created in the data directory when there is none. */
    KafkaAccess kafkaOrNew() {
        return kafka(true);
    }

    private KafkaAccess kafka(boolean make) {
        var servers = environment.get("KAFKA_BOOTSTRAP_SERVERS");
        if (servers != null && !servers.isBlank()) {
            return new KafkaAccess(settings(environment), () -> {});
        }
        var running = running();
        if (running.isPresent()) {
            return new KafkaAccess(embedded(running.get().bootstrapServers()), () -> {});
        }
        if (!make) {
            mustExist("kafka", "Kafka", "KAFKA_BOOTSTRAP_SERVERS");
        }
        var taken = take();
        try {
            var broker = new EmbeddedBroker(
                    taken.directory().kafka(),
                    taken.ports().broker(),
                    taken.ports().controller());
            broker.start();
            var access = new KafkaAccess(embedded(broker.bootstrapServers()), () -> giveBack(broker));
            ensureTopics(access);
            return access;
        } catch (EmbeddedStartException e) {
            giveBack(null);
            throw Failure.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** The directory for one more part; a command may start both its database and its broker. */
    private Taken take() {
        if (taken == null) {
            var directory = Standalone.take(data);
            try {
                taken = new Taken(directory, directory.ports());
            } catch (IOException e) {
                closeQuietly(directory);
                throw Failure.unavailable("Cannot use '" + data + "': " + e.getMessage(), e);
            }
        }
        parts++;
        return taken;
    }

    private void giveBack(@Nullable AutoCloseable part) {
        closeQuietly(part);
        parts--;
        if (parts == 0 && taken != null) {
            closeQuietly(taken.directory());
            taken = null;
        }
    }

    private record Taken(DataDirectory directory, Ports ports) {}

    private static void ensureTopics(KafkaAccess access) {
        var settings = access.settings();
        try (var admin = access.clients().admin()) {
            new TopicSetup(admin, settings.partitions(), settings.replication())
                    .ensure(Installation.topics(settings), TOPICS_LIMIT);
        }
    }

    private KafkaSettings embedded(String bootstrapServers) {
        var all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        all.putIfAbsent("TOPIC_PARTITIONS", Integer.toString(Standalone.PARTITIONS));
        all.put("DATA_DIR", data.toString());
        return settings(all);
    }

    private static KafkaSettings settings(Map<String, String> values) {
        var env = new Env(values);
        var settings = KafkaSettings.from(env);
        env.check();
        return settings;
    }

    private Optional<Instance> running() {
        try {
            return DataDirectory.runningInstance(data);
        } catch (IOException e) {
            throw Failure.unavailable("Cannot read '" + data + "': " + e.getMessage(), e);
        }
    }

    private void mustExist(String part, String what, String setting) {
        if (!Files.isDirectory(data.resolve(part))) {
            throw new Failure(
                    ExitCode.NO_INPUT,
                    "There is no " + what + " in '" + data + "'; name the directory of a demo or up with --data, or"
                            + " set " + setting);
        }
    }

    private static DataSource reachable(String url, String user, String password) {
        DataSource source;
        try {
            source = EmbeddedStore.at(url, user, password);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "SINK_JDBC_URL '" + Database.shown(url) + "' is not the address of a database, such as " + EXAMPLE,
                    e);
        }
        try (Connection connection = source.getConnection()) {
            connection.getMetaData();
            return source;
        } catch (SQLException e) {
            throw Failure.unavailable(
                    "Cannot reach the store at " + Database.shown(url) + ": "
                            + String.valueOf(e.getMessage()).replace(url, Database.shown(url))
                            + "; is PostgreSQL up, are"
                            + " SINK_JDBC_URL, _USER and _PASSWORD right?",
                    e);
        }
    }

    static void closeQuietly(@Nullable AutoCloseable part) {
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Access.class).atWarn().setCause(e).log("Cannot stop cleanly");
        }
    }
}
