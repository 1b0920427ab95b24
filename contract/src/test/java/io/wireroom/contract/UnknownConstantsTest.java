package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.json.WireNamed;
import io.wireroom.contract.work.Fetched;
import io.wireroom.contract.work.Link;
import io.wireroom.contract.work.Request;
import io.wireroom.contract.work.RobotsRules;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** During an upgrade processes of two versions run side by side: names that only the newer one knows are no damage. */
class UnknownConstantsTest {

    private static final String FUTURE = "from-the-future";

    static Stream<SchemasTest.Published> kinds() {
        return SchemasTest.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anUnknownConstantInAnyFieldIsRead(SchemasTest.Published published) throws JsonProcessingException {
        var places = enumPlaces(published.type(), published.tree(), "");

        for (var place : places) {
            var json = published.tree();
            set(json, place);
            assertThat(new JsonCodec<>(published.type()).decode(bytes(json)))
                    .as(place)
                    .isInstanceOf(Decoded.Value.class);
        }
    }

    @Test
    void everyEnumOfARecordHasTheCatchAll() {
        var enums = new LinkedHashSet<Class<?>>();
        var seen = new HashSet<Class<?>>();
        kinds().forEach(published -> collectEnums(published.type(), enums, seen));
        enums.add(RejectReason.class);
        enums.add(FetchReason.class);

        assertThat(enums)
                .hasSizeGreaterThan(12)
                .allSatisfy(type -> assertThat(
                                Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()))
                        .as(type.getSimpleName())
                        .contains(WireNamed.OTHER));
    }

    @Test
    void anUnknownConstantReadsAsTheCatchAll() throws JsonProcessingException {
        var json = example("outcome.v1");
        json.put("status", FUTURE).put("step", FUTURE).put("reason", FUTURE).put("final", true);

        assertThat(decoded(Outcome.class, json)).satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(Status.OTHER);
            assertThat(outcome.step()).isEqualTo(Step.OTHER);
            assertThat(outcome.reason()).isEqualTo(FUTURE);
            assertThat(outcome.end()).isTrue();
        });
        assertThat(WireNamed.constant(Status.class, FUTURE)).isEqualTo(Status.OTHER);
    }

    @Test
    void aFailureForAnUnknownReasonMayPass() throws JsonProcessingException {
        var json = example("fetched.v1.failed").put("reason", FUTURE).put("detail", "over quota");

        assertThat(decoded(Fetched.class, json)).isInstanceOfSatisfying(Fetched.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(FetchReason.BAD_ANSWER);
            assertThat(failed.reason().transientFailure()).isTrue();
            assertThat(failed.detail()).isEqualTo("failed for a reason that this version does not know: over quota");
        });
    }

    @Test
    void anUnknownResultIsAHandBack() throws JsonProcessingException {
        var json = example("fetched.v1.failed").put("result", FUTURE);

        assertThat(decoded(Fetched.class, json))
                .isInstanceOfSatisfying(
                        Fetched.Returned.class,
                        returned -> assertThat(returned.pause()).isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void aRequestOfAnUnknownKindIsReadAndNeverWritten() throws JsonProcessingException {
        var request = decoded(Request.class, example("request.v1").put("kind", FUTURE));

        assertThat(request).isInstanceOf(Request.Other.class);
        assertThatThrownBy(() -> new JsonCodec<>(Request.class).encode(request)).hasStackTraceContaining("only read");
    }

    @Test
    void aLinkOfAnUnknownKindIsReadAndNeverWritten() throws JsonProcessingException {
        var page = decoded(Link.class, example("link.v1").put("kind", FUTURE));
        var json = example("link.v1.delegated");
        json.withObject("/delegated").put("kind", FUTURE);
        var delegated = decoded(Link.class, json);

        assertThat(page).isInstanceOf(Link.Other.class);
        assertThat(delegated).isInstanceOf(Link.Other.class);
        assertThatThrownBy(() -> new JsonCodec<>(Link.class).encode(page)).hasStackTraceContaining("only read");
    }

    @Test
    void rulesThatAreNotUnderstoodAllowNothing() throws JsonProcessingException {
        var json = example("fetched.v1.robots");
        json.withObject("/robots").put("access", FUTURE);

        assertThat(decoded(Fetched.class, json))
                .isInstanceOfSatisfying(
                        Fetched.Done.class,
                        done -> assertThat(done.robots())
                                .extracting(RobotsRules::access)
                                .isEqualTo(RobotsRules.Access.DISALLOW_ALL));
    }

    /** JSON pointers to all values of enum components. */
    private static List<String> enumPlaces(Type type, JsonNode node, String pointer) {
        var places = new ArrayList<String>();
        if (node.isMissingNode()) {
            return places;
        }
        if (type instanceof ParameterizedType generic) {
            var inner = generic.getActualTypeArguments();
            if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    places.addAll(enumPlaces(inner[0], array.get(i), pointer + '/' + i));
                }
            } else {
                node.properties()
                        .forEach(entry ->
                                places.addAll(enumPlaces(inner[1], entry.getValue(), pointer + '/' + entry.getKey())));
            }
            return places;
        }
        var flat = SchemasTest.flat((Class<?>) type);
        if (flat.isEnum()) {
            places.add(pointer);
        } else if (flat.isRecord() && node.isObject()) {
            for (var component : flat.getRecordComponents()) {
                var name = SchemasTest.wireName(component);
                places.addAll(enumPlaces(component.getGenericType(), node.path(name), pointer + '/' + name));
            }
        }
        return places;
    }

    private static void collectEnums(Type type, Set<Class<?>> enums, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            for (var inner : generic.getActualTypeArguments()) {
                collectEnums(inner, enums, seen);
            }
            return;
        }
        var flat = SchemasTest.flat((Class<?>) type);
        if (flat.isEnum()) {
            enums.add(flat);
        } else if (flat.isRecord() && seen.add(flat)) {
            Stream.of(flat.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(inner -> collectEnums(inner, enums, seen));
        }
    }

    private static void set(ObjectNode json, String place) {
        var cut = place.lastIndexOf('/');
        var parent = json.at(place.substring(0, cut));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(place.substring(cut + 1)), FUTURE);
        } else {
            ((ObjectNode) parent).put(place.substring(cut + 1), FUTURE);
        }
    }

    private static ObjectNode example(String name) throws JsonProcessingException {
        return (ObjectNode) JsonCodec.MAPPER.readTree(PublishedSchemas.example(name));
    }

    private static <T> T decoded(Class<T> type, JsonNode json) {
        return switch (new JsonCodec<>(type).decode(bytes(json))) {
            case Decoded.Value<T>(var value) -> value;
            case Decoded.Unreadable<T>(var why) -> throw new AssertionError(why);
        };
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
