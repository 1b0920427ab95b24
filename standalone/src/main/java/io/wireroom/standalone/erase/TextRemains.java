package io.wireroom.standalone.erase;

import io.wireroom.contract.Topic;
import io.wireroom.contract.work.PipelineTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the text of an erased article may remain on a topic: until compaction, or until its retention ends. Kafka works
 * on whole segments, so a record stays until the segment that holds it is closed.
 *
 * @param topic its name
 * @param most the longest; null if the settings of the topic set no limit
 */
public record TextRemains(String topic, @Nullable Duration most) {

    private static final Logger LOG = LoggerFactory.getLogger(TextRemains.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String POLICY = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String COMPACTED = "max.compaction.lag.ms";
    private static final String SEGMENT = "segment.ms";

    /** Of every topic that holds text of articles, by its present settings; by ours where these cannot be read. */
    public static List<TextRemains> of(Admin admin, PipelineTopics topics) {
        var found = new ArrayList<TextRemains>();
        var all = new ArrayList<Topic<?>>(List.of(
                topics.article(),
                topics.articleLatest(),
                topics.ninjs(),
                topics.fingerprint(),
                topics.raw(),
                topics.link(),
                topics.request()));
        all.addAll(topics.deadLetters());
        all.add(topics.story());
        var present = present(admin, all);
        for (var topic : all) {
            var config = new HashMap<>(topic.config());
            config.putAll(present.getOrDefault(topic.name(), Map.of()));
            // The newest state of a story that got old keeps its title and names.
            found.add(topic.equals(topics.story()) ? retained(topic.name(), config) : of(topic.name(), config));
        }
        return found;
    }

    static TextRemains of(String topic, Map<String, String> config) {
        var compacts = config.getOrDefault(POLICY, "").contains("compact");
        return after(topic, config, compacts ? COMPACTED : RETENTION);
    }

    private static TextRemains retained(String topic, Map<String, String> config) {
        return after(topic, config, RETENTION);
    }

    private static TextRemains after(String topic, Map<String, String> config, String property) {
        var most = millis(config, property);
        var segment = millis(config, SEGMENT);
        return new TextRemains(
                topic,
                most == Long.MAX_VALUE || most < 0 || segment == Long.MAX_VALUE
                        ? null
                        : Duration.ofMillis(most).plusMillis(segment));
    }

    private static long millis(Map<String, String> config, String property) {
        return Long.parseLong(config.getOrDefault(property, Long.toString(Long.MAX_VALUE)));
    }

    private static Map<String, Map<String, String>> present(Admin admin, List<Topic<?>> topics) {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        var present = new HashMap<String, Map<String, String>>();
        try {
            admin.describeConfigs(resources)
                    .all()
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((topic, config) -> {
                        var values = new HashMap<String, String>();
                        config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
                        present.put(topic.name(), values);
                    });
        } catch (ExecutionException | TimeoutException e) {
            LOG.atDebug().setCause(e).log("The settings of the topics cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return present;
    }
}
