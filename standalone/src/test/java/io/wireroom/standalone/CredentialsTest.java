package io.wireroom.standalone;

import static io.wireroom.standalone.HostilePublisher.COOKIE;
import static io.wireroom.standalone.HostilePublisher.KEY;
import static io.wireroom.standalone.HostilePublisher.PAGES;
import static io.wireroom.standalone.HostilePublisher.PASSWORD;
import static io.wireroom.standalone.HostilePublisher.PROXY_PASSWORD;
import static io.wireroom.standalone.HostilePublisher.SECRETS;
import static io.wireroom.standalone.HostilePublisher.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wireroom.runtime.KafkaClients;
import io.wireroom.standalone.HostilePublisher.Place;
import io.wireroom.standalone.topics.TopicScan;
import io.wireroom.testkit.OtlpReceiver;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a run of all stages on the feeds of a hostile publisher, the credentials of its subscriptions are in no record, row,
 * file, log at the finest level, metric, span, output, command line or environment. They reached the hosts that they are for,
 * and no other.
 */
@Tag("crash")
@Timeout(280)
class CredentialsTest {

    private static final String SUBSCRIPTIONS = "subscriptions.yaml";
    private static final String INSTANCE = "data/instance.json";
    private static final Duration RUN_LIMIT = Duration.ofMinutes(3);
    private static final int RECORDS_AT_ONCE = 200;
    private static final Pattern ADMIN_PORT = Pattern.compile("\"admin\" ?: ?([0-9]{1,5})");

    @Test
    void areSeenNowhereButAtTheirHosts(@TempDir Path directory) throws Exception {
        try (var collector = OtlpReceiver.start();
                var publisher = HostilePublisher.start();
                var wire = wire(directory, publisher, collector)) {
            var seen = new SecretSearch(SECRETS);

            run(wire, directory, seen);
            outputs(wire, publisher, seen);
            everything(wire, directory, collector, seen);

            assertThat(publisher.authorized)
                    .contains("/feed", "/moved")
                    .containsAll(PAGES.stream().map(page -> "/" + page).toList());
            assertThat(publisher.logins).containsExactly(HostilePublisher.login(PROXY_PASSWORD));
            assertThat(publisher.betrayed).isEmpty();
            assertThat(stored(wire))
                    .contains("Subscribers read this: good", "Without a key: landing", "Without a key: report")
                    .noneMatch(title -> title.startsWith("Without a key: taken"));
            assertThat(seen.found).isEmpty();
            assertThat(seen.looked)
                    .as("what was looked through")
                    .contains("command line", "metrics", "spans", "file output-0.log", "table article_version")
                    .contains(
                            "topic news.raw.v1", "topic news.outcome.v1", "topic news.article.v1", "topic news.link.v1")
                    .contains("topic news-scheduler-pending-changelog", "table outcome_item");
            plantedSecretsAreFound(wire, directory, collector);
        }
    }

    private static void run(WireroomProcess wire, Path directory, SecretSearch seen) throws Exception {
        var once = wire.up("--once");
        await().atMost(RUN_LIMIT).until(() -> {
            ProcessHandle.of(once.pid()).ifPresent(seen::processes);
            metrics(directory, seen);
            return !once.isAlive();
        });
        assertThat(once.exitCode(WireroomProcess.EXIT_LIMIT))
                .as("its output is in output-0.log")
                .isZero();
    }

    /** While it answers. */
    private static void metrics(Path directory, SecretSearch seen) {
        try {
            var port = ADMIN_PORT.matcher(Files.readString(directory.resolve(INSTANCE)));
            if (port.find()) {
                for (var page : List.of("metrics", "health/ready", "health/live")) {
                    var url = URI.create("http://127.0.0.1:" + port.group(1) + "/" + page)
                            .toURL();
                    try (var in = url.openStream()) {
                        seen.bytes(page, in.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            // It has not started, is not ready, or ends.
            return;
        }
    }

    private static void outputs(WireroomProcess wire, HostilePublisher publisher, SecretSearch seen)
            throws InterruptedException {
        for (var command : List.of(
                List.of("trace", publisher.page("away-with-key")),
                List.of("articles", "--limit", "1000"),
                List.of("sources", "list"),
                List.of("dead-letters", "list"))) {
            var child = wire.command(command.toArray(String[]::new));
            assertThat(child.exitCode(WireroomProcess.EXIT_LIMIT))
                    .as("output of %s", command)
                    .isZero();
            seen.text("output of " + command, child.output());
        }
    }

    private static void everything(WireroomProcess wire, Path directory, OtlpReceiver collector, SecretSearch seen)
            throws Exception {
        collector.spans().forEach(span -> seen.text("spans", span.span().toString()));
        collector.metrics().forEach(metric -> seen.text("exported metrics", metric.toString()));
        wire.inKafka(kafka -> {
            var clients = new KafkaClients(kafka);
            try (var admin = clients.admin()) {
                var topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                        .names()
                        .get();
                new TopicScan(clients).read(List.copyOf(topics), RECORDS_AT_ONCE, seen::record);
                topics.forEach(topic -> seen.looked.add("topic " + topic));
            }
        });
        wire.inStore(seen::tables);
        seen.files(directory, directory.resolve(SUBSCRIPTIONS));
    }

    /** Else the search above might find nothing because it looks at nothing. */
    private static void plantedSecretsAreFound(WireroomProcess wire, Path directory, OtlpReceiver collector)
            throws Exception {
        wire.inKafka(kafka -> {
            try (var producer = new KafkaClients(kafka).producer("planted")) {
                var link =
                        new ProducerRecord<String, byte[]>(kafka.topics().link().name(), 0, null, "{}".getBytes(UTF_8));
                link.headers().add("planted", KEY.getBytes(UTF_8));
                producer.send(link).get();
                var encoded = Base64.getEncoder().encode(("as " + USER + ":" + PASSWORD).getBytes(UTF_8));
                producer.send(new ProducerRecord<String, byte[]>(
                                kafka.topics().outcome().name(), 0, null, encoded))
                        .get();
            }
        });
        wire.inStore(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create table planted_text as select '" + COOKIE + "' as said");
                statement.execute("create table planted_bytes as select '" + KEY + "'::bytea as said");
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        });
        Files.writeString(directory.resolve("output-planted.log"), URLEncoder.encode(PASSWORD, UTF_8));
        var seen = new SecretSearch(SECRETS);

        everything(wire, directory, collector, seen);
        var builder = new ProcessBuilder("sh", "-c", "read line", "--key=" + KEY);
        builder.environment().put("PLANTED", PROXY_PASSWORD);
        var waiting = builder.start();
        try {
            await().untilAsserted(() -> {
                seen.processes(waiting.toHandle());
                assertThat(seen.found).containsKeys("command line", "environment");
            });
        } finally {
            waiting.destroyForcibly();
        }

        assertThat(seen.found)
                .containsKeys(
                        "topic news.link.v1",
                        "topic news.outcome.v1",
                        "table planted_text",
                        "table planted_bytes",
                        "file output-planted.log");
    }

    private static WireroomProcess wire(Path directory, HostilePublisher publisher, OtlpReceiver collector)
            throws IOException {
        var subscriptions = directory.resolve(SUBSCRIPTIONS);
        var credentials = """
                  basic: {user: ada, password: "%s"}
                  headers: {X-Api-Key: "%s"}
                  cookies: {session: "%s"}
                """.formatted(PASSWORD, KEY, COOKIE);
        Files.writeString(subscriptions, """
                - source: %1$s
                  hosts: [%2$s]
                %7$s- source: %3$s
                %7$s- source: %4$s
                %7$s- source: %5$s
                  proxy: http://%6$s
                """.formatted(
                        publisher.url(Place.PUBLISHER, "/feed"),
                        PAGES.stream().map(publisher::host).collect(Collectors.joining(", ")),
                        publisher.url(Place.ECHO, "/feed"),
                        publisher.url(Place.MOVED, "/feed"),
                        publisher.url(Place.PROXIED, "/feed"),
                        USER + ":" + PROXY_PASSWORD + "@127.0.0.1:" + publisher.proxyPort(),
                        credentials));
        var wire = new WireroomProcess(
                directory,
                Stream.of(Place.PUBLISHER, Place.ECHO, Place.MOVED, Place.PROXIED)
                        .map(place -> publisher.url(place, "/feed"))
                        .toList());
        wire.set("INGEST_SUBSCRIPTIONS", subscriptions.toString());
        wire.set("INGEST_ATTEMPTS", "1");
        wire.set("LOG_LEVEL", "TRACE");
        wire.set("LOG_LEVEL_LIBRARIES", "TRACE");
        wire.set(
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", collector.tracesEndpoint().toString());
        wire.set(
                "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
                collector.metricsEndpoint().toString());
        wire.set("OTEL_TRACES_SAMPLER_ARG", "1");
        return wire;
    }

    private static List<String> stored(WireroomProcess wire) throws Exception {
        var titles = new ArrayList<String>();
        wire.inStore(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select title from article")) {
                while (rows.next()) {
                    titles.add(rows.getString(1));
                }
            }
        });
        return titles;
    }
}
