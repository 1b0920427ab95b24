package io.wireroom.conformance.torture;

import io.wireroom.conformance.torture.wire.TorturedWire;
import io.wireroom.contract.Article;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.standalone.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A fault on purpose, which the verdict must see: otherwise an empty set would prove nothing. */
enum Sabotage {
    /** One version is removed from the store. */
    LOSE {
        @Override
        void act(TorturedWire wire) {
            try (var connection = wire.database().direct().getConnection();
                    var statement = connection.createStatement()) {
                var removed = statement.executeUpdate("delete from article_version where (id, version) in"
                        + " (select id, version from article_version where version = 1 order by id limit 1)");
                if (removed != 1) {
                    throw new IllegalStateException("the store has no version to lose");
                }
            } catch (SQLException e) {
                throw new IllegalStateException("cannot lose a version", e);
            }
        }
    },
    /** One record of the article topic is written once more. */
    DOUBLE {
        @Override
        void act(TorturedWire wire) {
            var record = first(wire);
            write(wire, record, record.value());
        }
    },
    /** The first version of a changed article comes again as its newest one. */
    REORDER {
        @Override
        void act(TorturedWire wire) {
            var topic = wire.cluster().settings().topics().article();
            var firsts = new HashMap<String, ConsumerRecord<String, byte[]>>();
            var numbers = new HashMap<String, Integer>();
            scan(wire, record -> {
                firsts.putIfAbsent(record.key(), record);
                if (topic.codec().decode(record.value()) instanceof Decoded.Value<Article>(var article)) {
                    numbers.merge(record.key(), article.version(), Math::max);
                }
            });
            var changed = numbers.entrySet().stream()
                    .filter(entry -> entry.getValue() > 1)
                    .min(Map.Entry.comparingByKey())
                    .orElseThrow(() -> new IllegalStateException("no article has two versions to reorder"));
            var first = Objects.requireNonNull(firsts.get(changed.getKey()));
            var text = new String(first.value(), StandardCharsets.UTF_8)
                    .replaceFirst("\"version\":1,", "\"version\":" + (changed.getValue() + 1) + ",");
            write(wire, first, text.getBytes(StandardCharsets.UTF_8));
        }
    };

    /** Does it, to an installation that is at rest. */
    abstract void act(TorturedWire wire);

    private static ConsumerRecord<String, byte[]> first(TorturedWire wire) {
        var found = new HashMap<Boolean, ConsumerRecord<String, byte[]>>();
        var codec = new JsonCodec<>(Article.class);
        scan(wire, record -> {
            if (codec.decode(record.value()) instanceof Decoded.Value<Article>) {
                found.putIfAbsent(true, record);
            }
        });
        var record = found.get(true);
        if (record == null) {
            throw new IllegalStateException("the topic has no article to double");
        }
        return record;
    }

    private static void scan(TorturedWire wire, Consumer<ConsumerRecord<String, byte[]>> visitor) {
        var topic = wire.cluster().settings().topics().article();
        new TopicScan(wire.clients()).read(List.of(topic.name()), 500, visitor);
    }

    private static void write(TorturedWire wire, ConsumerRecord<String, byte[]> like, byte[] value) {
        try (var producer = wire.clients().producer("sabotage")) {
            producer.send(new ProducerRecord<>(like.topic(), like.partition(), null, like.key(), value, like.headers()))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write to " + like.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
