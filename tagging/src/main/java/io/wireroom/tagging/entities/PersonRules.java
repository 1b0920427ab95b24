package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.List;

/** People by the title in front of them: "Prime Minister …", "commander …". Immutable. */
final class PersonRules {

    private static final double CONFIDENCE = 0.55;
    private static final int MOST_WORDS = 4;

    private final NameWords words;

    PersonRules(NameWords words) {
        this.words = words;
    }

    /** People in the order of the text, none overlapping. */
    List<TokenSpan> find(Line line) {
        var found = new ArrayList<TokenSpan>();
        for (int token = 1; token < line.size(); token++) {
            if (!line.isCapitalised(token)
                    || !follows(line, token)
                    || words.titleLength(line, token, line.size()) > 0) {
                continue;
            }
            int last = token;
            int names = 0;
            while (last < line.size() && line.isSameSentence(token, last) && names < MOST_WORDS) {
                if (line.isCapitalised(last) && line.isWord(last)) {
                    last++;
                    names++;
                } else if (isJoint(line, last, token)) {
                    last += line.isHyphen(last) ? 1 : 2;
                } else {
                    break;
                }
            }
            boolean goesOn = line.isCapitalised(last) && line.isSameSentence(token, last);
            if (names > 1 && !goesOn && !isOther(line, token, last)) {
                found.add(new TokenSpan(Kind.PERSON, token, last, CONFIDENCE, TokenSpan.Origin.WORDS));
                token = last - 1;
            }
        }
        return found;
    }

    private boolean follows(Line line, int token) {
        return line.isSameSentence(token - 1, token)
                && !line.is(token - 1, ",")
                && words.titleLengthBefore(line, token) > 0;
    }

    private boolean isJoint(Line line, int at, int anchor) {
        if (at + 1 >= line.size() || !line.isSameSentence(anchor, at + 1)) {
            return false;
        }
        if (line.isHyphen(at)) {
            return line.touches(at - 1, at) && line.touches(at, at + 1) && line.isCapitalised(at + 1);
        }
        return at + 2 < line.size()
                && words.isHyphenParticle(line.word(at))
                && line.isHyphen(at + 1)
                && line.touches(at, at + 1)
                && line.isSameSentence(anchor, at + 2)
                && line.isCapitalised(at + 2);
    }

    /** Whether a word between tells that it is an organisation, an office or a title of a work. */
    private boolean isOther(Line line, int first, int last) {
        for (int at = first; at < last; at++) {
            if (OrganisationRules.isFunctionWord(line.plain(at))
                    || words.titleLength(line, at, last) > 0
                    || words.endsOrganisation(line.word(at))
                    || words.beginsOrganisation(line.word(at))
                    || words.isForeignOrganisation(line.word(at))) {
                return true;
            }
        }
        return false;
    }
}
