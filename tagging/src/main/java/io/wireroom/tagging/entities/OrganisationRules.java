package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Organisations by the words that their names are made with: "… Council", "Ministry of …", "Partido …". Immutable.
 */
final class OrganisationRules {

    private static final double CONFIDENCE = 0.6;
    private static final int MOST_WORDS = 8;
    /** Words in capitals at the start of a sentence that begin no name. */
    private static final Set<String> OPENINGS = Set.of(
            "the",
            "a",
            "an",
            "in",
            "at",
            "on",
            "for",
            "from",
            "by",
            "with",
            "and",
            "but",
            "or",
            "as",
            "if",
            "when",
            "while",
            "since",
            "after",
            "before",
            "both",
            "this",
            "that",
            "these",
            "those",
            "his",
            "her",
            "its",
            "their",
            "our",
            "my",
            "your",
            "he",
            "she",
            "it",
            "they",
            "we",
            "you",
            "i",
            "one",
            "two",
            "three",
            "many",
            "some",
            "most",
            "all",
            "no",
            "not",
            "every",
            "each",
            "another",
            "other",
            "to",
            "of",
            "under",
            "over",
            "about",
            "against",
            "between",
            "through",
            "during",
            "according",
            "meanwhile",
            "however",
            "also",
            "only",
            "new",
            "former",
            "what",
            "who",
            "which",
            "where",
            "why",
            "how",
            "there",
            "here",
            "local",
            "several",
            "various");

    private static final Set<String> NEVER_OF_A_NAME =
            Set.of("the", "a", "an", "i", "he", "she", "we", "they", "you", "it", "in", "at", "on", "by", "and", "or");

    /** Those whose possessive begins an organisation's name; a country's or a person's stands before it. */
    private static final Set<String> OWNERS = Set.of(
            "people",
            "peoples",
            "women",
            "men",
            "children",
            "girls",
            "boys",
            "workers",
            "farmers",
            "teachers",
            "students",
            "veterans",
            "writers",
            "players",
            "citizens",
            "consumers",
            "mothers",
            "parents",
            "soldiers",
            "lord",
            "king",
            "kings",
            "queen",
            "queens",
            "sailors",
            "miners",
            "drivers",
            "pilots",
            "nurses",
            "lawyers",
            "journalists",
            "traders",
            "bankers",
            "taxpayers",
            "tenants",
            "employers",
            "employees",
            "peasants",
            "pensioners");

    private final NameWords words;

    OrganisationRules(NameWords words) {
        this.words = words;
    }

    /** Organisations in the order of the text, none overlapping. */
    List<TokenSpan> find(Line line) {
        var found = new ArrayList<TokenSpan>();
        int from = 0;
        for (int token = 0; token < line.size(); token++) {
            if (token < from || !line.isCapitalised(token)) {
                continue;
            }
            var word = line.word(token);
            int first = token;
            int last = token;
            if (words.isForeignOrganisation(word)) {
                last = nameEnd(line, token + 1, token);
            } else if (words.beginsOrganisation(word) && hasOf(line, token)) {
                last = ofEnd(line, token + 1);
                first = nameStart(line, token, from);
            } else if (words.endsOrganisation(word) && !isFollowedByName(line, token)) {
                first = nameStart(line, token, from);
                last = first < token ? token + 1 : token;
            }
            boolean isName = last - first > 1 && last > token && !(last == token + 1 && first == token);
            if (isName) {
                found.add(new TokenSpan(Kind.ORGANISATION, first, last, CONFIDENCE, TokenSpan.Origin.WORDS));
                from = last;
            }
        }
        return found;
    }

    /** Whether a word, made plain, begins sentences and no names. */
    static boolean isFunctionWord(String plain) {
        return OPENINGS.contains(plain);
    }

    private static boolean isFollowedByName(Line line, int token) {
        return token + 1 < line.size() && line.isSameSentence(token, token + 1) && line.isCapitalised(token + 1);
    }

    private static boolean hasOf(Line line, int token) {
        return token + 2 < line.size()
                && line.isSameSentence(token, token + 2)
                && (line.is(token + 1, "of") || line.is(token + 1, "for") || line.is(token + 1, "without"))
                && (line.isCapitalised(token + 2)
                        || line.is(token + 2, "the")
                                && token + 3 < line.size()
                                && line.isSameSentence(token, token + 3)
                                && line.isCapitalised(token + 3));
    }

    /** After the words behind "of", the last "and" with them. */
    private int ofEnd(Line line, int of) {
        int at = line.is(of + 1, "the") ? of + 2 : of + 1;
        int end = nameEnd(line, at, of);
        boolean goesOn = end + 1 < line.size()
                && line.is(end, "and")
                && line.isSameSentence(of, end + 1)
                && line.isCapitalised(end + 1)
                // "Ministry of Health and Iran": a second word of the matter, not another name.
                && end + 2 < line.size()
                && !line.isCapitalised(end + 2)
                && !line.isPossessive(end + 2)
                && line.plain(of - 1).startsWith("minist");
        return goesOn ? end + 2 : end;
    }

    /** After the capitalised words from a token on, particles between them included. */
    private int nameEnd(Line line, int from, int anchor) {
        int end = from;
        while (end < line.size() && end - anchor <= MOST_WORDS && line.isSameSentence(anchor, end)) {
            if (line.isCapitalised(end) && line.isWord(end)) {
                end++;
            } else if (end + 2 < line.size()
                    && line.isSameSentence(anchor, end + 2)
                    && line.isHyphen(end + 1)
                    && line.touches(end, end + 1)
                    && words.isHyphenParticle(line.word(end))) {
                end += 3;
            } else if (line.isHyphen(end)
                    && line.touches(end - 1, end)
                    && line.touches(end, end + 1)
                    && line.isCapitalised(end + 1)) {
                end += 2;
            } else {
                break;
            }
        }
        return end;
    }

    /** The first of the capitalised words that lead to a token. */
    private static int nameStart(Line line, int token, int from) {
        int first = token;
        while (first > from && token - first < MOST_WORDS && line.isSameSentence(first - 1, token)) {
            int before = first - 1;
            if (line.isCapitalised(before) && !isOpening(line, before)) {
                first = before;
            } else if (isJoint(line, before, from) && line.isSameSentence(before - 1, token)) {
                first = before - 1;
            } else {
                break;
            }
        }
        return first;
    }

    /** Whether a word is capitalised because a sentence begins with it. */
    private static boolean isOpening(Line line, int token) {
        var word = line.plain(token);
        boolean isFirst = line.startsSentence(token) || !line.isWord(token - 1);
        return isFirst ? OPENINGS.contains(word) : NEVER_OF_A_NAME.contains(word);
    }

    /** Whether a sign joins two words of a name: "People's Council", "Research & Development Agency". */
    private static boolean isJoint(Line line, int sign, int from) {
        if (sign - 1 < from || !line.isCapitalised(sign - 1)) {
            return false;
        }
        return line.is(sign, "&")
                || line.isHyphen(sign) && line.touches(sign - 1, sign) && line.touches(sign, sign + 1)
                || line.isPossessive(sign) && OWNERS.contains(line.plain(sign - 1));
    }
}
