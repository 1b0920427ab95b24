package io.wireroom.tagging.quotes;

import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.Article.Quote;
import io.wireroom.tagging.EntityTagger.Entities;
import io.wireroom.tagging.SpeechFinder;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.credits.Credits;
import io.wireroom.tagging.credits.OutletNames;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds direct speech by quotation marks and the words around them, and credited outlets by rules over a list of names.
 * Immutable; both run in time linear in the text.
 *
 * <p>Example: {@code “We stay,” said Ann Roe. “All of us.”} gives {@code We stay,} and {@code All of us.}, both by
 * {@code Ann Roe}.
 */
public final class Speech implements SpeechFinder {

    private final Map<String, SayingWords> languages;
    private final OutletNames outlets;

    private Speech(Map<String, SayingWords> languages, OutletNames outlets) {
        this.languages = languages;
        this.outlets = outlets;
    }

    /** With the words and names on the class path. */
    public static Speech load() {
        return new Speech(SayingWords.read(), OutletNames.read());
    }

    @Override
    public List<Quote> quotes(TagInput story, Entities entities) {
        var lines = new Lines(story.text());
        var blocks = new QuoteBlocks(story, lines);
        var words = SayingWords.in(languages, story);
        var passages = blocks.with(DashDialogue.with(QuotationMarks.in(story.text()), story.text(), lines, words));
        if (passages.isEmpty()) {
            return List.of();
        }
        var tokens = Tokens.of(story.text());
        var cast = new NamedMentions(tokens, entities, words);
        var speakers = new Speakers(tokens, lines, words, cast, passages);
        var judge = new QuoteJudge(tokens, words, story.isIn("de"));
        var quotes = new ArrayList<Quote>();
        Passage last = null;
        String lastSpeaker = null;
        for (int i = 0; i < passages.size(); i++) {
            var passage = passages.get(i);
            var frame = speakers.frame(i);
            var block = blocks.isBlock(passage);
            var goesOn = last != null && goesOn(speakers, last, passage, frame);
            var heading = blocks.kind(passage.start()) == BlockKind.HEADING;
            if (!block && !judge.isSpeech(passage, frame, goesOn, heading)) {
                continue;
            }
            var speaker = block ? blocks.signature(passage, cast, tokens) : null;
            if (speaker == null) {
                speaker = speakers.name(frame.said());
            }
            if (speaker == null && goesOn) {
                speaker = lastSpeaker;
            } else if (speaker != null && lastSpeaker == null && passage.joined()) {
                nameAll(quotes, passages, i, speaker);
            }
            quotes.add(new Quote(
                    story.text().substring(passage.start(), passage.end()), speaker, passage.start(), passage.end()));
            last = passage;
            lastSpeaker = speaker;
        }
        return quotes;
    }

    private static boolean goesOn(Speakers speakers, Passage last, Passage passage, Speakers.Frame frame) {
        return passage.joined()
                || ((!frame.isThere() || frame.said() instanceof Speaker.Same) && speakers.goesOn(last, passage));
    }

    /** The speaker of a quote over several paragraphs may be told at its end. */
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

    @Override
    public List<Attribution> attributions(TagInput story, Entities entities) {
        return new Credits(story, entities, SayingWords.in(languages, story), outlets).find();
    }
}
