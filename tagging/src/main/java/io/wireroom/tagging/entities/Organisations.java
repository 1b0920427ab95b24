package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.FunctionWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Resolves the names of an organisation: long, short, and its initials. Immutable. */
final class Organisations {

    private static final int LONGEST_ACRONYM = 7;

    private final NameWords words;
    private final Institutions institutions;

    Organisations(NameWords words, Institutions institutions) {
        this.words = words;
        this.institutions = institutions;
    }

    /** One entity for each organisation, from names in the order of the text. */
    List<Entity> resolve(FoldedTokens tokens, List<TokenSpan> names) {
        var byKey = new LinkedHashMap<String, Entity>();
        for (var name : names) {
            var text = People.text(tokens, name);
            var institution = institutions.name(text);
            var key = institution == null ? key(tokens, name) : key(institution);
            var entity = byKey.computeIfAbsent(
                    key, any -> new Entity(Kind.ORGANISATION, institution == null ? text : institution));
            entity.add(tokens, name);
            if (institution == null
                    && name.length() > words(entity.name())
                    && institutions.name(entity.name()) == null) {
                entity.rename(text);
            }
        }
        joinAcronyms(tokens, byKey);
        joinBeginnings(byKey);
        return new ArrayList<>(byKey.values());
    }

    private static int words(String name) {
        return name.split(" ").length;
    }

    private static String key(String name) {
        return NameWords.plain(name);
    }

    /** A name's words without its legal form. */
    private String key(FoldedTokens tokens, TokenSpan name) {
        int last = name.end();
        while (last - name.first() > 1 && (words.isCompanyForm(tokens.word(last - 1)) || !tokens.isWord(last - 1))) {
            last--;
        }
        return KindVotes.surface(tokens, name.from(name.first(), last));
    }

    /** "(NATO)" after a name, and the initials of a name anywhere, mean that name. */
    private static void joinAcronyms(FoldedTokens tokens, Map<String, Entity> byKey) {
        var byInitials = new HashMap<String, String>();
        var byEnd = new HashMap<Integer, String>();
        byKey.forEach((key, entity) -> {
            if (key.indexOf(' ') > 0) {
                byInitials.putIfAbsent(initials(key, true), key);
                byInitials.putIfAbsent(initials(key, false), key);
                entity.spans().forEach(span -> byEnd.put(span.end(), key));
            }
        });
        for (var entry : List.copyOf(byKey.entrySet())) {
            var acronym = entry.getKey();
            var entity = entry.getValue();
            var span = entity.spans().getFirst();
            if (span.length() > 1 || !isAcronym(tokens.word(span.first()))) {
                continue;
            }
            var inBrackets =
                    tokens.is(span.first() - 1, "(") && tokens.is(span.end(), ")") ? byEnd.get(span.first() - 1) : null;
            boolean isSameFirst = inBrackets != null && inBrackets.charAt(0) == acronym.charAt(0);
            var full = byKey.get(isSameFirst ? inBrackets : byInitials.getOrDefault(acronym, ""));
            if (full != null && full != entity) {
                full.absorb(entity);
                byKey.remove(acronym);
            }
        }
    }

    /** Whether a word has the form of an acronym. */
    static boolean isAcronym(String word) {
        return word.length() >= 2
                && word.length() <= LONGEST_ACRONYM
                && word.chars().filter(Character::isUpperCase).count() >= Math.max(2, word.length() - 2);
    }

    /** First letters of a name's words, small words counted or not. */
    private static String initials(String key, boolean withSmallWords) {
        var initials = new StringBuilder();
        for (var word : key.split(" ")) {
            if (!word.isEmpty() && (withSmallWords || !FunctionWords.NOT_IN_ACRONYM.contains(word))) {
                initials.append(word.charAt(0));
            }
        }
        return initials.toString();
    }

    /** A name that begins exactly one longer name is its short form. */
    private void joinBeginnings(Map<String, Entity> byKey) {
        var sorted = new TreeMap<>(byKey);
        for (var entry : List.copyOf(byKey.entrySet())) {
            var key = entry.getKey();
            var entity = entry.getValue();
            var after = sorted.tailMap(key + " ", true).entrySet().iterator();
            var next = after.hasNext() ? after.next() : null;
            if (next == null || !next.getKey().startsWith(key + " ") || institutions.name(entity.name()) != null) {
                continue;
            }
            boolean isOnly = !after.hasNext() || !after.next().getKey().startsWith(key + " ");
            if (isOnly) {
                next.getValue().absorb(entity);
                byKey.remove(key);
                sorted.remove(key);
            }
        }
    }

    /** The acronym in brackets after a name; null if its letters are not the name's initials. */
    static @Nullable TokenSpan acronymAfter(FoldedTokens tokens, TokenSpan name) {
        int at = name.end() + 1;
        var surface = KindVotes.surface(tokens, name);
        boolean isThere = at + 1 < tokens.size()
                && tokens.is(at - 1, "(")
                && tokens.is(at + 1, ")")
                && isAcronym(tokens.word(at))
                && List.of(initials(surface, true), initials(surface, false)).contains(tokens.plain(at));
        return isThere
                ? new TokenSpan(Kind.ORGANISATION, at, at + 1, name.confidence(), TokenSpan.Origin.REPETITION)
                : null;
    }
}
