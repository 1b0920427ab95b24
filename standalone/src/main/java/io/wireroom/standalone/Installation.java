package io.wireroom.standalone;

import io.wireroom.enrich.EnrichApp;
import io.wireroom.ingest.IngestApp;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup.Wanted;
import java.util.ArrayList;
import java.util.List;

/** Creates what Kafka must have before the first record. */
public final class Installation {

    private Installation() {}

    /** All topics, including those of the stages' state stores. */
    public static List<Wanted> topics(KafkaSettings kafka) {
        var wanted = new ArrayList<Wanted>();
        kafka.topics().all().forEach(topic -> wanted.add(Wanted.of(topic)));
        wanted.addAll(IngestApp.internalTopics(kafka));
        wanted.addAll(EnrichApp.internalTopics(kafka));
        return wanted;
    }
}
