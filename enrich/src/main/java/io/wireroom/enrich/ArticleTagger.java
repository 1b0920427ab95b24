package io.wireroom.enrich;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.Language;
import io.wireroom.contract.Article.Quote;
import io.wireroom.contract.Article.Tags;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.Deadline.TooComplexException;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.credits.CreditExtractor;
import io.wireroom.tagging.entities.ArticleEntities;
import io.wireroom.tagging.keyphrases.Keyphrases;
import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.ner.ShippedNameFinder;
import io.wireroom.tagging.quotes.QuoteExtractor;
import io.wireroom.tagging.topics.MediaTopics;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tags an article with who, where and what it is about: a pure function over the default engines. The stage runs it on
 * every version that it publishes, and so does {@code wireroom inspect tags}. The engines, one a task, run in the order
 * in which they depend on each other. Thread-safe.
 */
public final class ArticleTagger {

    private static final Logger LOG = LoggerFactory.getLogger(ArticleTagger.class);

    /** Text beyond this length is not tagged, which bounds the time of a page. */
    static final int MAX_CHARS = 200_000;

    /** The tasks, in the order in which they run. */
    public enum Task {
        ENTITIES,
        TOPICS,
        KEYPHRASES,
        QUOTES,
        ATTRIBUTIONS
    }

    /** The result of all tasks for one article. */
    public record Tagged(Tags tags, List<Quote> quotes, List<Attribution> attributions) {

        public Tagged {
            quotes = List.copyOf(quotes);
            attributions = List.copyOf(attributions);
        }
    }

    /** Receives the duration and the result size of each task. */
    public interface Meter {

        /** Ignores all measurements. */
        Meter NONE = (task, nanos, found) -> {};

        /**
         * Records one task.
         *
         * @param nanos duration of the task
         * @param found number of tags, quotes or attributions
         */
        void measured(Task task, long nanos, int found);
    }

    private final ArticleEntities entities;
    private final MediaTopics topics;
    private final Keyphrases keyphrases;
    private final QuoteExtractor quotes;
    private final CreditExtractor credits;
    private final Meter meter;

    private ArticleTagger(
            ArticleEntities entities,
            MediaTopics topics,
            Keyphrases keyphrases,
            QuoteExtractor quotes,
            CreditExtractor credits,
            Meter meter) {
        this.entities = entities;
        this.topics = topics;
        this.keyphrases = keyphrases;
        this.quotes = quotes;
        this.credits = credits;
        this.meter = meter;
    }

    /** The default engines with the operators' rules for topics; reads their models, so once per process. */
    public static ArticleTagger load(OperatorRules rules, Meter meter) {
        var speechWords = SpeechWords.read();
        return new ArticleTagger(
                ArticleEntities.load(ShippedNameFinder.of(ArticleTagger::reportUnreadable)),
                MediaTopics.load(rules.topics()),
                Keyphrases.load(),
                new QuoteExtractor(speechWords),
                CreditExtractor.load(speechWords),
                meter);
    }

    /**
     * The same article with tags, quotes and attributions.
     *
     * @param deadline of its page; when it is over, the article is as it was, and a note in its provenance gives the reason
     */
    public Article tag(Article article, Deadline deadline) {
        try {
            return tagged(article, deadline);
        } catch (TooComplexException e) {
            return ArticleEdits.withNote(article, "tags", "absent: " + e.getMessage());
        }
    }

    private Article tagged(Article article, Deadline deadline) {
        var tagged = tag(new TagInput(
                article.title(),
                beginning(article.text()),
                article.blocks().stream()
                        .filter(block -> block.end() <= MAX_CHARS)
                        .toList(),
                article.language().tag(),
                article.section(),
                article.keywords(),
                deadline::checkNow));
        return article.toBuilder()
                .tags(tagged.tags())
                .quotes(tagged.quotes())
                .attributions(tagged.attributions())
                .build();
    }

    /** The tags of an article of which only title and text are known. */
    public Tagged tag(String title, String text, Language language) {
        return tag(TagInput.of(title, beginning(text), language.tag()));
    }

    /** The same, or empty if the time is over. */
    public Optional<Tagged> tag(String title, String text, Language language, Deadline deadline) {
        try {
            return Optional.of(tag(new TagInput(
                    title, beginning(text), List.of(), language.tag(), null, List.of(), deadline::checkNow)));
        } catch (TooComplexException e) {
            return Optional.empty();
        }
    }

    private Tagged tag(TagInput input) {
        input.limit().check();
        var found = measured(
                Task.ENTITIES,
                () -> entities.tag(input),
                all -> all.people().size()
                        + all.organisations().size()
                        + all.places().size());
        input.limit().check();
        var subjects = measured(Task.TOPICS, () -> topics.tag(input), List::size);
        input.limit().check();
        var phrases = measured(Task.KEYPHRASES, () -> keyphrases.tag(input, found), List::size);
        input.limit().check();
        return new Tagged(
                new Tags(subjects, found.people(), found.organisations(), found.places(), phrases),
                measured(Task.QUOTES, () -> quotes.quotes(input, found), List::size),
                measured(Task.ATTRIBUTIONS, () -> credits.attributions(input, found), List::size));
    }

    private <T> T measured(Task task, Supplier<T> work, ToIntFunction<T> size) {
        var started = System.nanoTime();
        var result = work.get();
        meter.measured(task, System.nanoTime() - started, size.applyAsInt(result));
        return result;
    }

    private static void reportUnreadable(String language, IOException cause) {
        LOG.atError()
                .addKeyValue("language", language)
                .setCause(cause)
                .log("Model of names cannot be read: articles in its language get no people and organisations");
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
