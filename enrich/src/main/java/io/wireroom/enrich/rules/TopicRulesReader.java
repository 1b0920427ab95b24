package io.wireroom.enrich.rules;

import io.wireroom.enrich.rules.YamlNode.Field;
import io.wireroom.enrich.rules.YamlNode.Mapping;
import io.wireroom.enrich.rules.YamlNode.Scalar;
import io.wireroom.tagging.topics.TopicRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code topics.yaml}: a list of {@code {topic, phrase, weight}}. */
final class TopicRulesReader {

    private static final Set<String> KEYS = Set.of("topic", "phrase", "weight");
    private static final String EXAMPLE = "{topic: \"medtop:04000000\", phrase: house prices, weight: 1.5}";
    private static final Pattern TOPIC = Pattern.compile("medtop:\\d{8}");
    private static final double MAX_WEIGHT = 100;

    private TopicRulesReader() {}

    static List<TopicRule> read(YamlNode root, RuleReader reader) {
        var rules = new ArrayList<TopicRule>();
        var lines = new HashMap<String, Integer>();
        for (var entry : reader.entries(root, EXAMPLE)) {
            var fields = reader.fields(entry, KEYS);
            var topic = reader.text(entry, fields, "topic").filter(text -> isTopic(text, fields, reader));
            var phrase = reader.text(entry, fields, "phrase");
            var weight = weight(entry, fields, reader);
            if (topic.isEmpty() || phrase.isEmpty() || weight.isEmpty()) {
                continue;
            }
            var before = lines.putIfAbsent(topic.get() + ' ' + phrase.get().toLowerCase(Locale.ROOT), entry.line());
            if (before != null) {
                reader.problem(
                        entry.line(),
                        "'" + phrase.get() + "' stands for " + topic.get() + " twice, first in line " + before);
                continue;
            }
            rules.add(new TopicRule(topic.get(), phrase.get(), weight.get()));
        }
        return rules;
    }

    private static boolean isTopic(String text, Map<String, Field> fields, RuleReader reader) {
        if (TOPIC.matcher(text).matches()) {
            return true;
        }
        var field = fields.get("topic");
        reader.problem(
                field == null ? 1 : field.line(), "topic '" + text + "' is no Media Topic, such as medtop:04000000");
        return false;
    }

    private static Optional<Double> weight(Mapping entry, Map<String, Field> fields, RuleReader reader) {
        var field = fields.get("weight");
        if (field == null) {
            reader.problem(entry.line(), "an entry without 'weight'");
            return Optional.empty();
        }
        if (field.value() instanceof Scalar(var text, var kind, var line) && kind == Scalar.Kind.NUMBER) {
            try {
                var weight = Double.parseDouble(text);
                if (weight != 0 && Math.abs(weight) <= MAX_WEIGHT) {
                    return Optional.of(weight);
                }
            } catch (NumberFormatException e) {
                // YAML knows numbers that Java does not, such as 0x1F: refused with the others.
            }
        }
        reader.problem(field.line(), "'weight' must be a number from -100 to 100, and not 0");
        return Optional.empty();
    }
}
