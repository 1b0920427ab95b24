package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together the names of one organisation: long, short, and its initials. Immutable. */
final class Organisations {

    private static final Set<String> SMALL_WORDS =
            Set.of("of", "the", "and", "for", "in", "on", "to", "de", "des", "la");
    private static final int LONGEST_ACRONYM = 7;

    private final NameWords words;
    private final Institutions institutions;

    Organisations(NameWords words, Institutions institutions) {
        this.words = words;
        this.institutions = institutions;
    }

    /** One bearer an organisation, from names in the order of the text. */
    List<Entity> resolve(Line line, List<TokenSpan> names) {
        var byKey = new LinkedHashMap<String, Entity>();
        for (var name : names) {
            var text = People.text(line, name);
            var institution = institutions.name(text);
            var key = institution == null ? key(line, name) : key(institution);
            var bearer = byKey.computeIfAbsent(
                    key, any -> new Entity(Kind.ORGANISATION, institution == null ? text : institution));
            bearer.add(line, name);
            if (institution == null
                    && name.length() > words(bearer.name())
                    && institutions.name(bearer.name()) == null) {
                bearer.rename(text);
            }
        }
        joinAcronyms(line, byKey);
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
    private String key(Line line, TokenSpan name) {
        int last = name.last();
        while (last - name.first() > 1 && (words.isCompanyForm(line.word(last - 1)) || !line.isWord(last - 1))) {
            last--;
        }
        return KindVotes.surface(line, name.from(name.first(), last));
    }

    /** "(NATO)" behind a name, and initials of a name anywhere, are that name. */
    private static void joinAcronyms(Line line, Map<String, Entity> byKey) {
        var byInitials = new HashMap<String, String>();
        var byEnd = new HashMap<Integer, String>();
        byKey.forEach((key, bearer) -> {
            if (key.indexOf(' ') > 0) {
                byInitials.putIfAbsent(initials(key, true), key);
                byInitials.putIfAbsent(initials(key, false), key);
                bearer.stretches().forEach(stretch -> byEnd.put(stretch.last(), key));
            }
        });
        for (var entry : List.copyOf(byKey.entrySet())) {
            var acronym = entry.getKey();
            var bearer = entry.getValue();
            var stretch = bearer.stretches().getFirst();
            if (stretch.length() > 1 || !isAcronym(line.word(stretch.first()))) {
                continue;
            }
            var inBrackets = line.is(stretch.first() - 1, "(") && line.is(stretch.last(), ")")
                    ? byEnd.get(stretch.first() - 1)
                    : null;
            boolean isSameFirst = inBrackets != null && inBrackets.charAt(0) == acronym.charAt(0);
            var full = byKey.get(isSameFirst ? inBrackets : byInitials.getOrDefault(acronym, ""));
            if (full != null && full != bearer) {
                full.absorb(bearer);
                byKey.remove(acronym);
            }
        }
    }

    /** Whether a word is an acronym by its revisit. */
    static boolean isAcronym(String word) {
        return word.length() >= 2
                && word.length() <= LONGEST_ACRONYM
                && word.chars().filter(Character::isUpperCase).count() >= Math.max(2, word.length() - 2);
    }

    /** First letters of a name's words, small words counted or not. */
    private static String initials(String key, boolean withSmallWords) {
        var initials = new StringBuilder();
        for (var word : key.split(" ")) {
            if (!word.isEmpty() && (withSmallWords || !SMALL_WORDS.contains(word))) {
                initials.append(word.charAt(0));
            }
        }
        return initials.toString();
    }

    /** The beginning of one longer name only is short for it. */
    private void joinBeginnings(Map<String, Entity> byKey) {
        var sorted = new TreeMap<>(byKey);
        for (var entry : List.copyOf(byKey.entrySet())) {
            var key = entry.getKey();
            var bearer = entry.getValue();
            var behind = sorted.tailMap(key + " ", true).entrySet().iterator();
            var next = behind.hasNext() ? behind.next() : null;
            if (next == null || !next.getKey().startsWith(key + " ") || institutions.name(bearer.name()) != null) {
                continue;
            }
            boolean isOnly = !behind.hasNext() || !behind.next().getKey().startsWith(key + " ");
            if (isOnly) {
                next.getValue().absorb(bearer);
                byKey.remove(key);
                sorted.remove(key);
            }
        }
    }

    /** What a name in front of brackets says that the word in them is; null if the letters are not its initials. */
    static @Nullable TokenSpan acronymBehind(Line line, TokenSpan name) {
        int at = name.last() + 1;
        var surface = KindVotes.surface(line, name);
        boolean isThere = at + 1 < line.size()
                && line.is(at - 1, "(")
                && line.is(at + 1, ")")
                && isAcronym(line.word(at))
                && List.of(initials(surface, true), initials(surface, false)).contains(line.plain(at));
        return isThere ? new TokenSpan(Kind.ORGANISATION, at, at + 1, name.confidence(), TokenSpan.Origin.ECHO) : null;
    }
}
