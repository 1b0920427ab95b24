package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.NameParticles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds more mentions of an article's people, organisations and places: their names, and people's last names, in folded
 * form, at tokens that no engine has used. Runs after the names are resolved to entities, unlike {@code
 * ner.features.NameConsistency}, which corrects the names of the model. Immutable.
 */
final class MentionFinder {

    private static final double SURENESS = 0.9;
    private static final int SHORTEST_WORD = 3;
    private static final int MOST_FORMS = 16;
    /** Limit on forms with the same first word. */
    private static final int MOST_ALIKE = 40;

    private final NameWords words;

    MentionFinder(NameWords words) {
        this.words = words;
    }

    /** A form of a name. */
    private record Form(List<String> words, Entity entity) {}

    /** Adds mentions at tokens that are not taken yet; they are taken then. */
    void add(FoldedTokens tokens, List<Entity> entities, BitSet taken) {
        var forms = forms(tokens, entities);
        if (forms.isEmpty()) {
            return;
        }
        var common = new CommonWords(tokens);
        for (int token = 0; token < tokens.size(); token++) {
            if (taken.get(token) || !tokens.isWord(token)) {
                continue;
            }
            boolean isCapitalised = tokens.isCapitalised(token);
            if (!isCapitalised
                    && !(NameParticles.PERSON.contains(tokens.word(token))
                            || NameParticles.HYPHENATED.contains(tokens.word(token)))) {
                continue;
            }
            Form best = null;
            int bestEnd = token;
            for (var form : forms.getOrDefault(tokens.plain(token), List.of())) {
                int end = end(tokens, token, form.words(), taken);
                if (end > bestEnd && (form.words().size() > 1 || isNameByItself(tokens, token, common))) {
                    best = form;
                    bestEnd = end;
                }
            }
            if (best != null) {
                var entity = best.entity();
                double confidence = entity.spans().isEmpty()
                        ? SURENESS
                        : SURENESS * entity.spans().getFirst().confidence();
                var mention = new TokenSpan(entity.kind(), token, bestEnd, confidence, TokenSpan.Origin.REPETITION);
                entity.add(tokens, mention);
                taken.set(token, bestEnd);
                token = bestEnd - 1;
            }
        }
    }

    private Map<String, List<Form>> forms(FoldedTokens tokens, List<Entity> entities) {
        var forms = new HashMap<String, List<Form>>();
        var seen = new HashMap<List<String>, Entity>();
        for (var entity : entities) {
            var its = new HashSet<List<String>>();
            for (var span : entity.spans()) {
                var surface = List.of(KindVotes.surface(tokens, span).split(" "));
                if (!surface.getFirst().isEmpty() && surface.size() <= MOST_FORMS) {
                    its.add(surface);
                    if (entity.kind() == Kind.PERSON && surface.size() > 1) {
                        its.add(List.of(surface.getLast()));
                    }
                }
            }
            for (var form : its) {
                boolean isLong = form.size() > 1
                        || form.getFirst().length() >= SHORTEST_WORD
                                && (entity.isSure() || entity.kind() == Kind.PERSON && hasFullName(tokens, entity));
                var other = seen.putIfAbsent(form, entity);
                var alike = forms.computeIfAbsent(form.getFirst(), key -> new ArrayList<>(2));
                if (isLong && other == null && alike.size() < MOST_ALIKE) {
                    alike.add(new Form(form, entity));
                } else if (other != null && other != entity) {
                    // A form of two entities belongs to neither.
                    alike.removeIf(one -> one.words().equals(form));
                }
            }
        }
        return forms;
    }

    private static boolean hasFullName(FoldedTokens tokens, Entity person) {
        return person.spans().stream()
                .anyMatch(span -> KindVotes.surface(tokens, span).indexOf(' ') > 0);
    }

    private static int end(FoldedTokens tokens, int token, List<String> form, BitSet taken) {
        int at = token;
        for (int i = 0; i < form.size(); i++) {
            if (i > 0 && at < tokens.size() && tokens.isHyphen(at)) {
                at++;
            }
            boolean isNext = at < tokens.size()
                    && !taken.get(at)
                    && tokens.isSameSentence(token, at)
                    && tokens.plain(at).equals(form.get(i));
            if (!isNext) {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** Whether a single word is a name by itself: capitalised, not in a longer name, not a common word in this text. */
    private boolean isNameByItself(FoldedTokens tokens, int token, CommonWords common) {
        if (!tokens.isCapitalised(token)) {
            return false;
        }
        boolean isFollowed = tokens.isSameSentence(token, token + 1) && tokens.isCapitalised(token + 1);
        boolean isLed = tokens.isSameSentence(token - 1, token)
                && tokens.isCapitalised(token - 1)
                && !tokens.startsSentence(token - 1)
                && words.titleLengthBefore(tokens, token) == 0;
        return !isFollowed && !isLed && !common.contain(tokens.plain(token));
    }

    /** Words that are in lower case somewhere in the text; collected on demand. */
    private static final class CommonWords {

        private final FoldedTokens tokens;
        private final Set<String> words = new HashSet<>();
        private boolean isCollected;

        CommonWords(FoldedTokens tokens) {
            this.tokens = tokens;
        }

        boolean contain(String word) {
            if (!isCollected) {
                for (int token = 0; token < tokens.size(); token++) {
                    if (tokens.length(token) >= SHORTEST_WORD && Character.isLowerCase(tokens.first(token))) {
                        words.add(tokens.word(token));
                    }
                }
                isCollected = true;
            }
            return words.contains(word);
        }
    }
}
