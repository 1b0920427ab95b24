package io.wireroom.standalone.embedded;

import static io.wireroom.testkit.Samples.TOPICS;
import static io.wireroom.testkit.Samples.article;
import static io.wireroom.testkit.Samples.item;
import static io.wireroom.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.HealthCheck.Level;
import io.wireroom.runtime.HealthCheck.State;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.Telemetry;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.sink.SinkApp;
import io.wireroom.sink.SinkSettings;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sink while its database or its broker is away: it waits, reports that it waits, and loses nothing. */
@Tag("crash")
@Timeout(300)
class OutageTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int BATCH = 50;

    private final Telemetry telemetry = new Telemetry();
    private int[] brokerPorts = new int[2];
    private int databasePort;
    private Path home;
    private EmbeddedBroker broker;
    private EmbeddedDatabase database;
    private int sent;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        home = directory;
        brokerPorts = FreePorts.two();
        databasePort = FreePorts.one();
        startBroker();
        startDatabase();
    }

    @AfterEach
    void stop() {
        database.close();
        broker.close();
    }

    @Test
    void waitsThroughACrashOfTheDatabaseItsAbsenceAndThatOfTheBroker() throws Exception {
        var settings = settings();
        try (var admin = new KafkaClients(settings.kafka()).admin()) {
            new TopicSetup(admin, 1, (short) 1)
                    .ensure(TOPICS.all().stream().map(TopicSetup.Wanted::of).toList(), LIMIT);
        }
        try (var app = new SinkApp(settings, telemetry, InstantSource.system())) {
            app.start();
            send(settings);
            awaitStored();
            assertThat(app.health()).allMatch(check -> check.state().get().equals(State.UP));

            for (var crash = 0; crash < 3; crash++) {
                crashDatabase();
                send(settings);
                awaitStored();
            }
            assertThat(app.stopped()).isNotDone();

            database.close();
            send(settings);
            await().atMost(LIMIT).until(() -> gauge("wireroom_sink_lag_records{topic=\"news.article.v1\"}") >= BATCH);
            await().atMost(LIMIT).until(() -> gauge("wireroom_database_silence_seconds") > 10);
            await().atMost(LIMIT).until(() -> level(app, "database") == Level.NOT_READY);
            assertThat(level(app, "kafka")).isEqualTo(Level.UP);
            startDatabase();
            awaitStored();
            await().atMost(LIMIT).until(() -> gauge("wireroom_sink_lag_records{topic=\"news.article.v1\"}") == 0);
            await().atMost(LIMIT).until(() -> gauge("wireroom_database_table_bytes{table=\"article_version\"}") > 0);

            broker.close();
            await().atMost(LIMIT).until(() -> level(app, "kafka") == Level.NOT_READY);
            assertThat(gauge("wireroom_kafka_silence_seconds{stage=\"sink\"}")).isGreaterThan(6);
            startBroker();
            await().atMost(LIMIT)
                    .until(() -> app.health().stream()
                            .allMatch(check -> check.state().get().equals(State.UP)));
            send(settings);
            awaitStored();
            assertThat(app.stopped()).isNotDone();
        }
    }

    private static Level level(SinkApp app, String name) {
        return app.health().stream()
                .filter(check -> check.name().equals(name))
                .map(check -> check.state().get().level())
                .findFirst()
                .orElseThrow();
    }

    private SinkSettings settings() {
        return SinkSettings.from(new Env(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "KAFKA_SESSION_TIMEOUT",
                "6s",
                "TOPIC_PARTITIONS",
                "1",
                "DATA_DIR",
                home.resolve("sink").toString(),
                "SINK_JDBC_URL",
                database.jdbcUrl(),
                "SINK_JDBC_USER",
                database.user(),
                "SINK_JDBC_PASSWORD",
                database.password())));
    }

    private void startBroker() throws EmbeddedStartException {
        broker = new EmbeddedBroker(home.resolve("kafka"), brokerPorts[0], brokerPorts[1]);
        broker.start();
    }

    private void startDatabase() throws EmbeddedStartException {
        database = new EmbeddedDatabase(home.resolve("postgres"), databasePort);
        database.start();
    }

    /** A killed backend makes the server end all others and recover from its log. */
    private void crashDatabase() throws SQLException {
        for (var pid : longs("select pid from pg_stat_activity where application_name = 'wireroom'")) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void send(SinkSettings settings) throws InterruptedException, ExecutionException {
        try (var producer = new KafkaClients(settings.kafka()).producer("outage-test")) {
            for (var number = 0; number < BATCH; number++) {
                var page = "page-" + sent++;
                var sample = record(0, article(page, 1), item(page));
                producer.send(new ProducerRecord<>(sample.topic(), 0, sample.key(), sample.value(), sample.headers()))
                        .get();
            }
        }
    }

    private void awaitStored() {
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> longs("select count(*) from article_version").equals(List.of((long) sent)));
    }

    private List<Long> longs(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            var all = new ArrayList<Long>();
            while (row.next()) {
                all.add(row.getLong(1));
            }
            return all;
        }
    }

    /** The value of a series; 0 if it is not there. */
    private double gauge(String series) {
        return telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
