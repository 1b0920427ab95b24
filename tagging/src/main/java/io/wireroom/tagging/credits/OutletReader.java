package io.wireroom.tagging.credits;

import io.wireroom.tagging.credits.Outlet.Proof;
import io.wireroom.tagging.lexicon.NameParticles;
import io.wireroom.tagging.mentions.NamedMentions;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the possible names of outlets: known names, and runs of words with capitals. */
final class OutletReader {

    /** More words than any outlet's name has. */
    private static final int LONGEST = 8;

    private static final Pattern DOMAIN =
            Pattern.compile("[\\p{L}\\d-]{2,30}\\.(?:com|net|org|co|news|info|ru|de|tv|fm|ua|in)");

    private final Tokens tokens;
    private final OutletNames names;
    private final OutletNames.Cues cues;
    private final NamedMentions mentions;

    OutletReader(Tokens tokens, OutletNames names, OutletNames.Cues cues, NamedMentions mentions) {
        this.tokens = tokens;
        this.names = names;
        this.cues = cues;
        this.mentions = mentions;
    }

    /** All possible names in the order of the text. */
    List<Outlet> read() {
        var outlets = new ArrayList<Outlet>();
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            var end = tokens.sentenceEnd(sentence);
            for (int at = tokens.sentenceStart(sentence); at < end; ) {
                at = next(at, end, outlets);
            }
        }
        return outlets;
    }

    private int next(int at, int end, List<Outlet> outlets) {
        var known = names.at(tokens, at);
        if (known != null && at + known.words().size() <= end) {
            var last = at + known.words().size();
            var person = isPerson(last - 1);
            var longer = known.value().plain() && last < end && joins(last, end);
            if (!longer && (!person || known.words().size() > 1)) {
                var name = known.value();
                outlets.add(new Outlet(name.full(), name.plain() ? Proof.PLAIN : Proof.KNOWN, at, last));
                return last;
            }
        }
        if (!tokens.isCapitalised(at)) {
            if (isDomain(at)) {
                outlets.add(new Outlet(tokens.word(at), Proof.SHAPE, at, at + 1));
            }
            return at + 1;
        }
        return run(at, end, outlets);
    }

    /** A run of capitals; a known name inside it begins another outlet. */
    private int run(int from, int end, List<Outlet> outlets) {
        var first = from;
        while (first < end && isLead(first)) {
            first++;
        }
        if (first > from) {
            return first;
        }
        var last = first + 1;
        while (last < end && last - first < LONGEST && joins(last, end)) {
            if (isKnownInside(last, end)) {
                break;
            }
            last++;
        }
        while (last > first + 1 && !isNamePart(last - 1)) {
            last--;
        }
        var name = tokens.words(first, last - 1);
        if (names.isNone(name) || isPerson(last - 1)) {
            return last;
        }
        outlets.add(new Outlet(name, proof(first, last), first, last));
        return last;
    }

    /** A known name after words that are not part of it. */
    private boolean isKnownInside(int at, int end) {
        var known = names.at(tokens, at);
        return known != null
                && !known.value().plain()
                && (at + known.words().size() >= end
                        || !joins(at + known.words().size(), end))
                && (names.set("demonym").contains(tokens.word(at - 1))
                        || at - 1 == tokens.sentenceStart(tokens.sentenceOf(at)));
    }

    private Proof proof(int first, int last) {
        var strong = names.set("ending strong");
        if (isDomain(first)) {
            return Proof.SHAPE;
        }
        if (last - first < 2) {
            return Proof.NAME;
        }
        var word = tokens.word(last - 1);
        if (strong.contains(word) || (strong.contains(tokens.word(first)) && tokens.is(first + 1, "of"))) {
            return Proof.SHAPE;
        }
        var weak = names.set("ending weak").contains(word)
                || names.set("beginning").contains(tokens.word(first));
        return weak ? Proof.WEAK_SHAPE : Proof.NAME;
    }

    private boolean joins(int at, int end) {
        if (isLead(at)) {
            return false;
        }
        if (isNamePart(at)) {
            return true;
        }
        var inside = (tokens.is(at, "-") && tokens.touchesPrevious(at))
                || tokens.is(at, "&")
                || NameParticles.OUTLET.contains(tokens.word(at));
        return inside && at + 1 < end && (tokens.isCapitalised(at + 1) || isElided(at + 1));
    }

    /** Whether a word is not part of a name. A day after an article is part of one: <i>the Sunday Herald</i>. */
    private boolean isLead(int at) {
        var word = tokens.word(at);
        return (names.set("lead").contains(word)
                        || (tokens.isCapitalised(at) && cues.before().hasWord(word.toLowerCase(Locale.ROOT))))
                && !(word.endsWith("day") && at > 0 && tokens.isIgnoringCase(at - 1, "the"));
    }

    private boolean isNamePart(int at) {
        return tokens.length(at) <= 30
                && (tokens.isCapitalised(at)
                        || isElided(at)
                        || (Character.isDigit(tokens.first(at)) && tokens.length(at) <= 2));
    }

    /** <i>l'Orme</i>. */
    private boolean isElided(int at) {
        var word = tokens.word(at);
        return word.length() > 2 && "'’".indexOf(word.charAt(1)) >= 0 && Character.isUpperCase(word.charAt(2));
    }

    private boolean isDomain(int at) {
        return tokens.length(at) > 4
                && tokens.length(at) <= 40
                && DOMAIN.matcher(tokens.word(at)).matches();
    }

    private boolean isPerson(int token) {
        var mention = mentions.at(token);
        return mention != null && mention.person();
    }
}
