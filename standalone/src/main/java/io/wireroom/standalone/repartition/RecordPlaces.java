package io.wireroom.standalone.repartition;

import io.wireroom.contract.Erased;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceStatus;
import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.StoredPlace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Which partition a record of one of our topics belongs to, as its writer would place it. Pure. */
final class RecordPlaces {

    private final PipelineTopics topics;

    RecordPlaces(PipelineTopics topics) {
        this.topics = topics;
    }

    /**
     * The place of a record.
     *
     * @param topic that holds it, or that a dead letter came from
     */
    StoredPlace of(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (topic.equals(topics.source().name())) {
            return decoded(topics.source(), value, (Source source) -> Site.of(source.url()));
        }
        if (topic.equals(topics.sourceStatus().name())) {
            return decoded(topics.sourceStatus(), value, (SourceStatus status) -> Site.of(URI.create(status.url())));
        }
        if (topic.equals(topics.link().name())) {
            return decoded(topics.link(), value, Link::site);
        }
        if (topic.equals(topics.erased().name())) {
            return decoded(topics.erased(), value, Erased::site);
        }
        if (topic.equals(topics.raw().name())) {
            var capture = headers.lastHeader(RawPage.CAPTURE_HEADER);
            return capture == null
                    ? new StoredPlace.Unreadable("a page without its capture")
                    : decoded(topics.raw(), capture.value(), (RawPage.Capture page) -> Site.of(page.finalUrl()));
        }
        if (topic.equals(topics.fingerprint().name())) {
            return new StoredPlace.OnlyOne();
        }
        if (topic.startsWith(topics.prefix()) && key != null) {
            return StoredPlace.of(Topic.hashOfKey(new String(key, StandardCharsets.UTF_8)));
        }
        return new StoredPlace.Unreadable("a record of " + topic + " without a key");
    }

    private static <T> StoredPlace decoded(Topic<T> topic, byte @Nullable [] value, Function<T, Site> site) {
        if (value == null) {
            return new StoredPlace.Unknown();
        }
        return switch (topic.codec().decode(value)) {
            case Decoded.Unreadable<T>(var why) -> new StoredPlace.Unreadable(why);
            case Decoded.Value<T>(var read) -> {
                try {
                    yield StoredPlace.of(site.apply(read));
                } catch (IllegalArgumentException e) {
                    yield new StoredPlace.Unreadable("no address: " + e.getMessage());
                }
            }
        };
    }
}
