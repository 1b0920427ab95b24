package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.FunctionWords;
import io.wireroom.tagging.lexicon.GivenNames;
import io.wireroom.tagging.places.Gazetteer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes people of two-word names with the name of a place in them that the finder took for something else: "India
 * Larkin", whose first name is also used alone in the article, and "Ruth Ghana".
 */
final class PlaceNamedPeople {

    private static final double CONFIDENCE = 0.5;
    /** The finder's own opinion wins above this. */
    private static final double SURE = 0.7;

    private static final String ENGLISH = "en";
    private static final Set<String> REPORTING =
            Set.of("said", "says", "told", "asked", "added", "replied", "explained", "recalled", "insisted");
    private static final Set<String> PERSON_VERBS = Set.of(
            "said",
            "says",
            "told",
            "asked",
            "added",
            "replied",
            "explained",
            "recalled",
            "insisted",
            "who",
            "smiled",
            "laughed",
            "wrote",
            "thinks",
            "thought",
            "knew",
            "knows",
            "grew",
            "lives",
            "lived",
            "loves",
            "loved",
            "died",
            "joked",
            "married",
            "studied",
            "nodded",
            "cried",
            "felt",
            "feels",
            "remembers",
            "remembered");

    private PlaceNamedPeople() {}

    /** The names, with these people instead of other names in the same place. */
    static List<TokenSpan> join(FoldedTokens tokens, List<TokenSpan> names, NameWords words, Gazetteer gazetteer) {
        var byFirst = new HashMap<Integer, TokenSpan>();
        names.forEach(name -> byFirst.put(name.first(), name));
        Set<Integer> inside = new HashSet<>();
        names.forEach(name -> {
            for (int token = name.first() + 1; token < name.end(); token++) {
                inside.add(token);
            }
        });
        var people = new ArrayList<TokenSpan>();
        for (int token = 0; token + 1 < tokens.size(); token++) {
            if (isTwoWords(tokens, token)
                    && !inside.contains(token)
                    && isOpen(byFirst, inside, token)
                    && isPerson(tokens, token, words, gazetteer)) {
                people.add(new TokenSpan(Kind.PERSON, token, token + 2, CONFIDENCE, TokenSpan.Origin.WORDS));
                token++;
            }
        }
        return people.isEmpty() ? names : replaced(names, people);
    }

    private static boolean isTwoWords(FoldedTokens tokens, int token) {
        return tokens.isCapitalised(token)
                && tokens.isWord(token)
                && tokens.isCapitalised(token + 1)
                && tokens.isSameSentence(token, token + 1)
                && tokens.length(token + 1) > 2
                && !tokens.touches(token, token + 1)
                && !(tokens.isSameSentence(token + 1, token + 2) && tokens.isCapitalised(token + 2))
                && !tokens.isHyphen(token + 2)
                && !(tokens.isSameSentence(token - 1, token)
                        && (tokens.isCapitalised(token - 1) || tokens.isHyphen(token - 1)));
    }

    /** Whether the finder is not sure of another name there: nothing, a place, or an unlikely organisation. */
    private static boolean isOpen(Map<Integer, TokenSpan> byFirst, Set<Integer> inside, int token) {
        var first = byFirst.get(token);
        var second = byFirst.get(token + 1);
        if (second != null && (second.length() > 1 || second.kind() != Kind.PERSON && second.confidence() > SURE)
                || inside.contains(token + 2)) {
            return false;
        }
        return first == null || first.kind() != Kind.PERSON && (first.length() == 1 || first.confidence() < SURE);
    }

    private static boolean isPerson(FoldedTokens tokens, int token, NameWords words, Gazetteer gazetteer) {
        var first = tokens.word(token);
        var last = tokens.word(token + 1);
        if (words.endsOrganisation(last)
                || words.isCompanyForm(last)
                || words.titleLength(tokens, token + 1, token + 2) > 0
                || FunctionWords.SENTENCE_OPENING.contains(tokens.plain(token))
                || GivenNames.NOT_FAMILY.contains(last)) {
            return false;
        }
        boolean isGiven = GivenNames.FEMALE.contains(first) || GivenNames.MALE.contains(first);
        return switch (gazetteer.word(last, ENGLISH)) {
            case KNOWN_PLACE -> isGiven && gazetteer.word(first, ENGLISH) == Gazetteer.Word.NONE;
            case OTHER -> false;
            case NONE -> GivenNames.OF_PLACES.contains(first) && isAlone(tokens, token);
        };
    }

    /** Whether the first name is used alone beside a verb of a person, and never after "in". */
    private static boolean isAlone(FoldedTokens tokens, int name) {
        var word = tokens.plain(name);
        boolean isSpeaking = false;
        for (int token = 0; token < tokens.size(); token++) {
            if (token == name
                    || !tokens.isCapitalised(token)
                    || !tokens.plain(token).equals(word)) {
                continue;
            }
            if (tokens.is(token - 1, "in")) {
                return false;
            }
            isSpeaking |= !tokens.isCapitalised(token + 1)
                    && (token + 1 < tokens.size() && PERSON_VERBS.contains(tokens.word(token + 1))
                            || token > 0 && REPORTING.contains(tokens.word(token - 1)));
        }
        return isSpeaking;
    }

    private static List<TokenSpan> replaced(List<TokenSpan> names, List<TokenSpan> people) {
        var all = new ArrayList<TokenSpan>(names.size() + people.size());
        int next = 0;
        for (var name : names) {
            while (next < people.size() && people.get(next).end() <= name.first()) {
                all.add(people.get(next++));
            }
            if (next == people.size() || people.get(next).first() >= name.end()) {
                all.add(name);
            }
        }
        all.addAll(people.subList(next, people.size()));
        return all;
    }
}
