package io.wireroom.tagging.quotes;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.Article.Quote;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.mentions.NamedMentions;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds direct speech by quotation marks and the words around them. Immutable; runs in time linear in the text.
 *
 * <p>Example: {@code “We stay,” said Ann Roe. “All of us.”} gives {@code We stay,} and {@code All of us.}, both by
 * {@code Ann Roe}.
 */
public final class QuoteExtractor {

    private final Map<String, SpeechWords> languages;

    /** With these words around speech, by language. */
    public QuoteExtractor(Map<String, SpeechWords> languages) {
        this.languages = languages;
    }

    /**
     * Direct quotes in the order of the text, without overlaps, each with the speaker's full name if the text names the
     * speaker. A quote's text is exactly the text at its offsets: the words between the marks, without the marks. A
     * quote that its speaker interrupts, or that continues in the next paragraph, is several quotes of one speaker.
     */
    public List<Quote> quotes(TagInput input, Entities entities) {
        var lines = new LineIndex(input.text());
        var blocks = new QuoteBlocks(input, lines);
        var words = SpeechWords.in(languages, input.language());
        var passages = blocks.with(DashDialogue.with(QuotationMarks.in(input.text()), input.text(), lines, words));
        if (passages.isEmpty()) {
            return List.of();
        }
        var tokens = Tokens.of(input.text());
        var mentions = new NamedMentions(tokens, entities, words);
        var speakers = new SpeakerFinder(tokens, lines, words, mentions, passages);
        var classifier = new QuoteClassifier(tokens, words, input.isIn("de"));
        var quotes = new ArrayList<Quote>();
        Passage last = null;
        String lastSpeaker = null;
        for (int i = 0; i < passages.size(); i++) {
            var passage = passages.get(i);
            var clause = speakers.clause(i);
            var block = blocks.isBlock(passage);
            var continues = last != null && continues(speakers, last, passage, clause);
            var heading = blocks.kind(passage.start()) == BlockKind.HEADING;
            if (!block && !classifier.isSpeech(passage, clause, continues, heading)) {
                continue;
            }
            var speaker = block ? blocks.signature(passage, mentions, tokens) : null;
            if (speaker == null) {
                speaker = speakers.name(clause.speaker());
            }
            if (speaker == null && continues) {
                speaker = lastSpeaker;
            } else if (speaker != null && lastSpeaker == null && passage.joined()) {
                nameAll(quotes, passages, i, speaker);
            }
            quotes.add(new Quote(
                    input.text().substring(passage.start(), passage.end()), speaker, passage.start(), passage.end()));
            last = passage;
            lastSpeaker = speaker;
        }
        return quotes;
    }

    private static boolean continues(SpeakerFinder speakers, Passage last, Passage passage, ReportingClause clause) {
        return passage.joined()
                || ((!clause.exists() || clause.speaker() instanceof Speaker.Same)
                        && speakers.continues(last, passage));
    }

    /** Gives a speaker who is named only after the last of several paragraphs to all of them. */
    private static void nameAll(List<Quote> quotes, List<Passage> passages, int last, @Nullable String speaker) {
        var at = quotes.size() - 1;
        for (int i = last; i > 0 && passages.get(i).joined() && at >= 0; i--, at--) {
            var quote = quotes.get(at);
            if (quote.start() != passages.get(i - 1).start() || quote.speaker() != null) {
                return;
            }
            quotes.set(at, new Quote(quote.text(), speaker, quote.start(), quote.end()));
        }
    }
}
