package io.wireroom.standalone.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.Topic;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepartitionTest {

    private static final KafkaSettings TWELVE =
            new KafkaSettings("localhost:1", "news.", 12, (short) 1, Path.of("unused"), Map.of());

    private final PipelineTopics topics = TWELVE.topics();
    private final RecordPlaces places = new RecordPlaces(topics);

    @ParameterizedTest
    @CsvSource({"news., news.v2.", "news.v2., news.v3.", "'', v2.", "v9., v10.", "acme.vx., acme.vx.v2."})
    void eachPrefixIsFollowedByANumberedOne(String prefix, String after) {
        assertThat(Repartition.prefixAfter(prefix)).isEqualTo(after);
    }

    @Test
    void fewerPartitionsAndTheSamePrefixAreRefused() {
        assertThatThrownBy(() -> new Repartition(TWELVE, "news.v2.", 12))
                .isInstanceOf(Failure.class)
                .hasMessage("--repartition 12: must be more than the 12 partitions of TOPIC_PARTITIONS");
        assertThatThrownBy(() -> new Repartition(TWELVE, "news.", 48))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("must be another prefix");
        assertThatThrownBy(() -> new Repartition(TWELVE, "no dot", 48))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--to no dot: must be empty, or words of letters");
    }

    @Test
    void recordsArePlacedAsTheirWritersPlaceThem() {
        assertThat(of(topics.request().name(), "harbour.example", "unread")).isEqualTo(site("harbour.example"));
        assertThat(of(topics.outcome().name(), "some-item", "unread"))
                .isEqualTo(new StoredPlace.OfSite(Topic.hashOfKey("some-item")));
        assertThat(
                        of(
                                topics.source().name(),
                                "a-source",
                                "{\"id\":\"a-source\",\"url\":\"http://www.harbour.example/feed\",\"kind\":\"feed\",\"name\":\"n\"}"))
                .isEqualTo(site("harbour.example"));
    }

    @Test
    void whatCannotBePlacedKeepsItsPartitionAndARemovalGoesWhereItsSourceMayBe() {
        assertThat(of(topics.link().name(), "a-link", "garbage")).isInstanceOf(StoredPlace.Unreadable.class);
        assertThat(of(topics.raw().name(), "a-link", "a page without a capture"))
                .isInstanceOf(StoredPlace.Unreadable.class);
        assertThat(places.of(topics.source().name(), "a-source".getBytes(StandardCharsets.UTF_8), null, headers()))
                .isInstanceOf(StoredPlace.Unknown.class);
    }

    private StoredPlace of(String topic, String key, String value) {
        return places.of(
                topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), headers());
    }

    private static RecordHeaders headers() {
        return new RecordHeaders();
    }

    private static StoredPlace site(String name) {
        return StoredPlace.of(new Site(name));
    }
}
