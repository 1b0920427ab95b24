package io.wireroom.training.topics;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The texts that topics are learned from: current events, headlines and sentences of the folder {@code topics}, the
 * vocabulary {@code mediatopics/mediatopics.jsonl}, and the invented texts of this module; and the articles of
 * {@link #ARTICLES}, which only calibrate.
 */
final class TopicTexts {

    /** Number of parts of the set that is held back in parts. */
    static final int PARTS = 5;

    /** Full articles. */
    static final List<String> ARTICLES = List.of("topics/bbc-dev.jsonl.gz", "topics/wikinews-2019-2020-dev.jsonl.gz");

    private static final int NONE_LEFT = -1;
    private static final int LEAST_SENTENCE = 30;

    /** Topics that are no section of current events, and the sections that hold them. */
    private static final Map<String, Set<String>> WORDS_DECIDE = Map.of(
            "medtop:17000000", Set.of("medtop:03000000"),
            "medtop:12000000", Set.of("medtop:01000000", "medtop:11000000"));

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

    /** Headlines with one topic of level 1. */
    List<TopicText> headlines() {
        var texts = new ArrayList<TopicText>();
        for (var line : lines(data.resolve("topics/huffpost-medtop-dev.jsonl"))) {
            texts.add(new TopicText(
                    line.path("title").asText(),
                    line.path("text").asText(),
                    line.path("topics").path(0).asText(),
                    1));
        }
        return texts;
    }

    /**
     * Short news of Wikipedia's current events with the topic of their section. What happened to a storm or a church is in the
     * sections of disasters, arts and politics: where words about weather or religion show it, this is the topic.
     */
    List<TopicText> events(float weight, float weightByWords) {
        var texts = new ArrayList<TopicText>();
        for (var line : lines(data.resolve("topics/current-events-train.jsonl.gz"))) {
            var section = line.path("topics").path(0).asText();
            var byWords = byWords(section, line.path("rule_topics"));
            texts.add(new TopicText(
                    "",
                    line.path("text").asText(),
                    byWords == null ? section : byWords,
                    byWords == null ? weight : weightByWords));
        }
        return texts;
    }

    private static @Nullable String byWords(String section, JsonNode found) {
        for (var topic : found) {
            if (WORDS_DECIDE.getOrDefault(topic.asText(), Set.of()).contains(section)) {
                return topic.asText();
            }
        }
        return null;
    }

    /** English sentences of encyclopedias, guides and news with one topic; none that is in an article of a test. */
    List<TopicText> sentences(float weight, float travelWeight) {
        var tested = new HashSet<String>();
        for (var line : lines(data.resolve(ARTICLES.getLast()))) {
            tested.addAll(sentences(line.path("text").asText()));
        }
        var texts = new ArrayList<TopicText>();
        for (var line : lines(data.resolve("topics/sib200-train.jsonl.gz"))) {
            var label = line.path("topics").path(0).asText();
            var text = line.path("text").asText();
            if ("en".equals(line.path("lang").asText())
                    && !label.isEmpty()
                    && Collections.disjoint(tested, sentences(text))) {
                texts.add(new TopicText(
                        "", text, label, "travel".equals(line.path("category").asText()) ? travelWeight : weight));
            }
        }
        return texts;
    }

    /** Letters and digits of each sentence. */
    private static Set<String> sentences(String text) {
        return Arrays.stream(text.split("[.!?]\\s|\n"))
                .map(TopicTexts::bare)
                .filter(sentence -> sentence.length() >= LEAST_SENTENCE)
                .collect(Collectors.toSet());
    }

    /** Full articles that only calibrate. */
    List<TopicText> articles() {
        var texts = new ArrayList<TopicText>();
        for (var name : ARTICLES) {
            texts.addAll(labelled(data.resolve(name)).stream()
                    .map(one -> one.text(1))
                    .toList());
        }
        return texts;
    }

    /**
     * A text with all its topics.
     *
     * @param topics the main topic first
     */
    record Labelled(String title, String text, List<String> topics) {

        Labelled {
            topics = List.copyOf(topics);
        }

        TopicText text(float weight) {
            return new TopicText(title, text, topics.getFirst(), weight);
        }
    }

    /** The texts of a file that have a topic: rows {@code {title, text, topics}}. */
    static List<Labelled> labelled(Path file) {
        var texts = new ArrayList<Labelled>();
        for (var line : lines(file)) {
            var topics = new ArrayList<String>();
            line.path("topics").forEach(topic -> topics.add(topic.asText()));
            if (!topics.isEmpty()) {
                texts.add(new Labelled(
                        line.path("title").asText(), line.path("text").asText(), topics));
            }
        }
        return texts;
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

    /** The part of {@link #PARTS} that a title belongs to, by its hash. */
    static int part(String title) {
        return Integer.parseInt(Sha256.id(bare(title)).substring(0, 6), 16) % PARTS;
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
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
        try (var in = Files.newInputStream(file);
                var reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    nodes.add(JsonCodec.MAPPER.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.DATA, "Cannot read '" + file + "': " + e.getMessage(), e);
        }
        return nodes;
    }
}
