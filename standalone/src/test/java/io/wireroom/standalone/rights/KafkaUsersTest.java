package io.wireroom.standalone.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.MemberId;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.Installation;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import io.wireroom.standalone.embedded.GuardedBroker;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every user at a broker that checks passwords and rights: what it must do works, and everything else is refused. */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaUsersTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private @Nullable GuardedBroker broker;

    @BeforeAll
    void startBroker(@TempDir Path directory) throws EmbeddedStartException, ExecutionException, InterruptedException {
        var ports = FreePorts.two();
        var started = new GuardedBroker(directory.resolve("kafka"), ports[0], ports[1], FreePorts.one());
        broker = started;
        started.start();
        var settings = settings(started.open(), Map.of());
        try (var admin = new KafkaClients(settings).admin();
                var producer = new KafkaClients(settings).producer("setup")) {
            new TopicSetup(admin, 1, (short) 1).ensure(Installation.topics(settings), LIMIT);
            var users = new KafkaUsers(admin);
            users.passwords(Stream.of(KafkaUser.values())
                    .collect(Collectors.toMap(KafkaUser::wireName, KafkaUsersTest::password)));
            for (var user : KafkaUser.values()) {
                users.allow(KafkaRights.of(user, settings, "User:" + user.wireName()));
            }
            for (var topic : settings.topics().all()) {
                producer.send(new ProducerRecord<>(topic.name(), "key", new byte[] {1}))
                        .get();
            }
        }
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "source,              r, '', '', '', rw",
        "source-status,       w, '', '', r,  rw",
        "request,            rw, '', '', '', rw",
        "fetched,            rw, '', '', '', rw",
        "link,               rw, '', '', '', rw",
        "raw,                 w, r,  '', '', rw",
        "article,            '', w,  r,  r,  rw",
        "article-latest,     '', w,  '', r,  rw",
        "ninjs,              '', w,  '', r,  rw",
        "outcome,             w, w,  r,  r,  rw",
        "erased,              r, r,  '', r,  rw",
        "ingest.dead-letter,  w, '', '', '', rw",
        "enrich.dead-letter, '', w,  '', '', rw",
        "sink.dead-letter,   '', '', w,  '', rw"
    })
    void eachUserReadsAndWritesItsTopicsAndNoOther(
            String topic, String ingest, String enrich, String sink, String reader, String tools) {
        var name = "news." + topic + ".v1";

        assertThat(tried(KafkaUser.INGEST, name)).isEqualTo(ingest);
        assertThat(tried(KafkaUser.ENRICH, name)).isEqualTo(enrich);
        assertThat(tried(KafkaUser.SINK, name)).isEqualTo(sink);
        assertThat(tried(KafkaUser.READER, name)).isEqualTo(reader);
        assertThat(tried(KafkaUser.TOOLS, name)).isEqualTo(tools);
    }

    @Test
    void aStageJoinsItsOwnGroupAlone(@TempDir Path data) {
        assertThat(joins(KafkaUser.SINK, "news-sink", "news.outcome.v1", data)).isTrue();
        assertThat(joins(KafkaUser.SINK, "news-other", "news.outcome.v1", data)).isFalse();
        assertThat(joins(KafkaUser.ENRICH, "news-fetcher", "news.raw.v1", data)).isFalse();
        assertThat(joins(KafkaUser.READER, "reader-of-mine", "news.article.v1", data))
                .isTrue();
        assertThat(joins(KafkaUser.READER, "news-sink", "news.article.v1", data))
                .isFalse();
    }

    @Test
    void aStageHasTransactionsOfItsOwnAlone() {
        assertThat(begins(KafkaUser.INGEST, "news-fetcher-1")).isTrue();
        assertThat(begins(KafkaUser.ENRICH, "news-enrich-1")).isTrue();
        assertThat(begins(KafkaUser.ENRICH, "news-fetcher-1")).isFalse();
        assertThat(begins(KafkaUser.SINK, "news-sink-1")).isFalse();
    }

    @Test
    void onlyTheToolsMakeTopicsAndOnlyTheirOwn() {
        assertThat(makes(KafkaUser.INGEST, "news.other.v1")).isFalse();
        assertThat(makes(KafkaUser.ENRICH, "news-enrich-other-changelog")).isFalse();
        assertThat(makes(KafkaUser.TOOLS, "news-enrich-other-changelog")).isTrue();
        assertThat(makes(KafkaUser.TOOLS, "other.v1")).isFalse();
    }

    @Test
    void topicsAreCheckedAgainByTheirUsers() {
        for (var user : List.of(KafkaUser.INGEST, KafkaUser.ENRICH, KafkaUser.SINK)) {
            var settings = settings(user);
            var used = settings.topics().all().stream()
                    .map(TopicSetup.Wanted::of)
                    .filter(topic -> !tried(user, topic.name()).isEmpty())
                    .toList();

            TopicSetup.verify(settings, used);
        }
    }

    @Test
    void nobodyComesInWithAWrongPassword() {
        var settings = settings(KafkaUser.SINK, "wrong");

        assertThatThrownBy(() -> {
                    try (var admin = new KafkaClients(settings).admin()) {
                        admin.describeCluster().nodes().get();
                    }
                })
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    private String tried(KafkaUser user, String topic) {
        return (mayRead(user, topic) ? "r" : "") + (mayWrite(user, topic) ? "w" : "");
    }

    private boolean mayRead(KafkaUser user, String topic) {
        try (var consumer = new KafkaClients(settings(user)).reader(10)) {
            consumer.assign(Set.of(new TopicPartition(topic, 0)));
            return !consumer.poll(LIMIT).isEmpty();
        } catch (TopicAuthorizationException e) {
            return false;
        }
    }

    private boolean mayWrite(KafkaUser user, String topic) {
        try (var producer = new KafkaClients(settings(user)).producer("try")) {
            producer.send(new ProducerRecord<>(topic, "key", new byte[] {2})).get();
            return true;
        } catch (ExecutionException e) {
            return !isRefused(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean joins(KafkaUser user, String group, String topic, Path data) {
        try (var consumer = new KafkaClients(settings(user)).groupConsumer(group, MemberId.in(data), "earliest", 10)) {
            consumer.subscribe(List.of(topic));
            return !consumer.poll(LIMIT).isEmpty();
        } catch (GroupAuthorizationException e) {
            return false;
        }
    }

    private boolean begins(KafkaUser user, String transactionalId) {
        try (var producer = new KafkaClients(settings(user)).transactionalProducer(transactionalId, LIMIT)) {
            producer.initTransactions();
            return true;
        } catch (TransactionalIdAuthorizationException e) {
            return false;
        }
    }

    private boolean makes(KafkaUser user, String topic) {
        try (var admin = new KafkaClients(settings(user)).admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            return true;
        } catch (ExecutionException e) {
            return !isRefused(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRefused(ExecutionException error) {
        if (error.getCause() instanceof AuthorizationException) {
            return true;
        }
        throw new IllegalStateException(error);
    }

    private KafkaSettings settings(KafkaUser user) {
        return settings(user, password(user));
    }

    private KafkaSettings settings(KafkaUser user, String password) {
        return settings(
                broker == null ? "" : broker.guarded(),
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user.wireName()
                                + "\" password=\"" + password + "\";"));
    }

    private static KafkaSettings settings(String servers, Map<String, String> extra) {
        return new KafkaSettings(servers, "news.", 1, (short) 1, Path.of("data"), extra);
    }

    private static String password(KafkaUser user) {
        return "password of " + user.wireName();
    }
}
