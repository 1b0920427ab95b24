package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.NameFinder.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts names to what is name: without titles, articles, possessives and what stands around; and joins what belongs to
 * them by a particle ("Abu", "al-", "van"). Immutable.
 */
final class NameTrimmer {

    private final NameWords words;

    NameTrimmer(NameWords words) {
        this.words = words;
    }

    /** Trimmed names in the order of the text, none overlapping. */
    List<TokenSpan> trim(Line line, List<Name> names) {
        var trimmed = new ArrayList<TokenSpan>();
        for (var name : names) {
            var stretch = stretch(line, name);
            var cut = stretch == null ? null : trim(line, stretch);
            if (cut != null && (trimmed.isEmpty() || trimmed.getLast().last() <= cut.first())) {
                addJoined(line, trimmed, cut);
            }
        }
        return extended(line, trimmed);
    }

    private static @Nullable TokenSpan stretch(Line line, Name name) {
        int first = line.tokens().at(name.start());
        if (first >= line.size() || name.end() <= name.start()) {
            return null;
        }
        int last = first;
        while (last < line.size() && line.tokens().start(last) < name.end() && line.isSameSentence(first, last)) {
            last++;
        }
        return last == first
                ? null
                : new TokenSpan(name.kind(), first, last, name.confidence(), TokenSpan.Origin.NAMES);
    }

    private @Nullable TokenSpan trim(Line line, TokenSpan stretch) {
        int first = stretch.first();
        int last = stretch.last();
        for (boolean goesOn = true; goesOn && first < last; ) {
            int title = stretch.kind() == Kind.PERSON ? words.titleLength(line, first, last) : 0;
            if (title > 0) {
                first += title;
            } else if (isNoBeginning(line, first, last, stretch.kind())) {
                first++;
            } else {
                goesOn = false;
            }
        }
        while (first < last && isNoEnd(line, last)) {
            last--;
        }
        // "Orchard chief executive" is whoever holds the office.
        boolean isOffice = stretch.kind() == Kind.PERSON && last > 0 && words.titleLengthBefore(line, last) > 0;
        return first < last && !isOffice ? stretch.from(first, last) : null;
    }

    /** Signs, and the article in front of a person or in small letters; "The Hague" keeps its own. */
    private static boolean isNoBeginning(Line line, int first, int last, Kind kind) {
        return !line.isWord(first)
                || first + 1 < last && (line.is(first, "the") || kind == Kind.PERSON && line.is(first, "The"));
    }

    private static boolean isNoEnd(Line line, int last) {
        int token = last - 1;
        // A company's sign may end with one ("Yahoo!").
        boolean isOwnSign = line.is(token, "!") && line.touches(token - 1, token);
        return !line.isWord(token) && !isOwnSign;
    }

    /** People's names that the finder cut at a particle become one. */
    private void addJoined(Line line, List<TokenSpan> trimmed, TokenSpan next) {
        if (!trimmed.isEmpty() && next.kind() == Kind.PERSON) {
            var previous = trimmed.getLast();
            boolean isJoined = previous.kind() == Kind.PERSON
                    && line.isSameSentence(previous.first(), next.first())
                    && isParticleJoint(line, previous.last(), next.first());
            if (isJoined) {
                trimmed.set(
                        trimmed.size() - 1,
                        new TokenSpan(
                                Kind.PERSON,
                                previous.first(),
                                next.last(),
                                Math.min(previous.confidence(), next.confidence()),
                                previous.origin()));
                return;
            }
        }
        trimmed.add(next);
    }

    /** Whether the tokens between two are a particle, with its hyphen or without. */
    private boolean isParticleJoint(Line line, int from, int to) {
        boolean startsWithParticle = from == to && (words.isHyphenParticle(line.word(to)) && line.isHyphen(to + 1));
        return startsWithParticle
                || to - from == 1 && words.isParticle(line.word(from))
                || to - from == 2 && words.isHyphenParticle(line.word(from)) && line.isHyphen(from + 1);
    }

    private List<TokenSpan> extended(Line line, List<TokenSpan> trimmed) {
        var extended = new ArrayList<TokenSpan>();
        for (int i = 0; i < trimmed.size(); i++) {
            var stretch = trimmed.get(i);
            int from = extended.isEmpty() ? 0 : extended.getLast().last();
            int to = i + 1 < trimmed.size() ? trimmed.get(i + 1).first() : line.size();
            extended.add(stretch.kind() == Kind.PERSON ? extend(line, stretch, from, to) : stretch);
        }
        return extended;
    }

    private TokenSpan extend(Line line, TokenSpan stretch, int from, int to) {
        int first = stretch.first();
        int last = stretch.last();
        int sentence = line.sentence(first);
        // "Karim" al-Nouri: a particle and a capitalised word behind.
        for (int next = particleEnd(line, last, to, sentence);
                next > last;
                next = particleEnd(line, last, to, sentence)) {
            last = next;
        }
        if (first - 2 >= from
                && line.isHyphen(first - 1)
                && line.touches(first - 2, first - 1)
                && line.sentence(first - 2) == sentence
                && words.isHyphenParticle(line.word(first - 2))) {
            first -= 2;
        }
        if (first - 1 >= from && line.sentence(first - 1) == sentence && words.isNamePrefix(line.word(first - 1))) {
            first--;
        }
        return stretch.from(first, last);
    }

    private int particleEnd(Line line, int at, int to, int sentence) {
        if (at + 1 >= to || line.sentence(at + 1) != sentence) {
            return at;
        }
        var word = line.word(at);
        if (at + 2 < to
                && words.isHyphenParticle(word)
                && line.isHyphen(at + 1)
                && line.touches(at, at + 1)
                && line.sentence(at + 2) == sentence
                && line.isCapitalised(at + 2)) {
            return at + 3;
        }
        boolean isSmall = Character.isLowerCase(word.charAt(0));
        return isSmall && words.isParticle(word) && !word.equals("y") && line.isCapitalised(at + 1) ? at + 2 : at;
    }
}
