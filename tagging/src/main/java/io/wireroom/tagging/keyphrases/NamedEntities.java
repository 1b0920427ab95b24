package io.wireroom.tagging.keyphrases;

import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The names found in a text, by the tokens that their mentions cover. */
final class NamedEntities {

    private final List<Tag> tags = new ArrayList<>();

    /** The mention that covers each token, by its first token and the one after its last; empty if there is none. */
    private final int[] firsts;

    private final int[] ends;

    private final BitSet ofPeople = new BitSet();

    /** Of each tag's longest mention. */
    private final int[] longestFirst;

    private final int[] longestEnd;

    NamedEntities(Tokens tokens, Entities entities) {
        tags.addAll(entities.people());
        tags.addAll(entities.organisations());
        tags.addAll(entities.places());
        firsts = new int[tokens.size()];
        ends = new int[tokens.size()];
        longestFirst = new int[tags.size()];
        longestEnd = new int[tags.size()];
        for (int number = 0; number < tags.size(); number++) {
            for (var span : tags.get(number).mentions()) {
                cover(tokens, number, span, number < entities.people().size());
            }
        }
    }

    private void cover(Tokens tokens, int number, Span span, boolean person) {
        var first = tokens.at(span.start());
        var end = tokens.endAt(first, span.end());
        for (int token = first; token < end; token++) {
            if (end - first > ends[token] - firsts[token]) {
                firsts[token] = first;
                ends[token] = end;
            }
        }
        if (person) {
            ofPeople.set(first, end);
        }
        if (end - first > longestEnd[number] - longestFirst[number]) {
            longestFirst[number] = first;
            longestEnd[number] = end;
        }
    }

    int size() {
        return tags.size();
    }

    Tag tag(int number) {
        return tags.get(number);
    }

    /** First token of a name's longest mention. */
    int first(int number) {
        return longestFirst[number];
    }

    /** After the last token of a name's longest mention. */
    int end(int number) {
        return longestEnd[number];
    }

    /** Whether these tokens are a name, cut a name in two, or extend a person's name: by a title, a verb. */
    boolean cut(int first, int last) {
        for (int token = first; token <= last; token++) {
            if (ends[token] > firsts[token]) {
                var whole = firsts[token] >= first && ends[token] <= last + 1;
                var same = firsts[token] == first && ends[token] == last + 1;
                if (!whole || same || ofPeople.get(token)) {
                    return true;
                }
            }
        }
        return false;
    }
}
