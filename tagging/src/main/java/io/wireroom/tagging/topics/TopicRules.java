package io.wireroom.tagging.topics;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Span;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.TaggingCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Operators' weighted phrases. An article gets a topic if the weights of its phrases in title and text sum up to 1 or
 * more. Each phrase counts once, on whole words, in any case. Immutable and thread-safe.
 */
final class TopicRules {

    static final Creator CREATOR = TaggingCode.engine("operator-rules");
    private static final double ENOUGH = 1;
    private static final int MAX_MENTIONS = 20;

    private final List<TopicRule> rules;

    TopicRules(List<TopicRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * A topic found by the rules.
     *
     * @param confidence sum / (sum + 1): a half at the least sum, near 1 for much more
     * @param mentions the phrases in the text; those in the title have no mentions
     */
    record Found(String topic, double confidence, List<Span> mentions) {}

    List<Found> topicsOf(TagInput input) {
        if (rules.isEmpty()) {
            return List.of();
        }
        var title = input.title().toLowerCase(Locale.ROOT);
        var sums = new LinkedHashMap<String, Double>();
        Map<String, List<Span>> mentions = new LinkedHashMap<>();
        for (var rule : rules) {
            var spans = spans(input.text(), rule.phrase());
            if (!spans.isEmpty() || !spans(title, rule.phrase()).isEmpty()) {
                sums.merge(rule.topic(), rule.weight(), Double::sum);
                mentions.computeIfAbsent(rule.topic(), topic -> new ArrayList<>())
                        .addAll(spans);
            }
        }
        var found = new ArrayList<Found>();
        sums.forEach((topic, sum) -> {
            if (sum >= ENOUGH) {
                var confidence = Math.round(sum / (sum + 1) * 1_000) / 1_000.0;
                found.add(new Found(topic, confidence, List.copyOf(mentions.getOrDefault(topic, List.of()))));
            }
        });
        found.sort((one, other) -> Double.compare(other.confidence(), one.confidence()));
        return found;
    }

    /** The occurrences of a phrase as whole words. */
    private static List<Span> spans(String text, String phrase) {
        var spans = new ArrayList<Span>();
        if (phrase.isEmpty()) {
            return spans;
        }
        for (var at = 0; at + phrase.length() <= text.length() && spans.size() < MAX_MENTIONS; at++) {
            if (text.regionMatches(true, at, phrase, 0, phrase.length())
                    && isEdge(text, at)
                    && isEdge(text, at + phrase.length())) {
                spans.add(new Span(at, at + phrase.length()));
            }
        }
        return spans;
    }

    private static boolean isEdge(String text, int at) {
        return at == 0
                || at == text.length()
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || !Character.isLetterOrDigit(text.charAt(at));
    }
}
