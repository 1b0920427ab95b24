package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wireroom.contract.json.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchemaChangesTest {

    private static final String RELEASED = """
            {"type": "object", "required": ["id", "kind"], "additionalProperties": true, "properties": {
              "id": {"$ref": "common.schema.json#/$defs/id", "description": "Its id."},
              "kind": {"enum": ["page", "feed"]},
              "size": {"type": "integer", "minimum": 0},
              "reason": {"anyOf": [{"$ref": "common.schema.json#/$defs/id"}, {"enum": ["crash"]}]},
              "tags": {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"}, "next": {"$ref": "#/properties/tags"}}}},
              "notes": {"type": "object", "additionalProperties": {"type": "string"}},
              "closed": {"type": "object", "additionalProperties": false, "properties": {"at": {"type": "string"}}}}}
            """;

    private static final String COMMON = """
            {"$defs": {"id": {"type": "string", "pattern": "^[0-9a-f]+$"}}}
            """;

    @Test
    void nothingBreaksWithoutAChange() throws JsonProcessingException {
        assertThat(breaks(schema -> {}, common -> {})).isEmpty();
    }

    @Test
    void newOptionalFieldsNewConstantsAndOtherWordsBreakNothing() throws JsonProcessingException {
        assertThat(breaks(
                        schema -> {
                            properties(schema).putObject("addedLater").put("type", "string");
                            tag(schema).putObject("weight").put("type", "number");
                            ((ArrayNode) schema.at("/properties/kind/enum")).add("robots");
                            schema.put("description", "Other words.");
                        },
                        common -> {}))
                .isEmpty();
    }

    @Test
    void aRemovedFieldBreaks() throws JsonProcessingException {
        assertThat(breaks(schema -> properties(schema).remove("size"), common -> {}))
                .containsExactly("x.v1.size: the field is gone");
    }

    @Test
    void aRenamedFieldOfAListBreaks() throws JsonProcessingException {
        assertThat(breaks(schema -> tag(schema).set("title", tag(schema).remove("name")), common -> {}))
                .contains("x.v1.tags[].name: the field is gone");
    }

    @Test
    void aNewRequiredFieldBreaks() throws JsonProcessingException {
        assertThat(breaks(
                        schema -> {
                            properties(schema).putObject("addedLater").put("type", "string");
                            required(schema).add("addedLater");
                        },
                        common -> {}))
                .containsExactly("x.v1.addedLater: is required and was not, so old messages lack it");
    }

    @Test
    void aFieldThatMayNowBeAbsentBreaks() throws JsonProcessingException {
        assertThat(breaks(schema -> required(schema).remove(0), common -> {}))
                .containsExactly("x.v1.id: was required and no longer is, so old readers can miss it");
    }

    @Test
    void anotherTypeOrBoundBreaks() throws JsonProcessingException {
        assertThat(breaks(schema -> size(schema).put("type", "string"), common -> {}))
                .containsExactly("x.v1.size: type was \"integer\" and is \"string\"");
        assertThat(breaks(schema -> size(schema).remove("minimum"), common -> {}))
                .containsExactly("x.v1.size: minimum was 0 and is absent");
        assertThat(breaks(schema -> size(schema).put("maximum", 9), common -> {}))
                .containsExactly("x.v1.size: maximum was absent and is 9");
    }

    @Test
    void aConstantThatIsGoneBreaks() throws JsonProcessingException {
        assertThat(breaks(schema -> ((ArrayNode) schema.at("/properties/kind/enum")).remove(1), common -> {}))
                .containsExactly("x.v1.kind: the constant feed is gone");
        assertThat(breaks(schema -> ((ObjectNode) schema.at("/properties/kind")).remove("enum"), common -> {}))
                .containsExactly("x.v1.kind: enum was [\"page\",\"feed\"] and is absent");
    }

    @Test
    void aChangeInASharedPartBreaksWhereItIsUsed() throws JsonProcessingException {
        assertThat(breaks(schema -> {}, common -> ((ObjectNode) common.at("/$defs/id")).put("pattern", "^[a-z]+$")))
                .containsExactly(
                        "x.v1.id: pattern was \"^[0-9a-f]+$\" and is \"^[a-z]+$\"",
                        "x.v1.reason(0): pattern was \"^[0-9a-f]+$\" and is \"^[a-z]+$\"");
    }

    @Test
    void moreAlternativesBreak() throws JsonProcessingException {
        assertThat(breaks(
                        schema -> ((ArrayNode) schema.at("/properties/reason/anyOf"))
                                .addObject()
                                .put("type", "integer"),
                        common -> {}))
                .containsExactly("x.v1.reason: there were 2 alternatives and are 3");
    }

    @Test
    void otherValuesOfAMapBreakAndSoDoFieldsWhereNoneWereAllowed() throws JsonProcessingException {
        assertThat(breaks(
                        schema -> ((ObjectNode) schema.at("/properties/notes/additionalProperties"))
                                .put("type", "integer"),
                        common -> {}))
                .containsExactly("x.v1.notes.*: type was \"string\" and is \"integer\"");
        assertThat(breaks(
                        schema -> ((ObjectNode) schema.at("/properties/closed/properties"))
                                .putObject("by")
                                .put("type", "string"),
                        common -> {}))
                .containsExactly("x.v1.closed.by: the released schema allows no further field here");
        assertThat(breaks(schema -> schema.put("additionalProperties", false), common -> {}))
                .containsExactly("x.v1.*: additionalProperties was true and is false");
    }

    @Test
    void aKeywordThatTheCheckDoesNotKnowIsReported() throws JsonProcessingException {
        assertThat(breaks(schema -> size(schema).put("multipleOf", 2), common -> {}))
                .containsExactly("x.v1.size: this check does not know the keyword multipleOf");
        assertThat(breaks(schema -> ((ObjectNode) schema.at("/properties/id")).put("minLength", 2), common -> {}))
                .containsExactly("x.v1.id: this check does not know the keyword minLength beside $ref");
    }

    private static List<String> breaks(Consumer<ObjectNode> change, Consumer<ObjectNode> changeOfCommon)
            throws JsonProcessingException {
        var schema = tree(RELEASED);
        var common = tree(COMMON);
        change.accept(schema);
        changeOfCommon.accept(common);
        var released = Map.of("x.v1", tree(RELEASED), "common", tree(COMMON));
        var current = Map.of("x.v1", schema, "common", common);
        return SchemaChanges.breaks(SchemaPart.root(released::get, "x.v1"), SchemaPart.root(current::get, "x.v1"));
    }

    private static ObjectNode tree(String json) throws JsonProcessingException {
        return (ObjectNode) JsonCodec.MAPPER.readTree(json);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.path("properties");
    }

    private static ArrayNode required(ObjectNode schema) {
        return (ArrayNode) schema.path("required");
    }

    private static ObjectNode size(ObjectNode schema) {
        return (ObjectNode) schema.at("/properties/size");
    }

    private static ObjectNode tag(ObjectNode schema) {
        return (ObjectNode) schema.at("/properties/tags/items/properties");
    }
}
