package io.wireroom.enrich.rules;

import io.wireroom.enrich.rules.YamlNode.Field;
import io.wireroom.enrich.rules.YamlNode.Items;
import io.wireroom.enrich.rules.YamlNode.Mapping;
import io.wireroom.enrich.rules.YamlNode.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all rule files have in common: a list of mappings with known keys. Collects what is wrong, with its place. */
final class RuleReader {

    private final Path file;
    private final List<String> problems;

    RuleReader(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What the file's text holds; empty where it holds nothing, or nothing readable. */
    Optional<YamlNode> document(Optional<String> text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return YamlNode.read(text.get());
        } catch (YamlNode.UnreadableException e) {
            problem(e.line(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    void problem(int line, String what) {
        problems.add(file + ":" + line + ": " + what);
    }

    /** The entries of the file's list. */
    List<Mapping> entries(YamlNode root, String example) {
        if (!(root instanceof Items list)) {
            problem(root.line(), "the file must be a list, such as: " + example);
            return List.of();
        }
        var entries = new ArrayList<Mapping>();
        for (var node : list.nodes()) {
            if (node instanceof Mapping entry) {
                entries.add(entry);
            } else {
                problem(node.line(), "an entry must look like: " + example);
            }
        }
        return entries;
    }

    /** The fields of an entry by their key: only known ones, each once. */
    Map<String, Field> fields(Mapping entry, Set<String> known) {
        var fields = new LinkedHashMap<String, Field>();
        for (var field : entry.fields()) {
            if (!known.contains(field.key())) {
                problem(
                        field.line(),
                        "unknown key '" + field.key() + "'; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            } else if (fields.putIfAbsent(field.key(), field) != null) {
                problem(field.line(), "'" + field.key() + "' stands there twice");
            }
        }
        return fields;
    }

    /** The text of a field that has to be there. */
    Optional<String> text(Mapping entry, Map<String, Field> fields, String key) {
        var field = fields.get(key);
        if (field == null) {
            problem(entry.line(), "an entry without '" + key + "'");
            return Optional.empty();
        }
        if (field.value() instanceof Scalar(var text, var kind, var line)
                && kind == Scalar.Kind.TEXT
                && !text.isBlank()) {
            return Optional.of(text.strip());
        }
        problem(field.line(), "'" + key + "' must be a text");
        return Optional.empty();
    }
}
