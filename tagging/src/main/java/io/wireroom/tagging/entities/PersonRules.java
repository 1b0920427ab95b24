package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.lexicon.FunctionWords;
import io.wireroom.tagging.lexicon.NameParticles;
import java.util.ArrayList;
import java.util.List;

/** Finds people by the title in front of their name: "Prime Minister …", "commander …". Immutable. */
final class PersonRules {

    private static final double CONFIDENCE = 0.55;
    private static final int MOST_WORDS = 4;

    private final NameWords words;

    PersonRules(NameWords words) {
        this.words = words;
    }

    /** People in the order of the text, without overlaps. */
    List<TokenSpan> find(FoldedTokens tokens) {
        var found = new ArrayList<TokenSpan>();
        for (int token = 1; token < tokens.size(); token++) {
            if (!tokens.isCapitalised(token)
                    || !follows(tokens, token)
                    || words.titleLength(tokens, token, tokens.size()) > 0) {
                continue;
            }
            int last = token;
            int names = 0;
            while (last < tokens.size() && tokens.isSameSentence(token, last) && names < MOST_WORDS) {
                if (tokens.isCapitalised(last) && tokens.isWord(last)) {
                    last++;
                    names++;
                } else if (isConnector(tokens, last, token)) {
                    last += tokens.isHyphen(last) ? 1 : 2;
                } else {
                    break;
                }
            }
            boolean continues = tokens.isCapitalised(last) && tokens.isSameSentence(token, last);
            if (names > 1 && !continues && !isOther(tokens, token, last)) {
                found.add(new TokenSpan(Kind.PERSON, token, last, CONFIDENCE, TokenSpan.Origin.WORDS));
                token = last - 1;
            }
        }
        return found;
    }

    private boolean follows(FoldedTokens tokens, int token) {
        return tokens.isSameSentence(token - 1, token)
                && !tokens.is(token - 1, ",")
                && words.titleLengthBefore(tokens, token) > 0;
    }

    private boolean isConnector(FoldedTokens tokens, int at, int anchor) {
        if (at + 1 >= tokens.size() || !tokens.isSameSentence(anchor, at + 1)) {
            return false;
        }
        if (tokens.isHyphen(at)) {
            return tokens.touches(at - 1, at) && tokens.touches(at, at + 1) && tokens.isCapitalised(at + 1);
        }
        return at + 2 < tokens.size()
                && NameParticles.HYPHENATED.contains(tokens.word(at))
                && tokens.isHyphen(at + 1)
                && tokens.touches(at, at + 1)
                && tokens.isSameSentence(anchor, at + 2)
                && tokens.isCapitalised(at + 2);
    }

    /** Whether a word shows that it is an organisation, an office or the title of a work. */
    private boolean isOther(FoldedTokens tokens, int first, int last) {
        for (int at = first; at < last; at++) {
            if (FunctionWords.SENTENCE_OPENING.contains(tokens.plain(at))
                    || words.titleLength(tokens, at, last) > 0
                    || words.endsOrganisation(tokens.word(at))
                    || words.beginsOrganisation(tokens.word(at))
                    || words.isForeignOrganisation(tokens.word(at))) {
                return true;
            }
        }
        return false;
    }
}
