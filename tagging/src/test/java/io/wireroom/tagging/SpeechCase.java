package io.wireroom.tagging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One case of a file: a text with its names, and what is to be found in it. */
record SpeechCase(String claim, TagInput input, Entities entities, List<String> expected) {

    static List<SpeechCase> read(String file) {
        try (var in = Objects.requireNonNull(SpeechCase.class.getResourceAsStream("/speech/" + file), file)) {
            var cases = new ArrayList<SpeechCase>();
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

    private static SpeechCase parse(List<String> lines) {
        var head = lines.indexOf("");
        var text = new ArrayList<String>();
        var expected = new ArrayList<String>();
        for (var line : lines.subList(head + 1, lines.size())) {
            if (line.startsWith("-> ")) {
                expected.add(line.substring(3));
            } else if (!line.isEmpty()) {
                text.add(line);
            }
        }
        var body = String.join("\n", text);
        List<Tag> people = new ArrayList<>();
        List<Tag> organisations = new ArrayList<>();
        for (var line : lines.subList(2, head)) {
            var names = line.substring(line.indexOf(':') + 1);
            (line.startsWith("people") ? people : organisations).addAll(tags(names, body));
        }
        return new SpeechCase(
                lines.getFirst(),
                TagInput.of("", body, lines.get(1)),
                new Entities(people, organisations, List.of()),
                expected);
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
            tags.add(new Tag(forms[0], "person", null, 1, new Creator("test", "1"), mentions));
        }
        return tags;
    }

    @Override
    public String toString() {
        return claim;
    }
}
