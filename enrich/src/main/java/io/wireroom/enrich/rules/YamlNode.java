package io.wireroom.enrich.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** A YAML document as it is written, each part with its line, so that every complaint can name its place. */
sealed interface YamlNode {

    /** Line in the file, from 1. */
    int line();

    /** A single value as it stands there. */
    record Scalar(String text, Kind kind, int line) implements YamlNode {

        enum Kind {
            TEXT,
            NUMBER,
            OTHER
        }
    }

    /** A list. */
    record Items(List<YamlNode> nodes, int line) implements YamlNode {

        public Items {
            nodes = List.copyOf(nodes);
        }
    }

    /** Keys and values in the order of the file; a key may stand there twice. */
    record Mapping(List<Field> fields, int line) implements YamlNode {

        public Mapping {
            fields = List.copyOf(fields);
        }
    }

    /** A key with its value; {@code line} is the key's. */
    record Field(String key, YamlNode value, int line) {}

    /** Why a text is no YAML document of ours, and where. */
    final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        UnreadableException(int line, String why, @Nullable Throwable cause) {
            super(why, cause);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /**
     * The one document of this text; empty where there is nothing but comments.
     *
     * @throws UnreadableException for broken YAML, a second document, anchors and aliases, and nesting deeper than 20
     */
    static Optional<YamlNode> read(String text) throws UnreadableException {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(Math.max(1, text.length()));
        limits.setNestingDepthLimit(Reading.MAX_DEPTH);
        var factory = YAMLFactory.builder().loaderOptions(limits).build();
        try (var parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            var root = new Reading(parser).node();
            if (parser.nextToken() != null) {
                throw new UnreadableException(Reading.line(parser), "more than one document", null);
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new UnreadableException(at == null ? 1 : at.getLineNr(), "broken YAML: " + Reading.why(e), e);
        } catch (IOException e) {
            throw new UnreadableException(1, "broken YAML: " + e.getMessage(), e);
        }
    }

    /** One pass over the parser's events. */
    final class Reading {

        private static final int MAX_DEPTH = 20;

        private final YAMLParser parser;

        private Reading(YAMLParser parser) {
            this.parser = parser;
        }

        private YamlNode node() throws IOException, UnreadableException {
            var line = line(parser);
            if (parser.isCurrentAlias() || parser.getObjectId() != null) {
                throw new UnreadableException(line, "anchors and aliases are not for rules", null);
            }
            return switch (parser.currentToken()) {
                case START_ARRAY -> {
                    var nodes = new ArrayList<YamlNode>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        nodes.add(node());
                    }
                    yield new Items(nodes, line);
                }
                case START_OBJECT -> {
                    var fields = new ArrayList<Field>();
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        var key = parser.currentName();
                        var keyLine = line(parser);
                        parser.nextToken();
                        fields.add(new Field(key, node(), keyLine));
                    }
                    yield new Mapping(fields, line);
                }
                case VALUE_STRING -> new Scalar(parser.getText(), Scalar.Kind.TEXT, line);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(parser.getText(), Scalar.Kind.NUMBER, line);
                default -> new Scalar(parser.getText(), Scalar.Kind.OTHER, line);
            };
        }

        private static int line(YAMLParser parser) {
            return parser.currentTokenLocation().getLineNr();
        }

        /** The parser's own words; its indented lines repeat the place and the text there. */
        private static String why(JsonProcessingException e) {
            return String.valueOf(e.getOriginalMessage())
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" "))
                    .limit(2)
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("not readable");
        }
    }
}
