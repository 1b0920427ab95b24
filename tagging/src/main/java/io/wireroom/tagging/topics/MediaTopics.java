package io.wireroom.tagging.topics;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.TaggingCode;
import io.wireroom.tagging.topics.Vocabulary.Term;
import io.wireroom.tagging.topics.model.ArticleVectors;
import io.wireroom.tagging.topics.model.LinearModel;
import io.wireroom.tagging.topics.model.WordVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * IPTC Media Topics of an article: of level 1 by a linear model where the article is English, with the publisher's
 * section and keywords as evidence; by that evidence alone in other languages; of level 2 if the model is confident;
 * and those of operators' rules, under a creator of their own. Immutable and thread-safe.
 */
public final class MediaTopics {

    /** The creator of the model's topics. */
    public static final Creator MODEL = TaggingCode.engine("wireroom-topics");

    /** The creator of topics from the publisher's own section and keywords. */
    public static final Creator PUBLISHER = TaggingCode.engine("wireroom-sections");

    private static final String TYPE = "topic";
    private static final double FIRST_FROM = 0.2;
    private static final double FURTHER_FROM = 0.3;
    private static final double SECOND_LEVEL_FROM = 0.5;
    private static final int MIN_LETTERS = 20;
    /** Added to a topic's score for its section's name, as the logarithm of odds. */
    private static final float SECTION = 2;

    private static final float KEYWORD = 0.7f;
    private static final int MAX_KEYWORDS = 3;
    private static final double SECTION_ALONE = 0.7;
    private static final double KEYWORDS_ALONE = 0.5;

    private final Vocabulary vocabulary;
    private final LinearModel topics;
    private final LinearModel subtopics;
    private final TopicRules rules;
    private final WordVectors words;
    private final int[] topLevel;
    private final Map<String, int[]> children = new HashMap<>();

    private MediaTopics(
            Vocabulary vocabulary, WordVectors words, LinearModel topics, LinearModel subtopics, TopicRules rules) {
        this.words = words;
        this.vocabulary = vocabulary;
        this.topics = topics;
        this.subtopics = subtopics;
        this.rules = rules;
        topLevel = IntStream.range(0, topics.classes().size()).toArray();
        for (var topic : topics.classes()) {
            var own = IntStream.range(0, subtopics.classes().size())
                    .filter(one ->
                            topic.equals(term(subtopics.classes().get(one)).top()))
                    .toArray();
            if (own.length > 0) {
                children.put(topic, own);
            }
        }
    }

    /** The shipped models, without rules; once per process. */
    public static MediaTopics load() {
        return load(List.of());
    }

    /** The shipped models and these rules; once per process. */
    public static MediaTopics load(List<TopicRule> rules) {
        var words = loadWords();
        var vocabulary = Vocabulary.load();
        return new MediaTopics(
                vocabulary, words, loadTopics(words), read("subtopics.bin", words), new TopicRules(rules));
    }

    /** The shipped word vectors, which models are trained over. */
    public static WordVectors loadWords() {
        try (var in = MediaTopics.class.getResourceAsStream("words.bin")) {
            if (in == null) {
                throw new IllegalStateException("words.bin is missing from the class path");
            }
            return WordVectors.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("words.bin cannot be read", e);
        }
    }

    /** The shipped model of level 1. */
    public static LinearModel loadTopics(WordVectors words) {
        return read("topics.bin", words);
    }

    private static LinearModel read(String name, WordVectors words) {
        try (var in = MediaTopics.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return LinearModel.read(in, words);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /** Topics with their {@code medtop:} addresses, the most confident first; empty below the calibrated threshold. */
    public List<Tag> tag(TagInput input) {
        var evidence = evidence(input);
        var tags = input.isIn("en") ? byModel(input, evidence) : byPublisher(evidence);
        tags.addAll(byRules(input));
        return tags;
    }

    private List<Tag> byModel(TagInput input, Map<String, Float> evidence) {
        var tags = new ArrayList<Tag>();
        if (!saysEnough(input) && evidence.isEmpty()) {
            return tags;
        }
        var article = ArticleVectors.of(input.title(), input.text(), words);
        var scores = topics.scores(article, topLevel);
        for (var one = 0; one < scores.length; one++) {
            scores[one] += evidence.getOrDefault(topics.classes().get(one), 0f);
        }
        var probabilities = LinearModel.softmax(scores);
        var order = new ArrayList<Integer>();
        for (var one = 0; one < probabilities.length; one++) {
            order.add(one);
        }
        order.sort(Comparator.comparing((Integer one) -> -probabilities[one]));
        var best = order.getFirst();
        for (var one : order) {
            if (probabilities[one] >= (Objects.equals(one, best) ? FIRST_FROM : FURTHER_FROM)) {
                tags.add(tag(term(topics.classes().get(one)), probabilities[one], MODEL));
            }
        }
        if (!tags.isEmpty() && saysEnough(input)) {
            subtopic(article, tags.getFirst()).ifPresent(tags::add);
        }
        return tags;
    }

    /** The likeliest of a topic's own subtopics, if it is likelier than all others together. */
    private Optional<Tag> subtopic(ArticleVectors article, Tag topic) {
        var own = children.get(topic.uri());
        if (own == null || topic.confidence() < SECOND_LEVEL_FROM) {
            return Optional.empty();
        }
        var probabilities = LinearModel.softmax(subtopics.scores(article, own));
        var best = 0;
        for (var one = 1; one < own.length; one++) {
            best = probabilities[one] > probabilities[best] ? one : best;
        }
        var confidence = probabilities[best] * topic.confidence();
        return confidence >= SECOND_LEVEL_FROM
                ? Optional.of(tag(term(subtopics.classes().get(own[best])), confidence, MODEL))
                : Optional.empty();
    }

    private List<Tag> byPublisher(Map<String, Float> evidence) {
        var tags = new ArrayList<Tag>();
        evidence.entrySet().stream()
                .sorted(Map.Entry.<String, Float>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(1)
                .forEach(one -> tags.add(tag(
                        term(one.getKey()), one.getValue() >= SECTION ? SECTION_ALONE : KEYWORDS_ALONE, PUBLISHER)));
        return tags;
    }

    private List<Tag> byRules(TagInput input) {
        return rules.topicsOf(input).stream()
                .map(found -> new Tag(
                        name(found.topic()),
                        TYPE,
                        found.topic(),
                        found.confidence(),
                        TopicRules.CREATOR,
                        found.mentions()))
                .toList();
    }

    /** The evidence of section and keywords for topics of level 1. */
    private Map<String, Float> evidence(TagInput input) {
        var evidence = new HashMap<String, Float>();
        var section = vocabulary.ofSection(input.section());
        if (section != null) {
            evidence.merge(section.top(), SECTION, Float::sum);
        }
        input.keywords().stream()
                .map(vocabulary::ofKeyword)
                .filter(Objects::nonNull)
                .limit(MAX_KEYWORDS)
                .forEach(term -> evidence.merge(term.top(), KEYWORD, Float::sum));
        return evidence;
    }

    private static boolean saysEnough(TagInput input) {
        return input.title().length() + input.text().length() >= MIN_LETTERS;
    }

    private Term term(String code) {
        return Objects.requireNonNull(vocabulary.term(code), code);
    }

    private String name(@Nullable String code) {
        var term = code == null ? null : vocabulary.term(code);
        return term == null ? String.valueOf(code) : term.name();
    }

    private static Tag tag(Term term, double confidence, Creator creator) {
        return new Tag(term.name(), TYPE, term.code(), Math.round(confidence * 1_000) / 1_000.0, creator, List.of());
    }
}
