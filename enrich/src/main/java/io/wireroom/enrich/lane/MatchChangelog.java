package io.wireroom.enrich.lane;

import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.Fingerprint;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.StreamsRunner;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the changelogs as the step match writes them, to measure how a state of any size is restored. */
public final class MatchChangelog {

    private MatchChangelog() {}

    /**
     * What both stores have of an article.
     *
     * @param number of the article; keys ascend with it
     * @param since when the first article came
     */
    public static List<ProducerRecord<byte[], byte[]>> article(
            KafkaSettings kafka,
            int number,
            Instant since,
            Fingerprint fingerprint,
            String title,
            List<String> names,
            Match match) {
        var key = ByteBuffer.allocate(Long.BYTES)
                .putLong(MatchedVersions.arrival(since.plusMillis(number)))
                .array();
        var words = new ArticleWords(title, names, List.of());
        return List.of(
                record(kafka, MatchTopology.FINGERPRINTS, key, MatchFormat.version(fingerprint, words)),
                record(kafka, MatchTopology.MATCHES, key, MatchFormat.match(match)));
    }

    private static ProducerRecord<byte[], byte[]> record(KafkaSettings kafka, String store, byte[] key, byte[] value) {
        return new ProducerRecord<>(StreamsRunner.changelog(MatchLane.applicationId(kafka), store), 0, key, value);
    }
}
