package io.wireroom.standalone.erase;

import io.wireroom.contract.Erased;
import io.wireroom.contract.Erased.Kind;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Source;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.topics.AtomicWriter;
import io.wireroom.store.Erasure;
import io.wireroom.store.query.Erasable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Erases articles, some at a time: first on the topics, in one transaction, so that no stage brings them back; then in the
 * store. A run that was killed between the two is finished by the next. Not thread-safe.
 */
public final class Eraser implements AutoCloseable {

    /**
     * The operator's wish.
     *
     * @param at when
     * @param by who
     * @param reason why; null if none is given
     * @param again whether the articles may return
     */
    public record Wish(Instant at, String by, @Nullable String reason, boolean again) {

        Erased of(String id, Kind kind, Site site) {
            return new Erased(id, kind, site, at, by, reason, again);
        }
    }

    private static final String CE_SOURCE = "/wireroom/erase";

    private final PipelineTopics topics;
    private final DataSource database;
    private final Wish wish;
    private final AtomicWriter writer;
    private final int partitions;

    /**
     * Opens a connection to Kafka.
     *
     * @throws Failure (69) when Kafka does not answer, or the topic of erasures is missing
     */
    public Eraser(KafkaSettings settings, KafkaClients clients, DataSource database, Wish wish) {
        topics = settings.topics();
        this.database = database;
        this.wish = wish;
        writer = AtomicWriter.open(clients, settings.group(KafkaGroup.ERASURE), "erasures");
        partitions = writer.partitions(topics.erased().name());
        if (partitions == 0) {
            writer.close();
            throw Failure.unavailable(
                    "Topic '" + topics.erased().name() + "' is not there; run `wireroom topics` first", null);
        }
    }

    /** Erases these articles, some hundred at most. */
    public Erasure.Removed erase(Erasable some) throws SQLException {
        var articles = new ArrayList<Erased>();
        some.articles().forEach((id, site) -> articles.add(wish.of(id.value(), Kind.ARTICLE, site)));
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var article : articles) {
            records.add(record(article));
            // Enrich writes them too, after what it has published meanwhile; these work while it is stopped.
            records.add(tombstone(topics.article().name(), article));
            records.add(tombstone(topics.articleLatest().name(), article));
            records.add(tombstone(topics.ninjs().name(), article));
        }
        some.links().forEach((id, site) -> records.add(record(wish.of(id.value(), Kind.LINK, site))));
        writer.write(records);
        return Erasure.run(database, articles);
    }

    /** Lets these sources announce again what may return. */
    public void announceAgain(Collection<Source> sources) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        sources.forEach(
                source -> records.add(record(wish.of(source.id().value(), Kind.SOURCE, Site.of(source.url())))));
        writer.write(List.copyOf(records));
    }

    private ProducerRecord<String, byte[]> record(Erased erased) {
        var record = new ProducerRecord<>(
                topics.erased().name(),
                Topic.partitionOfSite(erased.site(), partitions),
                erased.id(),
                topics.erased().codec().encode(erased));
        RecordHeaders.addCloudEvent(
                record.headers(),
                "io.wireroom.erased.v1",
                CE_SOURCE,
                erased.id() + '/' + erased.at().toEpochMilli(),
                erased.id(),
                erased.at(),
                "application/json");
        return record;
    }

    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers; null is how a compacted topic forgets
    private ProducerRecord<String, byte[]> tombstone(String topic, Erased erased) {
        var record = new ProducerRecord<String, byte[]>(
                topic, Topic.partitionOfKey(erased.id(), partitions), erased.id(), null);
        RecordHeaders.addErasure(
                record.headers(), CE_SOURCE, erased, topics.erased().codec());
        return record;
    }

    @Override
    public void close() {
        writer.close();
    }
}
