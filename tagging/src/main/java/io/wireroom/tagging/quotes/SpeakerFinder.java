package io.wireroom.tagging.quotes;

import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.mentions.NamedMentions;
import io.wireroom.tagging.tokens.Tokens;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the speaker of each passage of one text, by the words before and after it. */
final class SpeakerFinder {

    /** Tokens between a passage and its verb. */
    private static final int BEFORE = 25;

    private static final int AFTER = 24;

    /** Tokens between a verb and a comma before the passage: hearers, a day, a place. */
    private static final int HEARERS = 14;

    /** Tokens of a clause that are read. */
    private static final int CLAUSE = 60;

    /** Sentences back in which a pronoun finds its name; those inside quotes do not count, up to a bound. */
    private static final int BACK = 3;

    private static final int BACK_WITH_QUOTES = 12;
    private static final int SENTENCE = 150;

    private final Tokens tokens;
    private final LineIndex lines;
    private final SpeechWords words;
    private final NamedMentions mentions;
    private final List<Passage> passages;
    private final BitSet quoted = new BitSet();
    /** Tokens of names that are the speakers of passages. */
    private final BitSet speaking = new BitSet();

    private final SubjectFinder subjects;

    /** Names of the people that pronouns mean, and names known by their verbs only; by token. */
    private final Map<Integer, String> resolved = new HashMap<>();

    SpeakerFinder(Tokens tokens, LineIndex lines, SpeechWords words, NamedMentions mentions, List<Passage> passages) {
        this.tokens = tokens;
        this.lines = lines;
        this.words = words;
        this.mentions = mentions;
        this.passages = passages;
        for (var passage : passages) {
            quoted.set(tokens.at(passage.markStart()), tokens.at(passage.markEnd()));
        }
        subjects = new SubjectFinder(tokens, words, mentions, quoted);
    }

    /** The closest words around a passage that show who speaks. */
    ReportingClause clause(int passage) {
        if (words.isEmpty()) {
            return ReportingClause.NONE;
        }
        var before = before(passages.get(passage));
        if (before.exists() && before.close()) {
            return before;
        }
        var after = after(passage);
        return after.exists() && (!before.exists() || after.close()) ? after : before;
    }

    private ReportingClause before(Passage passage) {
        var mark = tokens.at(passage.markStart());
        if (mark == 0 || (subjects.isEnd(mark - 1) && !quoted.get(mark - 1))) {
            return ReportingClause.NONE;
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
            return tokens.is(mark - 1, ":") ? introduction(mark) : ReportingClause.NONE;
        }
        var source = afterSource(from, mark);
        if (source > 0) {
            return new ReportingClause(subjects.after(source, mark), true);
        }
        for (int at = mark - 1; at >= Math.max(from, mark - BEFORE); at--) {
            if (isVerb(at)) {
                return new ReportingClause(subject(from, at, mark), isClose(at, mark));
            }
        }
        return label(from, mark);
    }

    /** <i>Ann Roe:</i>, <i>And from Ann Roe:</i>: the name in front of a colon, as in a transcript. */
    private ReportingClause label(int from, int mark) {
        var isColon = tokens.is(mark - 1, ":") || tokens.is(mark - 1, "：");
        var mention = isColon && mark - 2 >= from ? mentions.at(mark - 2) : null;
        if (mention == null || !mention.person() || mention.first() < from || mention.end() != mark - 1) {
            return ReportingClause.NONE;
        }
        var start = subjects.beforeTitles(mention.first(), from);
        var isFirst = start == from
                || words.authors().contains(subjects.lower(start - 1))
                || start == from + 1 && words.conjunctions().contains(subjects.lower(from));
        return isFirst
                ? new ReportingClause(new Speaker.By(mention.name(), mention.first()), false)
                : ReportingClause.NONE;
    }

    /** A line before that ends in a colon. */
    private ReportingClause introduction(int mark) {
        var from = tokens.sentenceStart(tokens.sentenceOf(mark - 1));
        for (int at = mark - 2; at >= Math.max(from, mark - BEFORE); at--) {
            if (isVerb(at)) {
                return new ReportingClause(subject(from, at, mark), true);
            }
        }
        return ReportingClause.NONE;
    }

    /** Whether a quoted sentence ends with its full stop, and a capital follows. */
    private boolean endsSentence(int token) {
        return quoted.get(token)
                && !quoted.get(token + 1)
                && token > 0
                && subjects.isEnd(token - 1)
                && token + 1 < tokens.size()
                && tokens.isCapitalised(token + 1)
                && mentions.at(token + 1) == null;
    }

    /** A capital makes a name of it: the United <i>States</i>. */
    private boolean isVerb(int at) {
        return !quoted.get(at) && !tokens.isCapitalised(at) && words.isVerb(subjects.lower(at));
    }

    private boolean isClose(int verb, int mark) {
        if (words.describing().contains(subjects.lower(verb))) {
            return false;
        }
        return verb == mark - 1
                || tokens.is(mark - 1, ":")
                || tokens.is(mark - 1, "：")
                || (tokens.is(mark - 1, ",") && mark - verb <= HEARERS);
    }

    private ReportingClause after(int passage) {
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
            return ReportingClause.NONE;
        }
        var comma = tokens.is(from, ",") || isDash(from);
        var at = from;
        while (at < end && (tokens.is(at, ",") || isDash(at))) {
            at++;
        }
        var signature = isDash(from) && at < end ? mentions.at(at) : null;
        if (signature != null && signature.person() && signature.end() >= end) {
            return new ReportingClause(new Speaker.By(signature.name(), at), true);
        }
        if (at == end || (!comma && tokens.is(last, ".") && tokens.isCapitalised(at))) {
            return ReportingClause.NONE;
        }
        var closed = comma || (!tokens.isWord(last) && !Character.isDigit(tokens.first(last)));
        var source = afterSource(at, end);
        if (source > 0) {
            return new ReportingClause(subjects.after(source, end), true);
        }
        for (int verb = at; verb < Math.min(end, at + AFTER); verb++) {
            if (isVerb(verb)) {
                // for a passage inside a sentence, only the word right after it counts
                return closed || (verb <= at + 1 && !words.conjunctions().contains(subjects.lower(at)))
                        ? new ReportingClause(subject(at, verb, end), true)
                        : ReportingClause.NONE;
            }
        }
        return ReportingClause.NONE;
    }

    private Speaker subject(int from, int verb, int end) {
        var before = subjects.before(from, verb);
        if (before instanceof Speaker.By || before instanceof Speaker.Pronoun) {
            return before;
        }
        if (words.addressing().contains(subjects.lower(verb)) || (before instanceof Speaker.Somebody && isEnglish())) {
            return before;
        }
        var after = subjects.after(verb + 1, end);
        if (after instanceof Speaker.Nobody) {
            return before instanceof Speaker.Nobody ? Speaker.SAME : Speaker.SOMEBODY;
        }
        return after;
    }

    /** In other languages a subject may follow its verb although there are other words before it. */
    private boolean isEnglish() {
        return words.he().contains("he");
    }

    /** After a phrase like <i>according to</i>; 0 if none begins here. */
    private int afterSource(int at, int end) {
        if (at + 1 < end && words.namedSources().contains(subjects.lower(at))) {
            var isNoun = tokens.isCapitalised(at + 1) || words.titles().contains(subjects.lower(at + 1));
            return isNoun ? at + 1 : 0;
        }
        var phrase = at < end ? words.sources().find(tokens, at) : null;
        return phrase == null || at + phrase.words().size() > end
                ? 0
                : at + phrase.words().size();
    }

    /** The full name of a speaker, or null; remembers whom a pronoun means. */
    @Nullable
    String name(Speaker speaker) {
        return switch (speaker) {
            case Speaker.By(var name, var token) -> {
                if (mentions.at(token) == null) {
                    mentions.learnName(name);
                    resolved.put(token, name);
                }
                speaking.set(token);
                yield name;
            }
            case Speaker.Pronoun pronoun -> resolve(pronoun);
            case Speaker.Somebody() -> null;
            case Speaker.Same() -> null;
            case Speaker.Nobody() -> null;
        };
    }

    /**
     * The person whom a pronoun means: the only one of the nearest sentences who is known to have its sex, or else the
     * only one who may have it. Null if two persons may be meant.
     */
    private @Nullable String resolve(Speaker.Pronoun pronoun) {
        var candidates = new PronounCandidates();
        var sentence = tokens.sentenceOf(pronoun.token());
        var from = pronoun.token();
        var all = 0;
        for (int back = 0; back <= BACK && all < BACK_WITH_QUOTES && sentence >= 0; sentence--, all++) {
            var start = Math.max(tokens.sentenceStart(sentence), from - SENTENCE);
            addPeople(candidates, pronoun.female(), start, from);
            if (candidates.isDecided() || candidates.isEmpty() && isAboutSomebody(sentence)) {
                break;
            }
            if (!candidates.isEmpty() && tokens.start(start) <= lines.start(lines.of(tokens.start(start)))) {
                // The paragraph before is about other people.
                break;
            }
            candidates.endSentence(quoted.get(start));
            back += quoted.get(start) ? 0 : 1;
            from = start;
        }
        var name = candidates.choice();
        if (name != null) {
            resolved.put(pronoun.token(), name);
            if (candidates.isLone()) {
                mentions.learnSex(name, pronoun.female());
            }
        }
        return name;
    }

    /** Adds the people whom the words outside quotes name, from the end of a part of a sentence to its start. */
    private void addPeople(PronounCandidates candidates, boolean female, int start, int end) {
        for (int token = end - 1; token >= start; token--) {
            if (quoted.get(token)) {
                token = Math.max(quoted.previousClearBit(token), start - 1) + 1;
                continue;
            }
            var name = personAt(token);
            if (name != null) {
                candidates.add(name, mentions.fit(name, female), role(name, token, start));
            }
        }
    }

    private PronounCandidates.Role role(String name, int token, int start) {
        if (resolved.containsKey(token) || speaking.get(token)) {
            return PronounCandidates.Role.SPEAKS;
        }
        var end = Math.min(tokens.sentenceEnd(tokens.sentenceOf(token)), token + BEFORE);
        for (int at = token + 1; at < end; at++) {
            if (isVerb(at)) {
                var isSubject =
                        subjects.before(start, at) instanceof Speaker.By(var subject, var its) && subject.equals(name);
                return isSubject ? PronounCandidates.Role.REPORTS : PronounCandidates.Role.OTHER;
            }
        }
        return PronounCandidates.Role.OTHER;
    }

    /** <i>One victim, who would not be named, said</i>: a pronoun after it may mean that victim. */
    private boolean isAboutSomebody(int sentence) {
        var start = tokens.sentenceStart(sentence);
        var end = Math.min(tokens.sentenceEnd(sentence), start + CLAUSE);
        if (end - start < 2 || quoted.get(start) || !words.indefinites().contains(subjects.lower(start))) {
            return false;
        }
        for (int token = start + 1; token < end; token++) {
            if (isVerb(token) || words.relatives().contains(subjects.lower(token))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String personAt(int token) {
        var mention = mentions.at(token);
        return mention != null && mention.person() ? mention.name() : resolved.get(token);
    }

    /** Whether there is no whole sentence between the end of one passage and the start of another in the same line. */
    boolean continues(Passage one, Passage next) {
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
