package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.lexicon.NameTrie;
import io.wireroom.tagging.lexicon.WordListFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Institutions that are known by name worldwide, also by their seat. Immutable. */
final class Institutions {

    private static final double CONFIDENCE = 0.9;

    /** One of an institution's names, and its name in tags. */
    private record Entry(String written, String name) {}

    private final NameTrie trie;
    private final List<List<Entry>> entries;
    /** Small letters that names begin with, as in "al-…". */
    private final String smallFirsts;

    private Institutions(NameTrie trie, List<List<Entry>> entries) {
        this.trie = trie;
        this.entries = entries;
        this.smallFirsts = entries.stream()
                .flatMap(List::stream)
                .map(entry -> entry.written().substring(0, 1))
                .filter(first -> Character.isLowerCase(first.charAt(0)))
                .distinct()
                .collect(Collectors.joining());
    }

    /** Reads the list. */
    static Institutions read() {
        var byKey = new TreeMap<String, List<Entry>>();
        for (var line : WordListFile.lines(Institutions.class, "institutions.txt")) {
            var names = line.split("; ");
            for (var written : names) {
                byKey.computeIfAbsent(CharFolding.fold(written), key -> new ArrayList<>(1))
                        .add(new Entry(written, names[0]));
            }
        }
        return new Institutions(NameTrie.of(List.copyOf(byKey.keySet())), List.copyOf(byKey.values()));
    }

    /** Institutions in the order of the text, the longest at each position. */
    List<TokenSpan> find(FoldedTokens tokens) {
        var found = new ArrayList<TokenSpan>();
        for (int token = 0; token < tokens.size(); ) {
            int last = lastToken(tokens, token);
            if (last > token) {
                found.add(new TokenSpan(Kind.ORGANISATION, token, last, CONFIDENCE, TokenSpan.Origin.INSTITUTIONS));
                token = last;
            } else {
                token++;
            }
        }
        return found;
    }

    /** The name in tags; null if it is not an institution's name. */
    @Nullable
    String name(String written) {
        var found = new String[1];
        trie.find(written, 0, (name, end) -> {
            for (var entry : entries.get(name)) {
                if (end == written.length() && isWritten(written, 0, entry.written())) {
                    found[0] = entry.name();
                }
            }
        });
        return found[0];
    }

    private int lastToken(FoldedTokens tokens, int token) {
        if (!tokens.isCapitalised(token) && smallFirsts.indexOf(tokens.first(token)) < 0) {
            return token;
        }
        var text = tokens.text();
        int start = tokens.start(token);
        int[] last = {token};
        trie.find(text, start, (name, end) -> {
            int next = tokens.at(end - 1) + 1;
            if (tokens.end(next - 1) == end
                    && entries.get(name).stream().anyMatch(entry -> isWritten(text, start, entry.written()))) {
                last[0] = next;
            }
        });
        return last[0];
    }

    /** Whether the text has the name's capitals; accents may be missing. */
    private static boolean isWritten(String text, int start, String written) {
        for (int i = 0; i < written.length(); i++) {
            boolean isCapital = Character.isUpperCase(written.charAt(i));
            if (isCapital != Character.isUpperCase(text.charAt(start + i))) {
                return false;
            }
        }
        return true;
    }
}
