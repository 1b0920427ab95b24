package io.wireroom.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Quote;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.credits.CreditExtractor;
import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.quotes.QuoteExtractor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuotesAndCreditsTest {

    private static final Map<String, SpeechWords> WORDS = SpeechWords.read();
    private static final QuoteExtractor QUOTES = new QuoteExtractor(WORDS);
    private static final CreditExtractor CREDITS = CreditExtractor.load(WORDS);
    private static final int MUTANTS = 3000;
    private static final String SYMBOLS = "\"“”„«»‘’'「」—–\n() \uD800\uDC00:,.!";
    private static final int HUGE = 4 * 1024 * 1024;

    static List<SpeechCase> quotes() {
        return SpeechCase.read("quotes.txt");
    }

    static List<SpeechCase> credits() {
        return SpeechCase.read("credits.txt");
    }

    @ParameterizedTest
    @MethodSource("quotes")
    void findsQuotesAndTheirSpeakers(SpeechCase its) {
        var found = QUOTES.quotes(its.input(), its.entities());

        assertThat(found.stream().map(QuotesAndCreditsTest::line)).containsExactlyElementsOf(its.expected());
    }

    @ParameterizedTest
    @MethodSource("credits")
    void findsCreditedOutlets(SpeechCase its) {
        var found = CREDITS.attributions(its.input(), its.entities());

        assertThat(found.stream()
                        .map(credit ->
                                credit.name() + " | " + its.input().text().substring(credit.start(), credit.end())))
                .containsExactlyElementsOf(its.expected());
    }

    /** Reached: quotes 61 of 62 and 1 too many, speakers 52 of 56 and none wrong, credits 23 of 23. */
    @Test
    void keepsWhatWasReachedOnWholeArticles() {
        var cases = SpeechCase.read("measured.txt");

        var quotes = Score.of(cases, QuotesAndCreditsTest::isQuote, QuotesAndCreditsTest::words);
        var speakers = Score.of(cases, line -> isQuote(line) && !line.startsWith("- |"), line -> line);
        var credits = Score.of(cases, line -> !isQuote(line), line -> line);

        assertThat(quotes).isEqualTo(new Score(62, 62, 61));
        assertThat(speakers).isEqualTo(new Score(56, 52, 52));
        assertThat(credits).isEqualTo(new Score(23, 23, 23));
    }

    private static boolean isQuote(String line) {
        return !line.startsWith("credit | ");
    }

    private static String words(String line) {
        return line.substring(line.indexOf(" | "));
    }

    /** How many lines were expected, found, and both. */
    private record Score(int expected, int found, int right) {

        private static Score of(List<SpeechCase> cases, Predicate<String> counted, UnaryOperator<String> compared) {
            var score = new Score(0, 0, 0);
            for (var its : cases) {
                var expected =
                        its.expected().stream().filter(counted).map(compared).toList();
                var found = found(its).filter(counted).map(compared).toList();
                var right = (int) found.stream().filter(expected::contains).count();
                score = new Score(score.expected + expected.size(), score.found + found.size(), score.right + right);
            }
            return score;
        }

        private static Stream<String> found(SpeechCase its) {
            return Stream.concat(
                    QUOTES.quotes(its.input(), its.entities()).stream().map(QuotesAndCreditsTest::line),
                    CREDITS.attributions(its.input(), its.entities()).stream()
                            .map(credit -> "credit | " + credit.name()));
        }
    }

    private static String line(Quote quote) {
        return (quote.speaker() == null ? "-" : quote.speaker()) + " | " + quote.text();
    }

    @Test
    void takesMarkedBlocksForQuotesWithTheirSpeakers() {
        var lines = List.of(
                "The letter is short.",
                "We have nothing more to say to anybody — and never had.",
                "It is over. — Ann Roe",
                "“Stop it now, all of you,” she wrote.");
        var text = String.join("\n", lines);
        var blocks = new ArrayList<Block>();
        for (int start = 0; blocks.size() < lines.size(); ) {
            var end = start + lines.get(blocks.size()).length();
            var kind = blocks.size() == 1 || blocks.size() == 2 ? BlockKind.QUOTE : BlockKind.PARAGRAPH;
            blocks.add(new Block(kind, start, end));
            start = end + 1;
        }
        var input = new TagInput("", text, blocks, "en", null, List.of());

        var found = QUOTES.quotes(input, people(text, "Ann Roe"));

        assertThat(found)
                .containsExactly(
                        quote(text, lines.get(1), null),
                        quote(text, "It is over.", "Ann Roe"),
                        quote(text, "Stop it now, all of you,", "Ann Roe"));
    }

    private static Quote quote(String text, String words, @Nullable String speaker) {
        var start = text.indexOf(words);
        return new Quote(words, speaker, start, start + words.length());
    }

    private static Entities people(String text, String name) {
        var start = text.indexOf(name);
        var tag = new Tag(
                name, "person", null, 1, new Creator("test", "1"), List.of(new Span(start, start + name.length())));
        return new Entities(List.of(tag), List.of(), List.of());
    }

    @Test
    void aHeadingIsAQuoteOnlyWithASpeaker() {
        var text = "“We will not give up this town”\n“We will not give up,” says mayor";
        var blocks = List.of(
                new Block(BlockKind.HEADING, 0, text.indexOf('\n')),
                new Block(BlockKind.HEADING, text.indexOf('\n') + 1, text.length()));

        var found = QUOTES.quotes(new TagInput("", text, blocks, "en", null, List.of()), Entities.NONE);

        assertThat(found).containsExactly(quote(text, "We will not give up,", null));
    }

    @Test
    void offsetsMatchInWhateverText() {
        var cases = Stream.concat(quotes().stream(), credits().stream()).toList();
        var random = new Random(7);
        for (int i = 0; i < MUTANTS; i++) {
            var its = cases.get(random.nextInt(cases.size()));
            var other = cases.get(random.nextInt(cases.size()));
            var input = TagInput.of(
                    "",
                    mutate(its.input().text(), other.input().text(), random),
                    its.input().language());

            check(input, anywhere(input.text(), random));
        }
    }

    /** Names at any offsets. */
    private static Entities anywhere(String text, Random random) {
        var tags = new ArrayList<Tag>();
        for (int i = random.nextInt(10); i > 0 && !text.isEmpty(); i--) {
            var start = random.nextInt(text.length());
            var end = Math.min(text.length(), start + 1 + random.nextInt(12));
            tags.add(new Tag("Name " + i, "x", null, 1, new Creator("test", "1"), List.of(new Span(start, end))));
        }
        var third = tags.size() / 3;
        return new Entities(
                tags.subList(0, third), tags.subList(third, 2 * third), tags.subList(2 * third, tags.size()));
    }

    private static void check(TagInput input) {
        check(input, Entities.NONE);
    }

    private static void check(TagInput input, Entities entities) {
        var end = 0;
        for (var quote : QUOTES.quotes(input, entities)) {
            assertThat(quote.start()).isGreaterThanOrEqualTo(end);
            assertThat(input.text().substring(quote.start(), quote.end()))
                    .isEqualTo(quote.text())
                    .isNotBlank();
            end = quote.end();
        }
        for (var credit : CREDITS.attributions(input, entities)) {
            assertThat(input.text().substring(credit.start(), credit.end())).isNotBlank();
            assertThat(credit.name()).isNotBlank();
        }
    }

    private static String mutate(String text, String other, Random random) {
        var mutant = new StringBuilder(text);
        for (int i = random.nextInt(6); i >= 0; i--) {
            var at = random.nextInt(mutant.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> mutant.insert(at, SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
                case 1 -> mutant.delete(at, Math.min(mutant.length(), at + random.nextInt(8)));
                case 2 -> mutant.insert(at, other);
                case 3 -> mutant.setLength(at);
                default -> mutant.insert(at, (char) random.nextInt(0x10000));
            }
        }
        return mutant.toString();
    }

    @Test
    void endsOnHugeAndOddTexts() {
        for (var unit : List.of(
                "\"",
                "“",
                "”",
                "'",
                "‘",
                "« ",
                "「",
                "“a\n",
                "\"a ",
                "said ",
                "he said “",
                "Times ",
                "Reuters and ",
                "— said ",
                "a, ",
                "A ",
                "\uD800",
                "\n",
                "(",
                "“We go now,” he said. ",
                "told the ",
                "(AFP\n",
                "of the ")) {
            check(TagInput.of("", unit.repeat(HUGE / unit.length() / 16), "en"));
        }
        check(TagInput.of("", "", "en"));
        check(TagInput.of("", "x".repeat(HUGE), "de"));
        check(TagInput.of("", "“We go now,” said Ann Roe of Reuters. ".repeat(HUGE / 80), "en"));
    }
}
