package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.WordListFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds companies whose names are common words, such as Meta, Shell or Target, in texts that speak of business. Immutable.
 *
 * <p>Example: {@code "Target cut prices. The retailer …"} names a company, {@code "Target practice"} does not.
 */
final class Companies {

    private static final double CONFIDENCE = 0.75;

    private final Map<String, Set<String>> words;

    private Companies(Map<String, Set<String>> words) {
        this.words = words;
    }

    /** Reads the lists. */
    static Companies read() {
        return new Companies(WordListFile.sets(Companies.class, "companies.txt", Pattern.compile("; ")));
    }

    /**
     * Adds companies to institutions, where they overlap none; both are in the order of the text, without overlaps.
     *
     * @param names that the finder found; a longer one with the word in it wins
     */
    List<TokenSpan> addTo(List<TokenSpan> institutions, FoldedTokens tokens, List<TokenSpan> names) {
        var mentions = mentions(tokens, names);
        if (mentions.isEmpty()) {
            return institutions;
        }
        var all = new ArrayList<TokenSpan>(institutions.size() + mentions.size());
        int next = 0;
        for (var institution : institutions) {
            while (next < mentions.size() && mentions.get(next) < institution.first()) {
                all.add(span(mentions.get(next++)));
            }
            while (next < mentions.size() && mentions.get(next) < institution.end()) {
                next++;
            }
            all.add(institution);
        }
        while (next < mentions.size()) {
            all.add(span(mentions.get(next++)));
        }
        return all;
    }

    private static TokenSpan span(int token) {
        return new TokenSpan(Kind.ORGANISATION, token, token + 1, CONFIDENCE, TokenSpan.Origin.INSTITUTIONS);
    }

    /** Tokens that are such companies. */
    private List<Integer> mentions(FoldedTokens tokens, List<TokenSpan> names) {
        var candidates = new HashMap<String, List<Integer>>();
        for (int token = 0; token < tokens.size(); token++) {
            if (tokens.isCapitalised(token) && is("name", tokens.word(token)) && isByItself(tokens, token)) {
                candidates
                        .computeIfAbsent(tokens.word(token), key -> new ArrayList<>())
                        .add(token);
            }
        }
        if (candidates.isEmpty() || !isAboutBusiness(tokens, candidates)) {
            return List.of();
        }
        var taken = longerNames(names);
        var found = new ArrayList<Integer>();
        for (var its : candidates.values()) {
            its.removeIf(taken::contains);
            if (its.stream().anyMatch(token -> isActing(tokens, token))) {
                its.stream()
                        .filter(token -> isActing(tokens, token) || !tokens.startsSentence(token))
                        .forEach(found::add);
            }
        }
        found.sort(null);
        return found;
    }

    /** Not part of a longer name in capitals. */
    private static boolean isByItself(FoldedTokens tokens, int token) {
        boolean isLed = tokens.isSameSentence(token - 1, token)
                && (tokens.isCapitalised(token - 1) && !tokens.startsSentence(token - 1)
                        || tokens.isHyphen(token - 1) && tokens.touches(token - 1, token));
        boolean isFollowed = tokens.isSameSentence(token, token + 1)
                && (tokens.isCapitalised(token + 1) && !tokens.is(token + 1, "CEO")
                        || tokens.isHyphen(token + 1) && tokens.touches(token, token + 1));
        return !isLed && !isFollowed;
    }

    /** Whether words of business, other than the names themselves, are in the text. */
    private boolean isAboutBusiness(FoldedTokens tokens, Map<String, List<Integer>> candidates) {
        for (int token = 0; token < tokens.size(); token++) {
            var word = tokens.word(token);
            if (is("subject", word) && !candidates.containsKey(word)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Integer> longerNames(List<TokenSpan> names) {
        var taken = new HashSet<Integer>();
        for (var name : names) {
            for (int token = name.first(); token < name.end() && name.length() > 1; token++) {
                taken.add(token);
            }
        }
        return taken;
    }

    /** Whether the words beside a name show that it acts, or belongs, as a company. */
    private boolean isActing(FoldedTokens tokens, int token) {
        if (tokens.isSameSentence(token, token + 1)) {
            var after = tokens.word(token + 1);
            if (tokens.isPossessive(token + 1) || is("action", after) || is("thing", after)) {
                return true;
            }
        }
        return tokens.isSameSentence(token - 1, token) && is("before", tokens.word(token - 1));
    }

    private boolean is(String list, String word) {
        return words.getOrDefault(list, Set.of()).contains(word);
    }
}
