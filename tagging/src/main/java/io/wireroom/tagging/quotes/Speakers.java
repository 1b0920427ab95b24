package io.wireroom.tagging.quotes;

import io.wireroom.tagging.tokens.Tokens;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who speaks the passages of one text, by the words before and behind each. */
final class Speakers {

    /** A verb further from a passage says something else. */
    private static final int BEFORE = 25;

    private static final int BEHIND = 24;

    /** Between a verb and a comma before the passage: hearers, a day, a place. */
    private static final int HEARERS = 14;

    /** Tokens of a clause that are looked at. */
    private static final int CLAUSE = 60;

    /** Sentences back in which a pronoun finds its name; those inside quotes do not count, up to a bound. */
    private static final int BACK = 3;

    private static final int BACK_WITH_QUOTES = 12;
    private static final int SENTENCE = 150;

    /**
     * What is told around a passage.
     *
     * @param close whether nothing but a comma, colon or the verb's object stands between the verb and the passage
     */
    record Frame(Speaker said, boolean close) {
        private static final Frame NONE = new Frame(Speaker.NOBODY, false);

        boolean isThere() {
            return !(said instanceof Speaker.Nobody);
        }
    }

    private final Tokens tokens;
    private final Lines lines;
    private final SayingWords words;
    private final NamedMentions cast;
    private final List<Passage> passages;
    private final BitSet quoted = new BitSet();
    private final Subjects subjects;

    /** Pronouns and names that only their verbs tell: where, and who. */
    private final Map<Integer, String> resolved = new HashMap<>();

    Speakers(Tokens tokens, Lines lines, SayingWords words, NamedMentions cast, List<Passage> passages) {
        this.tokens = tokens;
        this.lines = lines;
        this.words = words;
        this.cast = cast;
        this.passages = passages;
        for (var passage : passages) {
            quoted.set(tokens.at(passage.markStart()), tokens.at(passage.markEnd()));
        }
        subjects = new Subjects(tokens, words, cast, quoted);
    }

    /** The words of saying around a passage, the closest. */
    Frame frame(int passage) {
        if (words.isEmpty()) {
            return Frame.NONE;
        }
        var before = before(passages.get(passage));
        if (before.isThere() && before.close()) {
            return before;
        }
        var behind = behind(passage);
        return behind.isThere() && (!before.isThere() || behind.close()) ? behind : before;
    }

    private Frame before(Passage passage) {
        var mark = tokens.at(passage.markStart());
        if (mark == 0 || (subjects.isEnd(mark - 1) && !quoted.get(mark - 1))) {
            return Frame.NONE;
        }
        var from = mark;
        var line = lines.start(lines.of(passage.markStart()));
        while (from > Math.max(0, mark - CLAUSE)
                && tokens.start(from - 1) >= line
                && (quoted.get(from - 1) || !subjects.isEnd(from - 1))
                && !endsSentence(from - 1)) {
            from--;
        }
        if (from == mark) {
            return tokens.is(mark - 1, ":") ? introduction(mark) : Frame.NONE;
        }
        var per = per(from, mark);
        if (per > 0) {
            return new Frame(subjects.after(per, mark), true);
        }
        for (int at = mark - 1; at >= Math.max(from, mark - BEFORE); at--) {
            if (isVerb(at)) {
                return new Frame(subject(from, at, mark), isClose(at, mark));
            }
        }
        return Frame.NONE;
    }

    /** A line before that ends in a colon. */
    private Frame introduction(int mark) {
        var from = tokens.sentenceStart(tokens.sentenceOf(mark - 1));
        for (int at = mark - 2; at >= Math.max(from, mark - BEFORE); at--) {
            if (isVerb(at)) {
                return new Frame(subject(from, at, mark), true);
            }
        }
        return Frame.NONE;
    }

    /** A quoted sentence with its stop, and a capital behind it. */
    private boolean endsSentence(int token) {
        return quoted.get(token)
                && !quoted.get(token + 1)
                && token > 0
                && subjects.isEnd(token - 1)
                && token + 1 < tokens.size()
                && tokens.isCapitalised(token + 1)
                && cast.at(token + 1) == null;
    }

    /** A capital makes a name of it: the United <i>States</i>. */
    private boolean isVerb(int at) {
        return !quoted.get(at) && !tokens.isCapitalised(at) && words.isVerb(subjects.lower(at));
    }

    private boolean isClose(int verb, int mark) {
        if (words.describe().contains(subjects.lower(verb))) {
            return false;
        }
        return verb == mark - 1
                || tokens.is(mark - 1, ":")
                || tokens.is(mark - 1, "：")
                || (tokens.is(mark - 1, ",") && mark - verb <= HEARERS);
    }

    private Frame behind(int passage) {
        var its = passages.get(passage);
        var from = tokens.at(its.markEnd());
        var last = tokens.at(its.end() - 1);
        var next = passage + 1 < passages.size() ? passages.get(passage + 1).markStart() : Integer.MAX_VALUE;
        var line = lines.end(lines.of(its.markEnd()));
        var end = from;
        while (end < tokens.size()
                && end < from + CLAUSE
                && tokens.end(end) <= line
                && tokens.start(end) < next
                && !subjects.isEnd(end)) {
            end++;
        }
        if (from >= end) {
            return Frame.NONE;
        }
        var comma = tokens.is(from, ",") || isDash(from);
        var at = from;
        while (at < end && (tokens.is(at, ",") || isDash(at))) {
            at++;
        }
        var signature = isDash(from) && at < end ? cast.at(at) : null;
        if (signature != null && signature.person() && signature.end() >= end) {
            return new Frame(new Speaker.By(signature.name(), at), true);
        }
        if (at == end || (!comma && tokens.is(last, ".") && tokens.isCapitalised(at))) {
            return Frame.NONE;
        }
        var closed = comma || (!tokens.isWord(last) && !Character.isDigit(tokens.first(last)));
        var per = per(at, end);
        if (per > 0) {
            return new Frame(subjects.after(per, end), true);
        }
        for (int verb = at; verb < Math.min(end, at + BEHIND); verb++) {
            if (isVerb(verb)) {
                // of a passage inside a sentence, only what follows at once tells
                return closed || (verb <= at + 1 && !words.and().contains(subjects.lower(at)))
                        ? new Frame(subject(at, verb, end), true)
                        : Frame.NONE;
            }
        }
        return Frame.NONE;
    }

    private Speaker subject(int from, int verb, int end) {
        var before = subjects.before(from, verb);
        if (before instanceof Speaker.By || before instanceof Speaker.Pronoun) {
            return before;
        }
        if (words.tell().contains(subjects.lower(verb)) || (before instanceof Speaker.Somebody && isEnglish())) {
            return before;
        }
        var behind = subjects.after(verb + 1, end);
        if (behind instanceof Speaker.Nobody) {
            return before instanceof Speaker.Nobody ? Speaker.SAME : Speaker.SOMEBODY;
        }
        return behind;
    }

    /** In other languages a subject may follow its verb although other words stand before it. */
    private boolean isEnglish() {
        return words.he().contains("he");
    }

    /** After a phrase like <i>according to</i>; 0 if none begins here. */
    private int per(int at, int end) {
        for (var phrase : words.per()) {
            var matches = at + phrase.size() <= end;
            for (int i = 0; matches && i < phrase.size(); i++) {
                matches = tokens.isIgnoringCase(at + i, phrase.get(i));
            }
            if (matches) {
                return at + phrase.size();
            }
        }
        return 0;
    }

    /** The full name behind a frame, or null; what a pronoun stands for is remembered. */
    @Nullable
    String name(Speaker said) {
        return switch (said) {
            case Speaker.By(var name, var token) -> {
                if (cast.at(token) == null) {
                    cast.learnName(name);
                    resolved.put(token, name);
                }
                yield name;
            }
            case Speaker.Pronoun pronoun -> resolve(pronoun);
            case Speaker.Somebody() -> null;
            case Speaker.Same() -> null;
            case Speaker.Nobody() -> null;
        };
    }

    private @Nullable String resolve(Speaker.Pronoun pronoun) {
        var sentence = tokens.sentenceOf(pronoun.token());
        var from = pronoun.token();
        var all = 0;
        for (int back = 0; back <= BACK && all < BACK_WITH_QUOTES && sentence >= 0; sentence--, all++) {
            var start = Math.max(tokens.sentenceStart(sentence), from - SENTENCE);
            String only = null;
            for (int token = from - 1; token >= start; token--) {
                if (quoted.get(token)) {
                    token = Math.max(quoted.previousClearBit(token), start - 1) + 1;
                    continue;
                }
                var name = personAt(token);
                if (name != null && !name.equals(only) && cast.fits(name, pronoun.female())) {
                    if (only != null) {
                        return null;
                    }
                    only = name;
                }
            }
            if (only != null) {
                resolved.put(pronoun.token(), only);
                cast.learnSex(only, pronoun.female());
                return only;
            }
            if (isAboutSomebody(sentence)) {
                return null;
            }
            back += quoted.get(start) ? 0 : 1;
            from = start;
        }
        return null;
    }

    /** <i>One victim, who would not be named, said</i>: a pronoun behind it may be that one. */
    private boolean isAboutSomebody(int sentence) {
        var start = tokens.sentenceStart(sentence);
        var end = Math.min(tokens.sentenceEnd(sentence), start + CLAUSE);
        if (end - start < 2 || quoted.get(start) || !words.one().contains(subjects.lower(start))) {
            return false;
        }
        for (int token = start + 1; token < end; token++) {
            if (isVerb(token) || words.who().contains(subjects.lower(token))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String personAt(int token) {
        var mention = cast.at(token);
        return mention != null && mention.person() ? mention.name() : resolved.get(token);
    }

    /** Whether no sentence is told between the end of one passage and the start of another in the same line. */
    boolean goesOn(Passage one, Passage next) {
        var from = tokens.at(one.markEnd());
        var to = tokens.at(next.markStart());
        if (to - from > CLAUSE || lines.of(one.markEnd()) != lines.of(next.markStart())) {
            return false;
        }
        var ends = 0;
        for (int token = from; token < to; token++) {
            ends += subjects.isEnd(token) ? 1 : 0;
        }
        return ends == 0 || (ends == 1 && subjects.isEnd(to - 1));
    }

    private boolean isDash(int token) {
        return tokens.length(token) == 1 && "-–—―".indexOf(tokens.first(token)) >= 0;
    }
}
