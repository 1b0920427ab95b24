package io.wireroom.tagging.entities;

import io.wireroom.contract.Article.Creator;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.NameFinder.Name;
import io.wireroom.tagging.TagInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An article whose text marks what the finder of names finds: {@code [P:Ada Hale]}, {@code [O:…]}, {@code [L:…]}. */
record MarkedText(TagInput input, List<Name> names) {

    static final Creator NAMES = new Creator("marked", "1");
    private static final double CONFIDENCE = 0.8;
    private static final Pattern MARK = Pattern.compile("\\[([POL]):([^]]*)]");

    static MarkedText of(String marked) {
        var text = new StringBuilder();
        var names = new ArrayList<Name>();
        var mark = MARK.matcher(marked);
        int from = 0;
        while (mark.find()) {
            text.append(marked, from, mark.start());
            int start = text.length();
            text.append(mark.group(2));
            var kind = switch (mark.group(1)) {
                case "P" -> Kind.PERSON;
                case "O" -> Kind.ORGANISATION;
                default -> Kind.PLACE;
            };
            names.add(new Name(kind, start, text.length(), CONFIDENCE));
            from = mark.end();
        }
        text.append(marked.substring(from));
        return new MarkedText(TagInput.of("", text.toString(), "en"), List.copyOf(names));
    }

    /** Tags of the tagger as lines of kind, name, address and mentions. */
    static String printed(TagInput input, Entities entities) {
        var printed = new StringBuilder();
        for (var tags : List.of(entities.people(), entities.organisations(), entities.places())) {
            for (var tag : tags) {
                printed.append(printed.isEmpty() ? "" : "\n")
                        .append(tag.type())
                        .append(' ')
                        .append(tag.name());
                if (tag.uri() != null) {
                    printed.append(" <").append(tag.uri()).append('>');
                }
                printed.append(": ");
                for (int i = 0; i < tag.mentions().size(); i++) {
                    var mention = tag.mentions().get(i);
                    printed.append(i == 0 ? "" : ", ").append(input.text(), mention.start(), mention.end());
                }
            }
        }
        return printed.toString();
    }
}
