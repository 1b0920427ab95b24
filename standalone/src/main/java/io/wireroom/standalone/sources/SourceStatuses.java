package io.wireroom.standalone.sources;

import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.json.Decoded;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.topics.TopicScan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ingest reported last about every source, on the topic {@code news.source-status.v1}. */
public final class SourceStatuses {

    private static final int RECORDS_AT_ONCE = 1_000;

    private SourceStatuses() {}

    /** By source; a record that cannot be read counts as no report. */
    public static Map<SourceId, SourceStatus> read(KafkaSettings settings, KafkaClients clients) {
        var topic = settings.topics().sourceStatus();
        var found = new HashMap<SourceId, SourceStatus>();
        var unused = new TopicScan(clients).read(List.of(topic.name()), RECORDS_AT_ONCE, record -> {
            byte @Nullable [] value = record.value();
            if (value != null && topic.codec().decode(value) instanceof Decoded.Value<SourceStatus>(var status)) {
                found.put(status.id(), status);
            }
        });
        return found;
    }
}
