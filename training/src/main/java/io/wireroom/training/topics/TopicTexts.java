package io.wireroom.training.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.JsonCodec;
import io.wireroom.contract.address.Sha256;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that topics are learned from: {@code topics/huffpost-medtop-dev.jsonl},
 * {@code stories/current-events-2015-09.jsonl} and the vocabulary {@code mediatopics/mediatopics.jsonl} of the data
 * folder, and the invented texts of this module.
 */
final class TopicTexts {

    /** Number of parts of the set that is held back in parts. */
    static final int PARTS = 5;

    private static final int NONE_LEFT = -1;

    private static final List<String> INVENTED = List.of("""
            arts conflict crime disaster economy education environment health humaninterest labour lifestyle
            politics religion science society sport weather""".split("\\s+"));

    private final Map<String, JsonNode> vocabulary;
    private final Path data;

    private final int left;

    private TopicTexts(Path data, Map<String, JsonNode> vocabulary, int left) {
        this.data = data;
        this.vocabulary = vocabulary;
        this.left = left;
    }

    static TopicTexts of(Path data) {
        var vocabulary = new HashMap<String, JsonNode>();
        for (var topic : lines(data.resolve("mediatopics/mediatopics.jsonl"))) {
            vocabulary.put(topic.path("qcode").asText(), topic);
        }
        return new TopicTexts(data, vocabulary, NONE_LEFT);
    }

    /** The same texts without every fifth of the invented ones, from this one on. */
    TopicTexts without(int fold) {
        return new TopicTexts(data, vocabulary, fold);
    }

    /** The 17 topics of level 1. */
    List<String> topLevel() {
        return vocabulary.keySet().stream()
                .filter(code -> isActive(code) && broader(code) == null)
                .sorted()
                .toList();
    }

    /** Headlines with one topic of level 1; {@code part} of {@link #PARTS} by the hash of the title, or null for all. */
    List<TopicText> headlines(@Nullable Integer part, boolean within) {
        var texts = new ArrayList<TopicText>();
        for (var line : lines(data.resolve("topics/huffpost-medtop-dev.jsonl"))) {
            var title = line.path("title").asText();
            if (part == null || (part(title) == part) == within) {
                texts.add(new TopicText(
                        title,
                        line.path("text").asText(),
                        line.path("topics").path(0).asText(),
                        1));
            }
        }
        return texts;
    }

    /** Short news of current events with one topic of level 1. */
    List<TopicText> events(float weight) {
        return lines(data.resolve("stories/current-events-2015-09.jsonl")).stream()
                .map(line -> new TopicText(
                        "",
                        line.path("text").asText(),
                        line.path("topics").path(0).asText(),
                        weight))
                .toList();
    }

    /** Names and definitions of the vocabulary's own terms, as texts on their topic at this level. */
    List<TopicText> terms(int level, float weight) {
        var texts = new ArrayList<TopicText>();
        vocabulary.forEach((code, term) -> {
            var label = isActive(code) ? atLevel(code, level) : null;
            if (label != null) {
                var english = term.path("name").path("en-GB").asText();
                texts.add(new TopicText(
                        english, term.path("definition").path("en-GB").asText(), label, weight));
            }
        });
        texts.sort((one, other) -> (one.title() + one.text()).compareTo(other.title() + other.text()));
        return texts;
    }

    /** Invented news with their topic at this level. */
    List<TopicText> invented(int level, float weight) {
        var texts = new ArrayList<TopicText>();
        for (var name : INVENTED) {
            for (var line : resource("texts/" + name + ".txt").lines().toList()) {
                var fields = line.split(" \\| ", 3);
                var label = atLevel("medtop:" + fields[0].strip(), level);
                if (fields.length == 3 && label != null) {
                    texts.add(new TopicText(fields[1], fields[2], label, weight));
                }
            }
        }
        if (left != NONE_LEFT) {
            var kept = new ArrayList<TopicText>();
            for (var at = 0; at < texts.size(); at++) {
                if (at % PARTS != left) {
                    kept.add(texts.get(at));
                }
            }
            return kept;
        }
        return texts;
    }

    static int part(String title) {
        var bare = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return Integer.parseInt(Sha256.id(bare).substring(0, 6), 16) % PARTS;
    }

    /** The term itself or its ancestor at this level; null if the term is at a higher level. */
    private @Nullable String atLevel(String code, int level) {
        var path = new ArrayList<String>();
        for (var at = code; at != null && vocabulary.containsKey(at); at = broader(at)) {
            path.addFirst(at);
        }
        return path.size() >= level ? path.get(level - 1) : null;
    }

    /** The topic of level 1 that a term belongs to. */
    String top(String code) {
        return String.valueOf(atLevel(code, 1));
    }

    private boolean isActive(String code) {
        var term = vocabulary.get(code);
        return term != null
                && !term.path("retired").asBoolean(term.path("retired").isTextual());
    }

    private @Nullable String broader(String code) {
        var term = vocabulary.get(code);
        var broader = term == null ? null : term.path("broader").asText(null);
        return broader == null || broader.isEmpty() || "null".equals(broader) ? null : broader;
    }

    JsonNode term(String code) {
        return vocabulary.getOrDefault(code, JsonCodec.MAPPER.createObjectNode());
    }

    private static String resource(String name) {
        try (var in = TopicTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no file '" + file + "'");
        }
        var nodes = new ArrayList<JsonNode>();
        try (var lines = Files.lines(file)) {
            for (var line : (Iterable<String>) lines.filter(text -> !text.isBlank())::iterator) {
                nodes.add(JsonCodec.MAPPER.readTree(line));
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.DATA, "Cannot read '" + file + "': " + e.getMessage(), e);
        }
        return nodes;
    }
}
