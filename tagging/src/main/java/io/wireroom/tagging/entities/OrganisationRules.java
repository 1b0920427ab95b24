package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.FunctionWords;
import io.wireroom.tagging.lexicon.NameParticles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds organisations by typical words of their names: "… Council", "Ministry of …", "Partido …". Immutable.
 */
final class OrganisationRules {

    private static final double CONFIDENCE = 0.6;
    private static final int MOST_WORDS = 8;
    /** Their possessive may begin an organisation's name; that of a country or a person is before it. */
    private static final Set<String> OWNERS = Set.of("""
            people peoples women men children girls boys workers farmers teachers students veterans writers
            players citizens consumers mothers parents soldiers lord king kings queen queens sailors miners
            drivers pilots nurses lawyers journalists traders bankers taxpayers tenants employers employees
            peasants pensioners""".split("\\s+"));

    /** In front of one word they judge it, as reviews do: "Great Service". */
    private static final Set<String> PRAISE = Set.of("""
            amazing awesome awful bad best better excellent fantastic friendly good great horrible nice poor
            terrible wonderful worst""".split("\\s+"));

    private final NameWords words;

    OrganisationRules(NameWords words) {
        this.words = words;
    }

    /** Organisations in the order of the text, without overlaps. */
    List<TokenSpan> find(FoldedTokens tokens) {
        var found = new ArrayList<TokenSpan>();
        int from = 0;
        for (int token = 0; token < tokens.size(); token++) {
            if (token < from || !tokens.isCapitalised(token)) {
                continue;
            }
            var word = tokens.word(token);
            int first = token;
            int last = token;
            if (words.isForeignOrganisation(word)) {
                last = nameEnd(tokens, token + 1, token);
            } else if (words.beginsOrganisation(word) && hasOf(tokens, token)) {
                last = ofEnd(tokens, token + 1);
                first = nameStart(tokens, token, from);
            } else if (words.endsOrganisation(tokens, token) && !isFollowedByName(tokens, token)) {
                first = nameStart(tokens, token, from);
                last = first < token ? token + 1 : token;
            }
            boolean isName = last - first > 1
                    && last > token
                    && !(last == token + 1 && first == token)
                    && !(last - first == 2 && PRAISE.contains(tokens.plain(first)));
            if (isName) {
                found.add(new TokenSpan(Kind.ORGANISATION, first, last, CONFIDENCE, TokenSpan.Origin.WORDS));
                from = last;
            }
        }
        return found;
    }

    private static boolean isFollowedByName(FoldedTokens tokens, int token) {
        return token + 1 < tokens.size() && tokens.isSameSentence(token, token + 1) && tokens.isCapitalised(token + 1);
    }

    private static boolean hasOf(FoldedTokens tokens, int token) {
        return token + 2 < tokens.size()
                && tokens.isSameSentence(token, token + 2)
                && (tokens.is(token + 1, "of") || tokens.is(token + 1, "for") || tokens.is(token + 1, "without"))
                && (tokens.isCapitalised(token + 2)
                        || tokens.is(token + 2, "the")
                                && token + 3 < tokens.size()
                                && tokens.isSameSentence(token, token + 3)
                                && tokens.isCapitalised(token + 3));
    }

    /** After the words that follow "of", with a last "and". */
    private int ofEnd(FoldedTokens tokens, int of) {
        int at = tokens.is(of + 1, "the") ? of + 2 : of + 1;
        int end = nameEnd(tokens, at, of);
        boolean continues = end + 1 < tokens.size()
                && tokens.is(end, "and")
                && tokens.isSameSentence(of, end + 1)
                && tokens.isCapitalised(end + 1)
                // One word after "and" belongs to a ministry; two or more are another name.
                && end + 2 < tokens.size()
                && !tokens.isCapitalised(end + 2)
                && !tokens.isPossessive(end + 2)
                && tokens.plain(of - 1).startsWith("minist");
        return continues ? end + 2 : end;
    }

    /** After the capitalised words from a token on, particles between them included. */
    private int nameEnd(FoldedTokens tokens, int from, int anchor) {
        int end = from;
        while (end < tokens.size() && end - anchor <= MOST_WORDS && tokens.isSameSentence(anchor, end)) {
            if (tokens.isCapitalised(end) && tokens.isWord(end)) {
                end++;
            } else if (end + 2 < tokens.size()
                    && tokens.isSameSentence(anchor, end + 2)
                    && tokens.isHyphen(end + 1)
                    && tokens.touches(end, end + 1)
                    && NameParticles.HYPHENATED.contains(tokens.word(end))) {
                end += 3;
            } else if (tokens.isHyphen(end)
                    && tokens.touches(end - 1, end)
                    && tokens.touches(end, end + 1)
                    && tokens.isCapitalised(end + 1)) {
                end += 2;
            } else {
                break;
            }
        }
        return end;
    }

    /** The first of the capitalised words that lead to a token. */
    private static int nameStart(FoldedTokens tokens, int token, int from) {
        int first = token;
        while (first > from && token - first < MOST_WORDS && tokens.isSameSentence(first - 1, token)) {
            int before = first - 1;
            if (tokens.isCapitalised(before) && !isOpening(tokens, before)) {
                first = before;
            } else if (isConnector(tokens, before, from) && tokens.isSameSentence(before - 1, token)) {
                first = before - 1;
            } else {
                break;
            }
        }
        return first;
    }

    /** Whether a word is capitalised because a sentence begins with it. */
    private static boolean isOpening(FoldedTokens tokens, int token) {
        var word = tokens.plain(token);
        boolean isFirst = tokens.startsSentence(token) || !tokens.isWord(token - 1);
        return isFirst
                ? FunctionWords.SENTENCE_OPENING.contains(word)
                : FunctionWords.NEVER_IN_ORGANISATION.contains(word);
    }

    /** Whether a token connects two words of a name: "People's Council", "Research & Development Agency". */
    private static boolean isConnector(FoldedTokens tokens, int connector, int from) {
        if (connector - 1 < from || !tokens.isCapitalised(connector - 1)) {
            return false;
        }
        return tokens.is(connector, "&")
                || tokens.isHyphen(connector)
                        && tokens.touches(connector - 1, connector)
                        && tokens.touches(connector, connector + 1)
                || tokens.isPossessive(connector) && OWNERS.contains(tokens.plain(connector - 1));
    }
}
