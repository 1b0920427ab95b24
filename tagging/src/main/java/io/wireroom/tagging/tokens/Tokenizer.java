package io.wireroom.tagging.tokens;

import java.util.Arrays;

/** Finds tokens and sentences in one pass; a sentence is decided at the token after a full stop. */
final class Tokenizer {

    private static final int CHARS_PER_TOKEN = 5;
    private static final int SPARE = 16;

    private final String text;
    private final int length;
    private int[] starts;
    private int[] ends;
    private int size;
    private int[] firsts = new int[SPARE];
    private int sentences;

    /** Whether the tokens so far end the sentence before the next token. */
    private Stop stop = Stop.LINE;

    private enum Stop {
        NONE,
        /** A quote or bracket that touches a full stop belongs to its sentence. */
        AS_BEFORE,
        /** After an abbreviation: only a word that mostly begins sentences shows an end. */
        MAYBE,
        /** After a full stop: an end unless a small letter follows. */
        FULL,
        LINE
    }

    Tokenizer(String text) {
        this.text = text;
        this.length = text.length();
        this.starts = new int[length / CHARS_PER_TOKEN + SPARE];
        this.ends = new int[starts.length];
    }

    Tokens run() {
        int at = 0;
        while (at < length) {
            var unit = text.charAt(at);
            var kind = CharClass.of(unit);
            if (kind == CharClass.SPACE) {
                at++;
            } else if (kind == CharClass.LINE_BREAK) {
                stop = Stop.LINE;
                at++;
            } else if (CharClass.isLetterOrDigit(kind)) {
                at = word(at, kind);
            } else {
                at = symbol(at, unit, kind);
            }
        }
        return new Tokens(text, size, starts, ends, sentences, firsts);
    }

    private int word(int from, byte firstKind) {
        var address = addressEnd(from);
        if (address > from) {
            return add(from, address, Stop.NONE);
        }
        int at = from + 1;
        while (at < length) {
            var kind = kind(at);
            if (CharClass.isLetterOrDigit(kind) || kind == CharClass.MARK) {
                at++;
            } else if (kind == CharClass.APOSTROPHE) {
                if (!CharClass.isLetter(kind(at - 1)) || !CharClass.isLetter(kind(at + 1)) || isClitic(at)) {
                    break;
                }
                at += 2;
            } else if (kind == CharClass.SURROGATE && isLetterPair(at)) {
                at += 2;
            } else if (joins(from, at)) {
                at += 2;
            } else {
                break;
            }
        }
        if (at < length && text.charAt(at) == '.' && keepsDot(from, at, firstKind)) {
            return addAbbreviation(from, at + 1);
        }
        if (at < length && isNegation(from, at)) {
            add(from, at - 1, Stop.NONE);
            return add(at - 1, at + 2, Stop.NONE);
        }
        return add(from, at, Stop.NONE);
    }

    /** Whether the character here and the letter or digit after it continue the word. */
    private boolean joins(int from, int at) {
        var after = kind(at + 1);
        var before = kind(at - 1);
        return switch (text.charAt(at)) {
            case '.' -> before == CharClass.DIGIT ? after == CharClass.DIGIT : joinsAfterDot(from, at, after);
            case ',', ':', '/' -> before == CharClass.DIGIT && after == CharClass.DIGIT;
            case '&' ->
                before == CharClass.UPPER
                        && after == CharClass.UPPER
                        && (at - from <= 2 || kind(at + 2) != CharClass.LOWER);
            case '_' -> CharClass.isLetterOrDigit(after);
            case '@' -> CharClass.isLetterOrDigit(after);
            default -> false;
        };
    }

    /** {@code U.S}, {@code e.g}, {@code example.com}; but not {@code end.Next}, where a space is missing. */
    private boolean joinsAfterDot(int from, int at, byte after) {
        if (!CharClass.isLetterOrDigit(after) || !CharClass.isLetterOrDigit(kind(at - 1))) {
            return false;
        }
        return after != CharClass.UPPER
                || kind(at - 1) != CharClass.LOWER
                || at - from == 1
                || (at - from == 2 && !CharClass.isLetterOrDigit(kind(at + 2)));
    }

    private boolean keepsDot(int from, int dot, byte firstKind) {
        if (!CharClass.isLetter(firstKind) || kind(dot - 1) == CharClass.DIGIT) {
            return false;
        }
        if (dot - from == 1 && firstKind == CharClass.UPPER) {
            return text.charAt(from) != 'I' || kind(dot + 1) != CharClass.SPACE || capitalAfter(dot);
        }
        if (dot - from > 1 && text.charAt(dot - 2) == '.') {
            return true;
        }
        return Abbreviations.keepsDot(
                text.substring(from, dot), kind(dot + 1) == CharClass.SPACE && kind(dot + 2) == CharClass.DIGIT);
    }

    /** {@code I. Newton}, not {@code So do I. They}. */
    private boolean capitalAfter(int dot) {
        var before = size > 0 && CharClass.of(text.charAt(starts[size - 1])) == CharClass.LOWER;
        return !before && kind(dot + 2) == CharClass.UPPER;
    }

    private int addAbbreviation(int from, int end) {
        var initial = end - from == 2;
        var before = initial || Abbreviations.standsBeforeMore(text.substring(from, end));
        return add(from, end, before && kind(end) != CharClass.LINE_BREAK ? Stop.NONE : Stop.MAYBE);
    }

    private int symbol(int at, char unit, byte kind) {
        return switch (kind) {
            case CharClass.SURROGATE -> surrogates(at);
            case CharClass.MARK -> addAfterMarks(at);
            case CharClass.IDEOGRAPH -> add(at, at + 1, Stop.NONE);
            case CharClass.APOSTROPHE -> apostrophe(at);
            default -> other(at, unit);
        };
    }

    private int addAfterMarks(int from) {
        int at = from + 1;
        while (at < length && kind(at) == CharClass.MARK) {
            at++;
        }
        return add(from, at, Stop.NONE);
    }

    private int surrogates(int at) {
        var pair = at + 1 < length && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
        if (pair && isLetterPair(at)) {
            int end = at + 2;
            while (end + 1 < length && kind(end) == CharClass.SURROGATE && isLetterPair(end) && !isIdeograph(end)) {
                end += 2;
            }
            return add(at, isIdeograph(at) ? at + 2 : end, Stop.NONE);
        }
        return add(at, at + (pair ? 2 : 1), Stop.NONE);
    }

    private boolean isLetterPair(int at) {
        return at + 1 < length
                && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))
                && Character.isLetter(text.codePointAt(at));
    }

    private boolean isIdeograph(int at) {
        return Character.isIdeographic(text.codePointAt(at));
    }

    private int apostrophe(int at) {
        var after = at > 0 && CharClass.isLetterOrDigit(kind(at - 1));
        if (after || isAfterAbbreviation(at)) {
            var clitic = cliticEnd(at);
            if (clitic > 0) {
                return add(at, clitic, Stop.NONE);
            }
        }
        return add(at, at + 1, Stop.AS_BEFORE);
    }

    /** {@code U.K.'s} at its apostrophe. */
    private boolean isAfterAbbreviation(int at) {
        return size > 0
                && ends[size - 1] == at
                && at - starts[size - 1] > 1
                && text.charAt(at - 1) == '.'
                && CharClass.isLetter(kind(at - 2));
    }

    private int other(int at, char unit) {
        switch (unit) {
            case '.' -> {
                int end = at + 1;
                while (end < length && text.charAt(end) == '.') {
                    end++;
                }
                return add(at, end, end - at == 1 ? Stop.FULL : Stop.MAYBE);
            }
            case '!', '?', '\u061F', '\u0964', '\u037E' -> {
                return add(at, at + 1, Stop.FULL);
            }
            case '\u2026' -> {
                return add(at, at + 1, Stop.MAYBE);
            }
            case '\u3002', '\uFF01', '\uFF1F' -> {
                return add(at, at + 1, Stop.LINE);
            }
            case '"', '\u201D', '\u201C', '\u00BB', '\u00AB', ')', ']', '}' -> {
                return add(at, at + 1, Stop.AS_BEFORE);
            }
            case '-' -> {
                int end = at + 1;
                while (end < length && text.charAt(end) == '-') {
                    end++;
                }
                return add(at, end, Stop.NONE);
            }
            case '@' -> {
                if (CharClass.isLetter(kind(at + 1)) && !(at > 0 && CharClass.isLetterOrDigit(kind(at - 1)))) {
                    int end = at + 2;
                    while (end < length && (CharClass.isLetterOrDigit(kind(end)) || text.charAt(end) == '_')) {
                        end++;
                    }
                    return add(at, end, Stop.NONE);
                }
                return add(at, at + 1, Stop.NONE);
            }
            default -> {
                return add(at, at + 1, Stop.NONE);
            }
        }
    }

    private int add(int start, int end, Stop after) {
        if (stop != Stop.NONE && begins(start)) {
            if (sentences == firsts.length) {
                firsts = Arrays.copyOf(firsts, sentences * 2);
            }
            firsts[sentences++] = size;
            stop = Stop.NONE;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size + size / 2);
            ends = Arrays.copyOf(ends, starts.length);
        }
        starts[size] = start;
        ends[size] = end;
        size++;
        if (after != Stop.AS_BEFORE) {
            stop = after;
        }
        return end;
    }

    /** Whether the token at this place begins a sentence, after a stop. */
    private boolean begins(int start) {
        if (stop == Stop.LINE || size == 0) {
            return true;
        }
        if (start == ends[size - 1]) {
            return false;
        }
        var kind = kind(start);
        if (stop == Stop.FULL) {
            return kind != CharClass.LOWER
                    && kind != CharClass.MARK
                    && !")]},;:".contains(text.substring(start, start + 1));
        }
        return kind == CharClass.UPPER && Abbreviations.begins(plainWord(start));
    }

    private String plainWord(int start) {
        int end = start + 1;
        while (end < length && CharClass.isLetter(kind(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /** {@code 's}, {@code 'll}, {@code 're} and the like at an apostrophe: after their end, or 0. */
    private int cliticEnd(int at) {
        int end = at + 1;
        while (end < length && end - at < 4 && CharClass.isLetter(kind(end))) {
            end++;
        }
        var known = switch (end - at) {
            case 2 -> "sSmMdDtT".indexOf(text.charAt(at + 1)) >= 0;
            case 3 -> isAt(at + 1, "ll") || isAt(at + 1, "re") || isAt(at + 1, "ve") || isAt(at + 1, "em");
            default -> false;
        };
        return known ? end : 0;
    }

    private boolean isClitic(int at) {
        return cliticEnd(at) > 0;
    }

    /** {@code don't} at its apostrophe. */
    private boolean isNegation(int from, int apostrophe) {
        return apostrophe - from >= 2
                && kind(apostrophe) == CharClass.APOSTROPHE
                && isAt(apostrophe - 1, "n")
                && isAt(apostrophe + 1, "t")
                && !CharClass.isLetterOrDigit(kind(apostrophe + 2));
    }

    private boolean isAt(int at, String letters) {
        return text.regionMatches(true, at, letters, 0, letters.length());
    }

    /** The end of an address with a scheme or {@code www.}; its own start if there is none. */
    private int addressEnd(int from) {
        var first = text.charAt(from);
        if (first != 'h' && first != 'w' && first != 'H' && first != 'W') {
            return from;
        }
        if (!isAt(from, "http://") && !isAt(from, "https://") && !isAt(from, "www.")) {
            return from;
        }
        int end = from;
        while (end < length && kind(end) != CharClass.SPACE && kind(end) != CharClass.LINE_BREAK) {
            end++;
        }
        while (end > from + 1 && !CharClass.isLetterOrDigit(kind(end - 1)) && text.charAt(end - 1) != '/') {
            end--;
        }
        return end;
    }

    private byte kind(int at) {
        return at < length ? CharClass.of(text.charAt(at)) : CharClass.LINE_BREAK;
    }
}
