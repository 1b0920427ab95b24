package io.wireroom.enrich.lane;

import io.wireroom.contract.ArticleGroup;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.RecordHeaders;
import io.wireroom.contract.Story;
import io.wireroom.contract.StoryId;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.enrich.lane.MatchedVersions.Damaged;
import io.wireroom.runtime.DeadLetter;
import io.wireroom.runtime.StreamsRunner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the step match sends on: records with their CloudEvents headers, each to the sink it belongs to. */
final class MatchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(MatchWriter.class);
    private static final String SOURCE = "/wireroom/enrich/match";
    private static final String GROUP = "io.wireroom.group.v1";
    private static final String STORY = "io.wireroom.story.v1";

    private final ProcessorContext<byte[], byte[]> context;
    private final PipelineTopics topics;

    MatchWriter(ProcessorContext<byte[], byte[]> context, PipelineTopics topics) {
        this.context = context;
        this.topics = topics;
    }

    /** Sends the group of an article. */
    void group(Record<byte[], byte[]> cause, ArticleGroup group) {
        var id = group.id().value();
        send(
                cause,
                id,
                topics.group().codec().encode(group),
                headers(GROUP, id, group.at()),
                MatchTopology.WRITE_GROUP);
    }

    /** Sends the removal of an article's group; it says whether the article was erased. */
    void forgetGroup(Record<byte[], byte[]> cause, ArticleId article, Instant at) {
        var headers = headers(GROUP, article.value(), at);
        var erased = cause.headers().lastHeader(RecordHeaders.ERASED);
        if (erased != null) {
            headers.add(erased);
        }
        send(cause, article.value(), null, headers, MatchTopology.WRITE_GROUP);
    }

    /** Sends the state of a story. */
    void story(Record<byte[], byte[]> cause, Story story) {
        var id = story.id().value();
        send(
                cause,
                id,
                topics.story().codec().encode(story),
                headers(STORY, id, story.at()),
                MatchTopology.WRITE_STORY);
    }

    /** Sends the removal of a story. */
    void forgetStory(Record<byte[], byte[]> cause, StoryId story, Instant at) {
        send(cause, story.value(), null, headers(STORY, story.value(), at), MatchTopology.WRITE_STORY);
    }

    /** Sends an entry of a state store that cannot be read to the dead letters. */
    void setAside(Damaged entry) {
        LOG.atError()
                .addKeyValue("store", entry.store())
                .addKeyValue("key", HexFormat.of().formatHex(entry.key()))
                .addKeyValue("why", entry.why())
                .log("A stored value cannot be read and went to the dead letters");
        var letter = DeadLetter.of(
                topics.enrichDeadLetter().name(),
                MatchTopology.STAGE,
                StreamsRunner.changelog(context.applicationId(), entry.store()),
                context.taskId().partition(),
                -1,
                entry.key(),
                entry.value(),
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                entry.why(),
                null);
        context.forward(
                new Record<>(entry.key(), entry.value(), context.currentSystemTimeMs(), letter.headers()),
                MatchTopology.WRITE_DEAD_LETTER);
    }

    /** A record of this input is about each id once. */
    private Headers headers(String type, String subject, Instant at) {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        var offset = context.recordMetadata().map(metadata -> metadata.offset()).orElse(-1L);
        RecordHeaders.addCloudEvent(headers, type, SOURCE, subject + '/' + offset, subject, at, "application/json");
        return headers;
    }

    @SuppressWarnings("NullAway") // Kafka's Record knows no null markers; null is how a compacted topic forgets
    private void send(Record<byte[], byte[]> cause, String key, byte @Nullable [] value, Headers headers, String sink) {
        context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), value, cause.timestamp(), headers), sink);
    }
}
