package io.wireroom.enrich.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the lines that recur are boilerplate, and which belong to the article. */
class TrimmedTextTest {

    private static final String PROMO = "The Courier belongs to its readers.";

    /** A line of an article; {@code #} before it is a heading, {@code *} a list's item, {@code |} a table's row. */
    private static SiteText article(String title, List<String> lines) {
        var text = new StringBuilder();
        var blocks = new ArrayList<Block>();
        for (var line : lines) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            var kind = switch (line.charAt(0)) {
                case '#' -> BlockKind.HEADING;
                case '*' -> BlockKind.LIST_ITEM;
                case '|' -> BlockKind.TABLE_ROW;
                default -> BlockKind.PARAGRAPH;
            };
            blocks.add(new Block(kind, text.length(), text.length() + line.length()));
            text.append(line);
        }
        return SiteText.of(title, text.toString(), blocks, false);
    }

    private static List<String> body(int article) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            lines.add(
                    "Paragraph %d of article %d tells something that no other paragraph tells.".formatted(i, article));
        }
        return lines;
    }

    private static List<String> with(int article, int at, String... lines) {
        var all = new ArrayList<>(body(article));
        all.addAll(at, List.of(lines));
        return all;
    }

    private static SiteBoilerplate learn(SiteBoilerplate known, SiteText text) {
        return known.with(text.keys());
    }

    /** What is known after {@code of} articles, of which {@code count} have these lines at this place. */
    private static SiteBoilerplate known(int count, int of, int at, String... lines) {
        var known = SiteBoilerplate.NONE;
        for (int i = 0; i < of; i++) {
            known = learn(known, article("Title", i < count ? with(i, at, lines) : body(i)));
        }
        return known;
    }

    private static List<String> trimmed(SiteBoilerplate known, String title, List<String> lines) {
        var text = TrimmedText.of(article(title, lines), known);
        return text.blocks().stream()
                .map(block -> text.text().substring(block.start(), block.end()))
                .toList();
    }

    @Test
    void aLineAtTheFootOfFiveArticlesIsBoilerplate() {
        assertThat(trimmed(known(4, 4, 12, PROMO), "Title", with(99, 12, PROMO)))
                .contains(PROMO);
        assertThat(trimmed(known(5, 5, 12, PROMO), "Title", with(99, 12, PROMO)))
                .isEqualTo(body(99));
    }

    @Test
    void atTheFootAFifthOfTheArticlesIsEnough() {
        assertThat(trimmed(known(8, 40, 12, PROMO), "Title", with(99, 12, PROMO)))
                .isEqualTo(body(99));
        assertThat(trimmed(known(7, 40, 12, PROMO), "Title", with(99, 12, PROMO)))
                .contains(PROMO);
    }

    @Test
    void inTheMiddleItTakesHalfOfTheArticles() {
        assertThat(trimmed(known(19, 40, 5, PROMO), "Title", with(99, 5, PROMO)))
                .contains(PROMO);
        assertThat(trimmed(known(20, 40, 5, PROMO), "Title", with(99, 5, PROMO)))
                .isEqualTo(body(99));
    }

    @Test
    void boilerplateAtTheFootDoesNotPushMoreOfItIntoTheMiddle() {
        var foot = new String[9];
        for (int i = 0; i < foot.length; i++) {
            foot[i] = "Line " + "abcdefghi".charAt(i) + " of the imprint.";
        }

        assertThat(trimmed(known(12, 40, 12, foot), "Title", with(99, 12, foot)))
                .isEqualTo(body(99));
    }

    @Test
    void theTitleIsNeverBoilerplate() {
        assertThat(trimmed(known(40, 40, 0, PROMO), "The Courier belongs to its readers", with(99, 0, PROMO)))
                .contains(PROMO);
    }

    @Test
    void aCommonSubHeadingStaysOverTextThatStays() {
        assertThat(trimmed(known(40, 40, 5, "# Background"), "Title", with(99, 5, "# Background")))
                .contains("# Background");
    }

    @Test
    void aHeadingGoesWithTheLineUnderIt() {
        var foot = known(40, 40, 12, "# About us", PROMO);
        var middle = known(40, 40, 6, "# Sign up", PROMO);

        assertThat(trimmed(foot, "Title", with(99, 12, "# About us", PROMO))).isEqualTo(body(99));
        assertThat(trimmed(foot, "Title", with(99, 12, "# About the ferry", PROMO)))
                .isEqualTo(body(99));
        assertThat(trimmed(middle, "Title", with(99, 6, "# Sign up", PROMO))).isEqualTo(body(99));
        assertThat(trimmed(middle, "Title", with(99, 6, "# About the ferry", PROMO)))
                .contains("# About the ferry")
                .doesNotContain(PROMO);
    }

    @Test
    void aListOfWhichOneItemIsNewStaysWhole() {
        var known = known(40, 40, 5, "* Salt", "* Pepper");

        assertThat(trimmed(known, "Title", with(99, 5, "* Salt", "* Pepper"))).isEqualTo(body(99));
        assertThat(trimmed(known, "Title", with(99, 5, "* Salt", "* Two herrings", "* Pepper")))
                .contains("* Salt", "* Two herrings", "* Pepper");
    }

    @Test
    void theHeadOfATableWithNewRowsStays() {
        var known = known(40, 40, 5, "| Berth | Ship", "| Free | None");

        assertThat(trimmed(known, "Title", with(99, 5, "| Berth | Ship", "| Free | None")))
                .isEqualTo(body(99));
        assertThat(trimmed(known, "Title", with(99, 5, "| Berth | Ship", "| Seven | Marigold")))
                .contains("| Berth | Ship");
    }

    @Test
    void aQuestionInTheMiddleStays() {
        var question = "What is your favourite boat?";

        assertThat(trimmed(known(40, 40, 6, question), "Title", with(99, 6, question)))
                .contains(question);
    }

    @Test
    void aShortTextThatWouldLoseMoreThanHalfLosesNothing() {
        var lines = List.of("Something new.", PROMO);

        assertThat(trimmed(known(40, 40, 12, PROMO), "Title", lines)).isEqualTo(lines);
    }

    @Test
    void whatIsLeftIsNeverLessThanAFifth() {
        var promo = "%s ".formatted(PROMO).repeat(10).strip();
        var promos = "All of it. " + promo;
        var known = known(40, 40, 12, promo, promos);
        var two = List.of(body(99).get(0), body(99).get(1));
        var enough = new ArrayList<>(two);
        enough.addAll(List.of(promo));
        var little = new ArrayList<>(two);
        little.addAll(List.of(promo, promos));

        assertThat(trimmed(known, "Title", enough)).isEqualTo(two);
        assertThat(trimmed(known, "Title", little)).isEqualTo(little);
    }

    @Test
    void aTextUnderManyAddressesCountsOnce() {
        var known = SiteBoilerplate.NONE;
        for (int i = 0; i < 20; i++) {
            known = learn(known, article("Title", with(1, 12, PROMO)));
        }

        assertThat(known.articles()).isEqualTo(1);
        assertThat(trimmed(known, "Title", with(1, 12, PROMO))).contains(PROMO);
    }

    @Test
    void whatIsNoLongerPrintedIsForgotten() {
        var known = known(SiteBoilerplate.MOST_ARTICLES, 3 * SiteBoilerplate.MOST_ARTICLES, 12, PROMO);

        assertThat(trimmed(known, "Title", with(9_999, 12, PROMO))).contains(PROMO);
    }

    @Test
    void countsOfWhatIsStillPrintedOutliveTheHalving() {
        var known = known(10 * SiteBoilerplate.MOST_ARTICLES, 10 * SiteBoilerplate.MOST_ARTICLES, 12, PROMO);

        assertThat(known.articles()).isLessThan(SiteBoilerplate.MOST_ARTICLES);
        assertThat(trimmed(known, "Title", with(99, 12, PROMO))).isEqualTo(body(99));
    }

    @Test
    void theLinesOfASiteAreBoundedAndBoilerplateIsNotPushedOut() {
        var known = known(380, 380, 12, PROMO);

        assertThat(known.lines()).hasSize(SiteBoilerplate.MAX_LINES);
        assertThat(known.texts()).hasSize(SiteBoilerplate.MAX_TEXTS);
        assertThat(trimmed(known, "Title", with(9_999, 12, PROMO))).isEqualTo(body(9_999));
    }

    @Test
    void aLineIsTheSameWhateverItsCaseAndPunctuation() {
        assertThat(LineKey.of("The Courier — belongs to its READERS!")).isEqualTo(LineKey.of(PROMO));
        assertThat(LineKey.of("* * *")).isEqualTo(LineKey.NONE);
        assertThat(LineKey.of("12")).isEqualTo(LineKey.NONE);
    }
}
