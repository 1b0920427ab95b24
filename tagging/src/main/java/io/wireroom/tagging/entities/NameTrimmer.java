package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.NameFinder.Name;
import io.wireroom.tagging.lexicon.NameParticles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trims titles, articles, possessives and punctuation from names, and joins parts of names that a particle connects
 * ("Abu", "al-", "van"). Immutable.
 */
final class NameTrimmer {

    /** In small letters, these are no part of a place's name: "eastern Congo". */
    private static final Set<String> DIRECTIONS = Set.of(
            "eastern",
            "western",
            "northern",
            "southern",
            "central",
            "north",
            "south",
            "east",
            "west",
            "northeastern",
            "northwestern",
            "southeastern",
            "southwestern",
            "northeast",
            "northwest",
            "southeast",
            "southwest",
            "downtown",
            "rural",
            "upstate");

    private final NameWords words;

    NameTrimmer(NameWords words) {
        this.words = words;
    }

    /** Trimmed names in the order of the text, without overlaps. */
    List<TokenSpan> trim(FoldedTokens tokens, List<Name> names) {
        var trimmed = new ArrayList<TokenSpan>();
        for (var name : names) {
            var span = span(tokens, name);
            var cut = span == null ? null : trim(tokens, span);
            if (cut != null && (trimmed.isEmpty() || trimmed.getLast().end() <= cut.first())) {
                addJoined(tokens, trimmed, cut);
            }
        }
        return extended(tokens, trimmed);
    }

    /** Names in the order of the text, without overlaps, and without punctuation at their ends. */
    static List<TokenSpan> spans(FoldedTokens tokens, List<Name> names) {
        var spans = new ArrayList<TokenSpan>();
        for (var name : names) {
            var span = span(tokens, name);
            var bare = span == null ? null : withoutPunctuation(tokens, span);
            if (bare != null && (spans.isEmpty() || spans.getLast().end() <= bare.first())) {
                spans.add(bare);
            }
        }
        return spans;
    }

    private static @Nullable TokenSpan withoutPunctuation(FoldedTokens tokens, TokenSpan span) {
        int first = span.first();
        int end = span.end();
        while (first < end && !tokens.isWord(first) && !isAddress(tokens, first)) {
            first++;
        }
        while (first < end && !hasLetters(tokens, end - 1)) {
            end--;
        }
        return first < end ? span.from(first, end) : null;
    }

    /** {@code @name} is one token. */
    private static boolean isAddress(FoldedTokens tokens, int token) {
        return tokens.first(token) == '@' && tokens.length(token) > 1;
    }

    private static boolean hasLetters(FoldedTokens tokens, int token) {
        return tokens.plain(token).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static @Nullable TokenSpan span(FoldedTokens tokens, Name name) {
        int first = tokens.at(name.start());
        if (first >= tokens.size() || name.end() <= name.start()) {
            return null;
        }
        int last = first;
        while (last < tokens.size() && tokens.start(last) < name.end() && tokens.isSameSentence(first, last)) {
            last++;
        }
        return last == first
                ? null
                : new TokenSpan(name.kind(), first, last, name.confidence(), TokenSpan.Origin.NAMES);
    }

    private @Nullable TokenSpan trim(FoldedTokens tokens, TokenSpan span) {
        int first = span.first();
        int last = span.end();
        for (boolean continues = true; continues && first < last; ) {
            int title = span.kind() == Kind.PERSON ? words.titleLength(tokens, first, last) : 0;
            if (title > 0) {
                first += title;
            } else if (isNoBeginning(tokens, first, last, span.kind())) {
                first++;
            } else {
                continues = false;
            }
        }
        while (first < last && isNoEnd(tokens, last)) {
            last--;
        }
        // "Orchard chief executive" names an office, not a person.
        boolean isOffice = span.kind() == Kind.PERSON && last > 0 && words.titleLengthBefore(tokens, last) > 0;
        boolean isProduct = span.kind() == Kind.PERSON && last == first + 1 && hasDigitInside(tokens.word(first));
        return first < last && !isOffice && !isProduct ? span.from(first, last) : null;
    }

    /**
     * Punctuation, the article in front of a person, in lower case ("The Hague" keeps its own), or where the sentence and
     * not the name of an organisation gives it a capital, and a direction in small letters in front of a place.
     */
    private static boolean isNoBeginning(FoldedTokens tokens, int first, int last, Kind kind) {
        return !tokens.isWord(first)
                || first + 1 < last
                        && (tokens.is(first, "the")
                                || kind == Kind.PERSON && tokens.is(first, "The")
                                || kind == Kind.ORGANISATION && tokens.is(first, "The") && tokens.startsSentence(first)
                                || kind == Kind.PLACE && DIRECTIONS.contains(tokens.word(first)));
    }

    /** "Ez2DJ" is nobody's name; "2Pac" and "@ada1990" are. */
    private static boolean hasDigitInside(String word) {
        return Character.isLetter(word.charAt(0)) && word.chars().anyMatch(Character::isDigit);
    }

    private static boolean isNoEnd(FoldedTokens tokens, int last) {
        int token = last - 1;
        // A brand may end with one ("Yahoo!").
        boolean isOwnSign = tokens.is(token, "!") && tokens.touches(token - 1, token);
        return !tokens.isWord(token) && !isOwnSign;
    }

    /** People's names that the finder cut at a particle become one. */
    private void addJoined(FoldedTokens tokens, List<TokenSpan> trimmed, TokenSpan next) {
        if (!trimmed.isEmpty() && next.kind() == Kind.PERSON) {
            var previous = trimmed.getLast();
            boolean isJoined = previous.kind() == Kind.PERSON
                    && tokens.isSameSentence(previous.first(), next.first())
                    && isParticleBetween(tokens, previous.end(), next.first());
            if (isJoined) {
                trimmed.set(
                        trimmed.size() - 1,
                        new TokenSpan(
                                Kind.PERSON,
                                previous.first(),
                                next.end(),
                                Math.min(previous.confidence(), next.confidence()),
                                previous.origin()));
                return;
            }
        }
        trimmed.add(next);
    }

    /** Whether the tokens between two are a particle, with its hyphen or without. */
    private boolean isParticleBetween(FoldedTokens tokens, int from, int to) {
        boolean startsWithParticle =
                from == to && (NameParticles.HYPHENATED.contains(tokens.word(to)) && tokens.isHyphen(to + 1));
        return startsWithParticle
                || to - from == 1 && NameParticles.PERSON.contains(tokens.word(from))
                || to - from == 2 && isParticle(tokens, from) && isParticle(tokens, from + 1)
                || to - from == 2 && NameParticles.HYPHENATED.contains(tokens.word(from)) && tokens.isHyphen(from + 1);
    }

    private List<TokenSpan> extended(FoldedTokens tokens, List<TokenSpan> trimmed) {
        var extended = new ArrayList<TokenSpan>();
        for (int i = 0; i < trimmed.size(); i++) {
            var span = trimmed.get(i);
            int from = extended.isEmpty() ? 0 : extended.getLast().end();
            int to = i + 1 < trimmed.size() ? trimmed.get(i + 1).first() : tokens.size();
            extended.add(span.kind() == Kind.PERSON ? extend(tokens, span, from, to) : span);
        }
        return extended;
    }

    private TokenSpan extend(FoldedTokens tokens, TokenSpan span, int from, int to) {
        int first = span.first();
        int last = span.end();
        int sentence = tokens.sentence(first);
        // "Karim" al-Nouri: a particle and a capitalised word follow.
        for (int next = particleEnd(tokens, last, to, sentence);
                next > last;
                next = particleEnd(tokens, last, to, sentence)) {
            last = next;
        }
        if (first - 2 >= from
                && tokens.isHyphen(first - 1)
                && tokens.touches(first - 2, first - 1)
                && tokens.sentence(first - 2) == sentence
                && NameParticles.HYPHENATED.contains(tokens.word(first - 2))) {
            first -= 2;
        }
        if (first - 1 >= from
                && tokens.sentence(first - 1) == sentence
                && NameParticles.PREFIX.contains(tokens.word(first - 1))) {
            first--;
        }
        return span.from(first, last);
    }

    private int particleEnd(FoldedTokens tokens, int at, int to, int sentence) {
        if (at + 1 >= to || tokens.sentence(at + 1) != sentence) {
            return at;
        }
        var word = tokens.word(at);
        if (at + 2 < to
                && NameParticles.HYPHENATED.contains(word)
                && tokens.isHyphen(at + 1)
                && tokens.touches(at, at + 1)
                && tokens.sentence(at + 2) == sentence
                && tokens.isCapitalised(at + 2)) {
            return at + 3;
        }
        if (!isParticle(tokens, at)) {
            return at;
        }
        // "de la Rosa", "van der Linden"
        int name = at + 2 < to && tokens.sentence(at + 2) == sentence && isParticle(tokens, at + 1) ? at + 2 : at + 1;
        return tokens.isCapitalised(name) ? name + 1 : at;
    }

    /** Whether a word in small letters belongs to the name after it. */
    private static boolean isParticle(FoldedTokens tokens, int token) {
        var word = tokens.word(token);
        return Character.isLowerCase(word.charAt(0)) && NameParticles.PERSON.contains(word) && !word.equals("y");
    }
}
