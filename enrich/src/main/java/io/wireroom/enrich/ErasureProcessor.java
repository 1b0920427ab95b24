package io.wireroom.enrich;

import io.wireroom.contract.ArticleId;
import io.wireroom.contract.Erased;
import io.wireroom.contract.Erased.Kind;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Topic;
import io.wireroom.contract.json.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forgets what was erased, and writes the tombstones of the article topics, and one for the step match. All is done in the task that publishes the
 * article: a version is in the log before its tombstone, or it is not published.
 */
final class ErasureProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** The operator's clock and the broker's differ by less than this. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Topic<Erased> topic;
    private final Duration forget;
    private final boolean ninjs;
    private final EnrichMetrics metrics;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KnownArticles known;

    @SuppressWarnings("NullAway.Init") // as above
    private ErasedIds erasedIds;

    ErasureProcessor(Topic<Erased> topic, Duration forget, boolean ninjs, EnrichMetrics metrics) {
        this.topic = topic;
        this.forget = forget;
        this.ninjs = ninjs;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> started) {
        context = started;
        var now = (LongSupplier) started::currentSystemTimeMs;
        known = new KnownArticles(
                new ExpiringStore(
                        started.getStateStore(EnrichTopology.VERSIONS), forget, KnownArticles.MAX_ARTICLES, now),
                new ExpiringStore(
                        started.getStateStore(EnrichTopology.ADDRESSES), forget, KnownArticles.MAX_ADDRESSES, now),
                (store, key, value, why) -> {
                    // It is deleted, as was wanted.
                });
        erasedIds = new ErasedIds(started.getStateStore(EnrichTopology.ERASED));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        switch (topic.codec().decode(record.value())) {
            case Decoded.Value<Erased>(var erased) -> erase(record, erased);
            // To the dead letters: a later version can replay it.
            case Decoded.Unreadable<Erased>(var why) -> throw new IllegalArgumentException(why);
        }
    }

    /** Whether the article has returned since: the topic is read again from its start when the offsets are lost. */
    private boolean hasReturned(Erased erased) {
        var state = erased.again() ? known.state(new ArticleId(erased.id())) : null;
        return state != null && state.observedAt().isAfter(erased.at().plus(CLOCKS_DIFFER));
    }

    private void erase(Record<byte[], byte[]> record, Erased erased) {
        if (hasReturned(erased)) {
            return;
        }
        switch (erased.kind()) {
            case SOURCE -> {}
            case OTHER ->
                throw new IllegalArgumentException(
                        "an erasure of a kind that this version does not know: " + erased.id());
            case ARTICLE, LINK -> {
                var articles = new LinkedHashSet<String>();
                if (erased.kind() == Kind.ARTICLE || known.state(new ArticleId(erased.id())) != null) {
                    articles.add(erased.id());
                }
                known.at(erased.id()).map(ArticleId::value).ifPresent(articles::add);
                var ids = new LinkedHashSet<>(articles);
                ids.add(erased.id());
                for (var id : ids) {
                    if (erased.again()) {
                        erasedIds.remove(id);
                    } else {
                        erasedIds.add(id, erased.site());
                    }
                    known.erase(id);
                }
                articles.forEach(id -> sendTombstone(record, erased.of(id, Kind.ARTICLE, erased.site())));
                metrics.erased(articles.size());
            }
        }
    }

    @SuppressWarnings("NullAway") // Kafka's Record knows no null markers; null is how a compacted topic forgets
    private void sendTombstone(Record<byte[], byte[]> record, Erased erased) {
        var tombstone =
                new Record<byte[], byte[]>(erased.id().getBytes(StandardCharsets.UTF_8), null, record.timestamp());
        RecordHeaders.addErasure(tombstone.headers(), "/wireroom/enrich", erased, topic.codec());
        context.forward(tombstone, EnrichTopology.WRITE_ARTICLE);
        context.forward(tombstone, EnrichTopology.WRITE_ARTICLE_LATEST);
        context.forward(tombstone, EnrichTopology.WRITE_FINGERPRINT);
        if (ninjs) {
            context.forward(tombstone, EnrichTopology.WRITE_NINJS);
        }
    }
}
