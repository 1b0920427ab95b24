package io.wireroom.tagging.keyphrases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One invented article with the keywords that an editor would give it.
 *
 * @param measured whether no number was chosen by it
 */
record KeyphraseCase(boolean measured, TagInput input, Entities names, Set<String> keywords) {

    static List<KeyphraseCase> read() {
        try (var in = Objects.requireNonNull(KeyphraseCase.class.getResourceAsStream("/keyphrases/articles.txt"))) {
            var cases = new ArrayList<KeyphraseCase>();
            for (var part : new String(in.readAllBytes(), UTF_8).split("\n== ")) {
                if (!part.startsWith("#")) {
                    cases.add(parse(part.lines().toList()));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyphraseCase parse(List<String> lines) {
        var body = lines.stream()
                .skip(5)
                .filter(line -> !line.isEmpty() && !line.startsWith("-> "))
                .collect(Collectors.joining("\n"));
        var names = tags(lines.get(2).substring("names:".length()), body);
        return new KeyphraseCase(
                lines.getFirst().endsWith("measure"),
                TagInput.of(lines.get(3), body, lines.get(1)),
                new Entities(List.of(), names, List.of()),
                lines.stream()
                        .filter(line -> line.startsWith("-> "))
                        .flatMap(line -> Set.of(line.substring(3).split("; ")).stream())
                        .map(KeyphraseCase::comparable)
                        .collect(Collectors.toSet()));
    }

    private static List<Tag> tags(String names, String text) {
        var tags = new ArrayList<Tag>();
        for (var name : names.split(";")) {
            var forms = name.strip().split("=");
            var mentions = new ArrayList<Span>();
            for (var form : forms) {
                for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                    var start = at;
                    if (mentions.stream().noneMatch(span -> span.start() <= start && start < span.end())) {
                        mentions.add(new Span(at, at + form.length()));
                    }
                }
            }
            if (!mentions.isEmpty()) {
                tags.add(new Tag(forms[0], "organisation", null, 1, new Creator("test", "1"), mentions));
            }
        }
        return tags;
    }

    /** Words in small letters without a plural's s. */
    static String comparable(String phrase) {
        return List.of(phrase.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+")).stream()
                .map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .collect(Collectors.joining(" "));
    }
}
