package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where else in an article the names of its people, organisations and places stand. Immutable. */
final class MentionFinder {

    private static final double SURENESS = 0.9;
    private static final int SHORTEST_WORD = 3;
    private static final int MOST_FORMS = 16;
    /** Forms of the same first word that are looked for; more of one article are no news. */
    private static final int MOST_ALIKE = 40;

    private final NameWords words;

    MentionFinder(NameWords words) {
        this.words = words;
    }

    /** A form of a name. */
    private record Form(List<String> words, Entity bearer) {}

    /** Adds mentions where a bearer's name stands and nothing is known yet; those places are then taken. */
    void add(Line line, List<Entity> bearers, BitSet taken) {
        var forms = forms(line, bearers);
        if (forms.isEmpty()) {
            return;
        }
        var common = new CommonWords(line);
        for (int token = 0; token < line.size(); token++) {
            if (taken.get(token) || !line.isWord(token)) {
                continue;
            }
            boolean isCapitalised = line.isCapitalised(token);
            if (!isCapitalised && !(words.isParticle(line.word(token)) || words.isHyphenParticle(line.word(token)))) {
                continue;
            }
            Form best = null;
            int bestEnd = token;
            for (var form : forms.getOrDefault(line.plain(token), List.of())) {
                int end = end(line, token, form.words(), taken);
                if (end > bestEnd && (form.words().size() > 1 || stands(line, token, common))) {
                    best = form;
                    bestEnd = end;
                }
            }
            if (best != null) {
                var bearer = best.bearer();
                double surety = bearer.stretches().isEmpty()
                        ? SURENESS
                        : SURENESS * bearer.stretches().getFirst().confidence();
                var echo = new TokenSpan(bearer.kind(), token, bestEnd, surety, TokenSpan.Origin.ECHO);
                bearer.add(line, echo);
                taken.set(token, bestEnd);
                token = bestEnd - 1;
            }
        }
    }

    private Map<String, List<Form>> forms(Line line, List<Entity> bearers) {
        var forms = new HashMap<String, List<Form>>();
        var seen = new HashMap<List<String>, Entity>();
        for (var bearer : bearers) {
            var its = new HashSet<List<String>>();
            for (var stretch : bearer.stretches()) {
                var surface = List.of(KindVotes.surface(line, stretch).split(" "));
                if (!surface.getFirst().isEmpty() && surface.size() <= MOST_FORMS) {
                    its.add(surface);
                    if (bearer.kind() == Kind.PERSON && surface.size() > 1) {
                        its.add(List.of(surface.getLast()));
                    }
                }
            }
            for (var form : its) {
                boolean isLong = form.size() > 1
                        || form.getFirst().length() >= SHORTEST_WORD
                                && (bearer.kind() == Kind.PERSON || bearer.isSure());
                var other = seen.putIfAbsent(form, bearer);
                var alike = forms.computeIfAbsent(form.getFirst(), key -> new ArrayList<>(2));
                if (isLong && other == null && alike.size() < MOST_ALIKE) {
                    alike.add(new Form(form, bearer));
                } else if (other != null && other != bearer) {
                    // What two bear is nobody's.
                    alike.removeIf(one -> one.words().equals(form));
                }
            }
        }
        return forms;
    }

    private static int end(Line line, int token, List<String> form, BitSet taken) {
        int at = token;
        for (int i = 0; i < form.size(); i++) {
            if (i > 0 && at < line.size() && line.isHyphen(at)) {
                at++;
            }
            boolean isNext = at < line.size()
                    && !taken.get(at)
                    && line.isSameSentence(token, at)
                    && line.plain(at).equals(form.get(i));
            if (!isNext) {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** Whether a single word stands as a name of its own: capitalised, in no longer name, no common word here. */
    private boolean stands(Line line, int token, CommonWords common) {
        if (!line.isCapitalised(token)) {
            return false;
        }
        boolean isFollowed = line.isSameSentence(token, token + 1) && line.isCapitalised(token + 1);
        boolean isLed = line.isSameSentence(token - 1, token)
                && line.isCapitalised(token - 1)
                && !line.startsSentence(token - 1)
                && words.titleLengthBefore(line, token) == 0;
        return !isFollowed && !isLed && !common.contain(line.plain(token));
    }

    /** Words that stand in small letters somewhere in the text; collected when first asked for. */
    private static final class CommonWords {

        private final Line line;
        private final Set<String> words = new HashSet<>();
        private boolean isCollected;

        CommonWords(Line line) {
            this.line = line;
        }

        boolean contain(String word) {
            if (!isCollected) {
                for (int token = 0; token < line.size(); token++) {
                    if (line.tokens().length(token) >= SHORTEST_WORD
                            && Character.isLowerCase(line.tokens().first(token))) {
                        words.add(line.word(token));
                    }
                }
                isCollected = true;
            }
            return words.contains(word);
        }
    }
}
