package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Language;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.Taggers;
import io.wireroom.tagging.Taggers.Meter;
import io.wireroom.tagging.credits.CreditExtractor;
import io.wireroom.tagging.entities.ArticleEntities;
import io.wireroom.tagging.keyphrases.Keyphrases;
import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.ner.TrainedNameFinder;
import io.wireroom.tagging.quotes.QuoteExtractor;
import io.wireroom.tagging.topics.MediaTopics;

/**
 * Tags an article with who, where and what it is about: a pure function over the default engines. The stage runs it on
 * every version that it publishes, and so does {@code wireroom inspect tags}. Thread-safe.
 */
public final class ArticleTagger {

    /** Text beyond this length is not tagged, which bounds the time of a page. */
    static final int MAX_CHARS = 200_000;

    private final Taggers taggers;
    private final Meter meter;

    /** A tagger of these engines; the meter gets the time of each. */
    public ArticleTagger(Taggers taggers, Meter meter) {
        this.taggers = taggers;
        this.meter = meter;
    }

    /** The default engines without rules; reads their models, so once per process. */
    public static ArticleTagger load() {
        return load(OperatorRules.NONE, Meter.NONE);
    }

    /** The default engines with the operators' rules for topics; reads their models, so once per process. */
    public static ArticleTagger load(OperatorRules rules, Meter meter) {
        var names = TrainedNameFinder.load();
        var speechWords = SpeechWords.read();
        return new ArticleTagger(
                new Taggers(
                        ArticleEntities.load(names, new Creator(TrainedNameFinder.ENGINE, names.version())),
                        MediaTopics.load(rules.topics()),
                        Keyphrases.load(),
                        new QuoteExtractor(speechWords),
                        CreditExtractor.load(speechWords)),
                meter);
    }

    /** The same article with tags, quotes and attributions. */
    public Article tag(Article article) {
        var tagged = taggers.tag(
                new TagInput(
                        article.title(),
                        beginning(article.text()),
                        article.blocks().stream()
                                .filter(block -> block.end() <= MAX_CHARS)
                                .toList(),
                        article.language().tag(),
                        article.section(),
                        article.keywords()),
                meter);
        return article.toBuilder()
                .tags(tagged.tags())
                .quotes(tagged.quotes())
                .attributions(tagged.attributions())
                .build();
    }

    /** The tags of an article of which only title and text are known. */
    public Taggers.Tagged tag(String title, String text, Language language) {
        return taggers.tag(TagInput.of(title, beginning(text), language.tag()), meter);
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        var line = text.lastIndexOf('\n', MAX_CHARS);
        if (line > MAX_CHARS / 2) {
            return text.substring(0, line);
        }
        return text.substring(0, Character.isLowSurrogate(text.charAt(MAX_CHARS)) ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
