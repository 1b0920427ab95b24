package io.wireroom.enrich;

import io.wireroom.contract.LinkId;
import io.wireroom.contract.address.Sha256;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.StreamsRunner;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the changelogs as the stage writes them, to measure how a state of any size is restored. */
public final class EnrichChangelog {

    private EnrichChangelog() {}

    /** The state of an invented article that was seen at this time, and of its address. */
    public static List<ProducerRecord<byte[], byte[]>> article(
            KafkaSettings kafka, int partition, long number, Instant seen) {
        var article = KnownArticles.key(Sha256.id("article " + number));
        var link = Sha256.id("link " + number);
        var hash = "1:" + Sha256.id("content " + number);
        var state =
                VersionFormat.encode(new VersionState(1, hash, hash, seen, seen, null, new LinkId(link)), partition);
        var millis = seen.toEpochMilli();
        return List.of(
                record(kafka, EnrichTopology.VERSIONS, partition, ExpiringStore.key(millis, article), state),
                record(
                        kafka,
                        EnrichTopology.ADDRESSES,
                        partition,
                        ExpiringStore.key(millis, KnownArticles.key(link)),
                        KnownArticles.address(article, partition)));
    }

    private static ProducerRecord<byte[], byte[]> record(
            KafkaSettings kafka, String store, int partition, byte[] key, byte[] value) {
        return new ProducerRecord<>(
                StreamsRunner.changelog(EnrichApp.applicationId(kafka), store), partition, key, value);
    }
}
