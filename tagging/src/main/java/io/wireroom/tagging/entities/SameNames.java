package io.wireroom.tagging.entities;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One entity for each spelling, for scripts without spaces, whose names have no words to compare. */
final class SameNames {

    private SameNames() {}

    /** Entities of names of one kind, in the order of the text. */
    static List<Entity> resolve(FoldedTokens tokens, List<TokenSpan> names) {
        var bySpelling = new LinkedHashMap<String, Entity>();
        for (var name : names) {
            var text = tokens.words(name.first(), name.end() - 1);
            bySpelling
                    .computeIfAbsent(text, key -> new Entity(name.kind(), text))
                    .add(tokens, name);
        }
        return new ArrayList<>(bySpelling.values());
    }
}
