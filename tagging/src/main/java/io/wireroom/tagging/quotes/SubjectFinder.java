package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.mentions.NamedMentions;
import io.wireroom.tagging.tokens.Tokens;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;

/** Finds the subject of a verb of reporting, before or after it. */
final class SubjectFinder {

    /** Tokens within which a subject after its verb ends, titles and an office included. */
    private static final int REACH = 16;

    /** Tokens within which the subject of a sentence begins. */
    private static final int HEAD = 7;

    /** Tokens of a main clause before its participle. */
    private static final int SENTENCE = 40;

    /** English forms the passive with these verbs. */
    private static final Set<String> BEING = Set.of("been", "was", "were", "is", "are", "being", "be");

    /** Adverbs and auxiliaries between a subject and its verb. */
    private static final int FILLERS = 6;

    private final Tokens tokens;
    private final SpeechWords words;
    private final NamedMentions mentions;
    private final BitSet quoted;
    private final NamesByShape shapes;

    SubjectFinder(Tokens tokens, SpeechWords words, NamedMentions mentions, BitSet quoted) {
        this.tokens = tokens;
        this.words = words;
        this.mentions = mentions;
        this.quoted = quoted;
        this.shapes = new NamesByShape(tokens, words, mentions);
    }

    /** The subject that ends before a verb, in a clause that begins at {@code from}. */
    Speaker before(int from, int verb) {
        var at = verb - 1;
        for (int i = 0; i < FILLERS && at >= from && isFiller(at); i++) {
            if (BEING.contains(lower(at)) && !lower(verb).endsWith("ing")) {
                // The subject of a passive is the hearer, not the speaker.
                return Speaker.SOMEBODY;
            }
            at--;
        }
        if (at < from || quoted.get(at)) {
            return Speaker.NOBODY;
        }
        var word = lower(at);
        if (words.he().contains(word) || words.she().contains(word)) {
            return pronoun(at, word);
        }
        if (words.relatives().contains(word)) {
            at = at > from && tokens.is(at - 1, ",") ? at - 2 : at - 1;
            return at < from ? Speaker.SOMEBODY : endingAt(from, at);
        }
        if (words.conjunctions().contains(word)) {
            return ofSentence(from, at, HEAD);
        }
        if (tokens.is(at, ",") && isParticiple(verb)) {
            return ofSentence(from, at, SENTENCE);
        }
        if (tokens.is(at, ",")) {
            return ofApposition(from, at);
        }
        return endingAt(from, at);
    }

    /** <i>Ann Roe left, saying</i>: its subject is the sentence's. */
    private boolean isParticiple(int verb) {
        return words.he().contains("he") && lower(verb).endsWith("ing");
    }

    /** The subject that follows a verb, in a clause that ends at {@code end}. */
    Speaker after(int from, int end) {
        var at = from;
        while (at < end && (tokens.is(at, "-") || tokens.is(at, "t") || isFiller(at))) {
            at++;
        }
        var first = at;
        var object = false;
        for (var last = Math.min(end, at + REACH); at < last && !quoted.get(at); at++) {
            var mention = mentions.at(at);
            if (mention != null && mention.first() >= first) {
                var named = mention.person()
                        ? !object || (at > 0 && tokens.is(at - 1, ","))
                        : (at == first || (at == first + 1 && !tokens.isCapitalised(first))) && endsThere(mention, end);
                if (named) {
                    return new Speaker.By(mention.name(), at);
                }
                at = mention.end() - 1;
                object |= mention.person();
                continue;
            }
            var word = lower(at);
            if (at == first && (words.he().contains(word) || words.she().contains(word))) {
                return pronoun(at, word);
            }
            if ((words.relatives().contains(word) && at > first) || isEnd(at)) {
                break;
            }
            object |= words.prepositions().contains(word);
            if (!object) {
                var name = shapes.startingAt(at, end);
                if (name != null) {
                    return new Speaker.By(name, at);
                }
            }
        }
        return first < end ? Speaker.SOMEBODY : Speaker.NOBODY;
    }

    /** Not the first words of something else: the <i>Harbour Board</i> chair. */
    private boolean endsThere(NamedMentions.Mention mention, int end) {
        return mention.end() >= end
                || !tokens.isWord(mention.end())
                || words.prepositions().contains(lower(mention.end()))
                || words.fillers().contains(lower(mention.end()));
    }

    private Speaker pronoun(int at, String word) {
        var female = words.she().contains(word);
        // German sie without a verb of its own is she; Sie is you
        return female && tokens.isCapitalised(at) && word.equals("sie") && at > 0 && !isEnd(at - 1)
                ? Speaker.SOMEBODY
                : new Speaker.Pronoun(female, at);
    }

    private Speaker endingAt(int from, int at) {
        var mention = mentions.at(at);
        if (mention == null || mention.end() != at + 1) {
            var name = shapes.endingAt(at, from);
            return name == null ? Speaker.SOMEBODY : new Speaker.By(name, at);
        }
        var start = beforeTitles(mention.first(), from);
        if (start <= from) {
            return new Speaker.By(mention.name(), mention.first());
        }
        var before = lower(start - 1);
        if (words.prepositions().contains(before)) {
            var head = mentions.at(start - 2);
            return head != null && head.person() && start - 2 >= from
                    ? new Speaker.By(head.name(), head.first())
                    : Speaker.SOMEBODY;
        }
        if (words.conjunctions().contains(before) && start - 2 >= from && mentions.at(start - 2) != null) {
            return Speaker.SOMEBODY;
        }
        return new Speaker.By(mention.name(), mention.first());
    }

    /** Where the article and titles in front of a name begin. */
    int beforeTitles(int first, int from) {
        var at = first;
        while (at > from
                && (words.titles().contains(lower(at - 1))
                        || tokens.isIgnoringCase(at - 1, "the")
                        || (tokens.isCapitalised(at - 1) && mentions.at(at - 1) == null))) {
            at--;
        }
        return at;
    }

    /** The first person of a clause who is nobody's object: {@code Jane Roe, mayor of Old Town,}. */
    private Speaker ofApposition(int from, int end) {
        for (int at = from; at < end; at++) {
            var mention = quoted.get(at) ? null : mentions.at(at);
            if (mention != null && mention.person() && mention.first() == at && !isPossessive(mention.end())) {
                var start = beforeTitles(at, from);
                var described = mention.end() <= end
                        && (tokens.is(mention.end(), ",")
                                || tokens.is(mention.end(), "(")
                                || words.prepositions().contains(lower(mention.end())));
                if (described && (start <= from || !words.prepositions().contains(lower(start - 1)))) {
                    return new Speaker.By(mention.name(), at);
                }
            }
        }
        var name = end > from ? shapes.endingAt(end - 1, from) : null;
        return name == null ? Speaker.SOMEBODY : new Speaker.By(name, end - 1);
    }

    /**
     * The only person at the head of a sentence that is nobody's object, or the pronoun that the sentence begins with.
     */
    private Speaker ofSentence(int from, int end, int reach) {
        var first = lower(from);
        if (words.he().contains(first) || words.she().contains(first)) {
            return pronoun(from, first);
        }
        Speaker found = Speaker.SOMEBODY;
        for (int at = from; at < Math.min(end, from + reach); at++) {
            var mention = quoted.get(at) ? null : mentions.at(at);
            if (mention != null && mention.person() && mention.first() == at && !isPossessive(mention.end())) {
                var start = beforeTitles(at, from);
                if (start > from && words.prepositions().contains(lower(start - 1))) {
                    continue;
                }
                if (found instanceof Speaker.By(var name, var token) && !name.equals(mention.name())) {
                    return Speaker.SOMEBODY;
                }
                found = new Speaker.By(mention.name(), at);
            }
        }
        return found;
    }

    private boolean isPossessive(int at) {
        return at < tokens.size() && "'’".indexOf(tokens.first(at)) >= 0 && tokens.touchesPrevious(at);
    }

    private boolean isFiller(int at) {
        var word = lower(at);
        return words.fillers().contains(word) || (word.length() > 4 && word.endsWith("ly") && mentions.at(at) == null);
    }

    boolean isEnd(int at) {
        return tokens.length(at) == 1 && ".!?;。！？".indexOf(tokens.first(at)) >= 0;
    }

    String lower(int at) {
        return tokens.length(at) > 40 ? "" : tokens.word(at).toLowerCase(Locale.ROOT);
    }
}
