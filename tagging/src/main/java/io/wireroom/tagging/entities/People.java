package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.NameParticles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves the names of a person: full, shorter, with and without initials and particles. Immutable. */
final class People {

    private final NameWords words;

    People(NameWords words) {
        this.words = words;
    }

    /** One entity for each person, from names in the order of the text. */
    List<Entity> resolve(FoldedTokens tokens, List<TokenSpan> names) {
        var people = new Known();
        var shortNames = new ArrayList<TokenSpan>();
        for (var name : names) {
            var its = wordsOf(tokens, name);
            if (its.size() < 2) {
                shortNames.add(name);
                continue;
            }
            var known = people.same(its);
            var person = known == null ? new Entity(Kind.PERSON, text(tokens, name)) : known;
            person.add(tokens, name);
            people.add(person, its);
        }
        var single = new LinkedHashMap<String, Entity>();
        for (var name : shortNames) {
            var its = wordsOf(tokens, name);
            var word = its.isEmpty() ? KindVotes.surface(tokens, name) : its.getFirst();
            var person = people.entityOf(word, tokens.start(name.first()));
            if (person == null) {
                person = single.computeIfAbsent(word, key -> new Entity(Kind.PERSON, text(tokens, name)));
            }
            person.add(tokens, name);
        }
        var all = new ArrayList<Entity>();
        for (var person : people.all.keySet()) {
            person.rename(fullName(tokens, person));
            all.add(person);
        }
        all.addAll(single.values());
        return all;
    }

    /** The words of a name that distinguish people: without particles and punctuation. */
    List<String> wordsOf(FoldedTokens tokens, TokenSpan name) {
        var found = new ArrayList<String>(name.length());
        for (int at = name.first(); at < name.end(); at++) {
            boolean isParticle = at + 1 < name.end()
                    && (NameParticles.PERSON.contains(tokens.word(at))
                            || NameParticles.HYPHENATED.contains(tokens.word(at)) && tokens.isHyphen(at + 1))
                    && !(at == name.first() && NameParticles.PREFIX.contains(tokens.word(at)));
            if (tokens.isWord(at) && !isParticle) {
                found.add(tokens.plain(at));
            }
        }
        return found;
    }

    private static boolean isSame(List<String> one, List<String> other) {
        if (one.equals(other)) {
            return true;
        }
        var shorter = one.size() <= other.size() ? one : other;
        var longer = shorter == one ? other : one;
        if (shorter.size() == longer.size()) {
            return false;
        }
        boolean isFrontOrEnd = longer.subList(0, shorter.size()).equals(shorter)
                || longer.subList(longer.size() - shorter.size(), longer.size()).equals(shorter);
        return isFrontOrEnd
                || shorter.getFirst().equals(longer.getFirst())
                        && shorter.getLast().equals(longer.getLast())
                        && isWithin(shorter, longer);
    }

    /** Whether all words of one are in the other in their order. */
    private static boolean isWithin(List<String> shorter, List<String> longer) {
        int at = 0;
        for (var word : longer) {
            if (at < shorter.size() && shorter.get(at).equals(word)) {
                at++;
            }
        }
        return at == shorter.size();
    }

    /** People known by full names so far. */
    private static final class Known {

        /** Limit on forms with the same first or last word. */
        private static final int MOST_ALIKE = 40;

        private record Form(Entity person, List<String> words) {}

        private final Map<Entity, Boolean> all = new LinkedHashMap<>();
        private final Map<String, List<Form>> byFirst = new HashMap<>();
        private final Map<String, List<Form>> byLast = new HashMap<>();

        void add(Entity person, List<String> words) {
            all.put(person, true);
            var form = new Form(person, words);
            add(byFirst, words.getFirst(), form);
            add(byLast, words.getLast(), form);
        }

        private static void add(Map<String, List<Form>> index, String word, Form form) {
            var alike = index.computeIfAbsent(word, key -> new ArrayList<>(2));
            if (alike.size() < MOST_ALIKE && !alike.contains(form)) {
                alike.add(form);
            }
        }

        @Nullable
        Entity same(List<String> words) {
            for (var index : List.of(
                    byLast.getOrDefault(words.getLast(), List.of()),
                    byFirst.getOrDefault(words.getFirst(), List.of()))) {
                for (var form : index) {
                    if (isSame(form.words(), words)) {
                        return form.person();
                    }
                }
            }
            return null;
        }

        /**
         * The person with this last name or, if there is none, this first name: the one mentioned last before the
         * offset, else the first.
         */
        @Nullable
        Entity entityOf(String word, int offset) {
            var forms = byLast.getOrDefault(word, byFirst.getOrDefault(word, List.of()));
            Entity best = null;
            int bestMention = -2;
            for (var form : forms) {
                int mention = form.person().lastMentionBefore(offset);
                if (mention > bestMention) {
                    best = form.person();
                    bestMention = mention;
                }
            }
            return best;
        }
    }

    /** The form used most; of those used as often the one of most words, and then the first. */
    private static String fullName(FoldedTokens tokens, Entity person) {
        var counts = new LinkedHashMap<String, Integer>();
        var lengths = new HashMap<String, Integer>();
        for (var span : person.spans()) {
            if (span.length() > 1) {
                var form = text(tokens, span);
                counts.merge(form, 1, Integer::sum);
                lengths.putIfAbsent(form, span.length());
            }
        }
        var best = person.name();
        for (var form : counts.keySet()) {
            int more = counts.getOrDefault(form, 0) - counts.getOrDefault(best, 0);
            int longer = lengths.getOrDefault(form, 0) - lengths.getOrDefault(best, 0);
            if (more > 0 || more == 0 && longer > 0) {
                best = form;
            }
        }
        return best;
    }

    /** A name as printed, without an article in front. */
    static String text(FoldedTokens tokens, TokenSpan name) {
        boolean hasArticle = name.length() > 1 && tokens.is(name.first(), "The");
        return tokens.words(hasArticle ? name.first() + 1 : name.first(), name.end() - 1);
    }
}
