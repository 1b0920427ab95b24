package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Language;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.ArticleTagger.Tagged;
import io.wireroom.enrich.ArticleTagger.Task;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArticleTaggerTest {

    private static final Language ENGLISH = new Language("en", 1);
    private static final Path BALANCED = Path.of("../tagging/src/test/resources/topics/balanced");
    private static final Path PAGES = Path.of("src/test/resources/pages");
    private static final Set<Task> MEASURED = EnumSet.noneOf(Task.class);
    private static final ArticleTagger TAGGER =
            ArticleTagger.load(OperatorRules.NONE, (task, nanos, found) -> MEASURED.add(task));

    private static Stream<Tag> all(Tagged tagged) {
        var tags = tagged.tags();
        return Stream.of(tags.topics(), tags.people(), tags.organisations(), tags.places(), tags.keyphrases())
                .flatMap(List::stream);
    }

    /** Every mention lies in the text and shows no blank at its edges. */
    private static void assertPointsInto(String text, Tagged tagged) {
        assertThat(all(tagged)).allSatisfy(tag -> {
            assertThat(tag.confidence()).isBetween(0.0, 1.0);
            assertThat(tag.mentions())
                    .allSatisfy(mention -> assertThat(at(text, mention))
                            .as(tag.toString())
                            .isNotBlank()
                            .isEqualTo(at(text, mention).strip()));
        });
        assertThat(tagged.quotes())
                .allSatisfy(quote ->
                        assertThat(text.substring(quote.start(), quote.end())).isEqualTo(quote.text()));
        assertThat(tagged.attributions())
                .allSatisfy(credit ->
                        assertThat(text.substring(credit.start(), credit.end())).isNotBlank());
    }

    private static String at(String text, Span mention) {
        return text.substring(mention.start(), mention.end());
    }

    @Test
    void allMentionsOfManyNewsPointIntoTheirTexts() throws IOException {
        var mentions = 0L;
        try (var files = Files.list(BALANCED)) {
            for (var file : files.sorted().toList()) {
                for (var line : Files.readAllLines(file)) {
                    var story = JsonCodec.MAPPER.readTree(line);
                    var text = story.path("text").asText();
                    var tagged = TAGGER.tag(story.path("title").asText(), text, ENGLISH);
                    assertPointsInto(text, tagged);
                    mentions +=
                            all(tagged).mapToLong(tag -> tag.mentions().size()).sum();
                }
            }
        }
        assertThat(mentions).isGreaterThan(3_000);
        assertThat(MEASURED).containsExactlyInAnyOrder(Task.values());
    }

    @Test
    void allMentionsOfAllPageCasesPointIntoTheirTextsWhateverTheirLanguage() throws IOException {
        var enricher = new DraftMaker(new Cleaner(PageLimits.DEFAULT), LanguageDetector.load());
        var articles = new ArrayList<Article>();
        try (var files = Files.walk(PAGES)) {
            for (var file :
                    files.filter(one -> one.endsWith("page.html")).sorted().toList()) {
                var page = Raw.page(
                        Files.readAllBytes(file), "https://www.observer.example/page", null, null, 0, Instant.EPOCH);
                if (enricher.enrich(page) instanceof Enriched.Draft draft) {
                    var article = TAGGER.tag(draft.article(), Deadline.in(Duration.ofMinutes(1)));
                    articles.add(article);
                    assertPointsInto(
                            article.text(), new Tagged(article.tags(), article.quotes(), article.attributions()));
                }
            }
        }
        assertThat(articles).hasSizeGreaterThan(60);
        assertThat(articles.stream()
                        .filter(article -> !article.language().tag().equals("en"))
                        .flatMap(article -> article.tags().places().stream()))
                .isNotEmpty();
    }

    @Test
    void theSameTextGivesTheSameTags() {
        var text =
                "The mayor of Lisbon, Teresa Almada, told the Harbour Gazette that trams would run in May. \"They will be"
                        + " on time,\" Almada said.";

        assertThat(TAGGER.tag("Trams", text, ENGLISH)).isEqualTo(TAGGER.tag("Trams", text, ENGLISH));
    }

    @Test
    void aPageWhoseTimeIsOverIsPublishedWithoutTags() {
        var article = Samples.article("harbour", 1, "Letters", "J. ".repeat(60_000));

        var tagged = TAGGER.tag(article, Deadline.in(Duration.ZERO));

        assertThat(tagged.tags().people()).isEmpty();
        assertThat(tagged.provenance().notes()).containsEntry("tags", "absent: the page took longer than its time");
        assertThat(tagged.text()).isEqualTo(article.text());
    }

    @Test
    void beyondItsBoundATextIsNotTagged() {
        var line = "Nothing to see here at all.\n";
        var filler = line.repeat(ArticleTagger.MAX_CHARS / line.length() + 1);
        var text = filler + "The mayor of Lisbon, Teresa Almada, said so.";

        var tagged = TAGGER.tag("Far away", text, ENGLISH);

        assertThat(tagged.tags().people()).isEmpty();
        assertPointsInto(text, tagged);
    }
}
