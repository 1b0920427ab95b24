package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.RequestId;
import io.wireroom.contract.work.Validators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    private static final JsonCodec<Source> SOURCES = new JsonCodec<>(Source.class);
    private static final JsonCodec<Article> ARTICLES = new JsonCodec<>(Article.class);

    @Test
    void writesWireNamesIsoTimesAndNoNulls() {
        var source = new Source(
                new SourceId("pier"),
                URI.create("https://pier.example/feed"),
                Source.Kind.FEED,
                "Pier",
                null,
                Duration.ofMinutes(90),
                null);

        assertThat(new String(SOURCES.encode(source), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"pier\",\"url\":\"https://pier.example/feed\",\"kind\":\"feed\",\"name\":\"Pier\","
                        + "\"interval\":\"PT1H30M\"}");
    }

    @Test
    void mapsAreWrittenInTheOrderOfTheirKeys() {
        var provenance = new Article.Provenance(
                new ItemId("i"),
                "e/1",
                Map.of("title", FieldRule.H1, "authors", FieldRule.META, "text", FieldRule.VOTES),
                Map.of());

        assertThat(new String(new JsonCodec<>(Article.Provenance.class).encode(provenance), StandardCharsets.UTF_8))
                .isEqualTo("{\"item\":\"i\",\"enricher\":\"e/1\","
                        + "\"fields\":{\"authors\":\"meta\",\"text\":\"votes\",\"title\":\"h1\"},\"notes\":{}}");
    }

    @Test
    void aRuleOfANewerWriterIsRead() {
        var json = "{\"item\":\"i\",\"enricher\":\"e/2\",\"notes\":{},"
                + "\"fields\":{\"rights\":\"meta, license-link\",\"title\":\"dream\"}}";

        assertThat(new JsonCodec<>(Article.Provenance.class).decode(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Value<>(new Article.Provenance(
                        new ItemId("i"),
                        "e/2",
                        Map.of("rights", FieldRule.META_AND_LICENSE_LINK, "title", FieldRule.OTHER),
                        Map.of())));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "unreadable-sources.csv", numLinesToSkip = 1, delimiter = '|')
    void whatIsNoSourceIsUnreadable(String json, String why) {
        assertThat(SOURCES.decode(json.getBytes(StandardCharsets.UTF_8)))
                .as(why)
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void nothingIsUnreadable() {
        assertThat(SOURCES.decode(null)).isEqualTo(new Decoded.Unreadable<Source>("Source: no value"));
        assertThat(SOURCES.decode(new byte[0])).isInstanceOf(Decoded.Unreadable.class);
        assertThat(SOURCES.decode(new byte[] {0, (byte) 0xff, (byte) 0xfe})).isInstanceOf(Decoded.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"id\":", "{\"unknown\":[", "{\"unknown\":{\"a\":"})
    void deepNestingIsUnreadable(String opening) {
        assertThat(SOURCES.decode(opening.repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void aStringOverTheLimitIsUnreadable() {
        var json = "{\"id\":\"pier\",\"url\":\"https://pier.example/\",\"kind\":\"feed\",\"name\":\""
                + "x".repeat(10 * 1024 * 1024) + "\"}";

        assertThat(SOURCES.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Decoded.Unreadable.class,
                        unreadable -> assertThat(unreadable.why())
                                .startsWith("Source: ")
                                .hasSizeLessThan(400));
    }

    @Test
    void anyDamageToAnArticleIsAValueOrUnreadableButNeverAnException() {
        var article = PublishedSchemas.example("article.v1").getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);

        for (int i = 0; i < 3_000; i++) {
            var damaged = article.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(ARTICLES.decode(damaged)).isNotNull();
        }
    }

    @Test
    void everyCutOfAnArticleIsUnreadable() {
        var article = PublishedSchemas.example("article.v1").strip();

        for (int length = 0; length < article.length(); length += 13) {
            assertThat(ARTICLES.decode(article.substring(0, length).getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Decoded.Unreadable.class);
        }
    }

    @Test
    void hashesOfEightBytesKeepAllTheirDigits() {
        var known = List.of(Long.MIN_VALUE, -1L, 4_611_686_018_427_387_905L, Long.MAX_VALUE);
        var head = new Fetched.Head(new RequestId("r1"), Source.Kind.FEED, Duration.ofMillis(12), null);
        var response = new Fetched.Response(200, URI.create("https://pier.example/feed"), Validators.NONE, null, 100);
        Fetched fetched = new Fetched.Done(head, response, known, 4, null);
        var codec = new JsonCodec<>(Fetched.class);

        assertThat(codec.decode(codec.encode(fetched))).isEqualTo(new Decoded.Value<>(fetched));
    }

    @Test
    void theSerdeOfAStateStoreKeepsNullAndRefusesDamage() {
        try (var serde = SOURCES.serde()) {
            assertThat(serde.serializer().serialize("store", null)).isNull();
            assertThat(serde.deserializer().deserialize("store", null)).isNull();
            assertThatThrownBy(() -> serde.deserializer().deserialize("store", new byte[] {'{'}))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageStartingWith("Source: ");
        }
    }
}
