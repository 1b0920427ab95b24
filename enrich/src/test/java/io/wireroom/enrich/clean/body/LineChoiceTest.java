package io.wireroom.enrich.clean.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.enrich.clean.ScannedPage;
import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LineChoiceTest {

    /** Right of the rules' text stands a heading; above it an aside that the rules leave out. */
    private static final String PAGE = "<article>{h}<aside><p>Tickets for the first sailing are sold at the pier from"
            + " six in the morning, and only in cash.</p></aside>~<p id=last>The next meeting of the harbour board is open"
            + " to all islanders.</p></article>";

    private final ScannedPage page = ScannedPage.around(PAGE);

    @Test
    void withoutTreesTheRulesDecide() {
        var body = extract(LineModel.NONE);

        assertThat(texts(body)).hasSize(4).noneMatch(text -> text.startsWith("Tickets"));
    }

    @Test
    void theModelRestoresALineThatTheRulesDrop() {
        var body = extract(keeping(LineFeature.IN_ASIDE, 5));

        assertThat(texts(body)).hasSize(5).first().asString().startsWith("Tickets");
        assertThat(body.lines().getFirst().verdict()).isEqualTo(LineVerdict.LEARNED_IN);
    }

    @Test
    void theModelDropsALineThatTheRulesKeep() {
        // All lines of the page have the same tree: left for lines that three others or fewer follow.
        var last = new LineModel.Tree(
                new short[] {(short) (LineFeatures.ROW + LineFeature.PRESENT.ordinal()), 0, 0},
                new byte[3],
                new int[] {1, 0, 0},
                new float[] {0, -5, 5});

        var body = extract(new LineModel(List.of(last), 0, new byte[NameVotes.PLACES]));

        assertThat(texts(body)).noneMatch(text -> text.startsWith("The next meeting"));
        assertThat(page.linesOf("last").getFirst().verdict()).isEqualTo(LineVerdict.LEARNED_OUT);
    }

    /** A refrain stands among the text; a second copy of the whole text, as for small screens, stands in a part of its own. */
    @Test
    void aLineThatIsRepeatedOnPurposeIsRestored() {
        var refrain = "<p>Bring the boat about and sail her home, for the light is on the water still.</p>";
        var verse = "<p>And the wind went down in the morning, as the old men of the islands had promised.</p>";
        var song = ScannedPage.around("<article>{h}<div>~" + refrain + verse + refrain + verse
                + "</div><div class=small>~" + "</div></article>");

        var byRules = texts(extract(song, LineModel.NONE));
        var chosen = texts(extract(song, keeping(LineFeature.REPEATS, 5)));

        assertThat(byRules).hasSize(5);
        assertThat(chosen)
                .hasSize(7)
                .startsWith(byRules.toArray(String[]::new))
                .endsWith(byRules.get(3), byRules.get(4));
    }

    @Test
    void aModelThatWouldLeaveLittleIsOverruled() {
        var body = extract(keeping(LineFeature.HALF_HIDDEN, -5));

        assertThat(texts(body)).isEqualTo(texts(extract(LineModel.NONE)));
    }

    @Test
    void aModelIsReadAsItWasWritten() throws IOException {
        var model = keeping(LineFeature.IN_ASIDE, 5);
        var out = new ByteArrayOutputStream();
        model.write(out);
        var rows = features(extract(model)).rows();

        var read = LineModel.read(new ByteArrayInputStream(out.toByteArray()));

        for (int line = 0; line < 5; line++) {
            assertThat(read.score(rows, LineFeatures.row(line))).isEqualTo(model.score(rows, LineFeatures.row(line)));
        }
        assertThatThrownBy(() -> LineModel.read(new ByteArrayInputStream(gzipped(out.toByteArray()))))
                .hasMessageContaining("not a model of lines");
        var begin = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readNBytes(10);
        assertThatThrownBy(() -> LineModel.read(new ByteArrayInputStream(gzipped(begin))))
                .hasMessageContaining("cut off");
    }

    /** Decisions that are made before the last tree are those of the whole sum. */
    @Test
    void aLineExceedsALimitIfItsScoreDoes() {
        var model = LineModel.shipped();
        var features = features(extract(model));
        var rows = features.rows();

        for (int line = 0; line < features.lines().size(); line++) {
            var row = LineFeatures.row(line);
            var score = model.score(rows, row);
            for (var limit : new double[] {-9, -0.7, 0, 0.8, 3.5, 9, score, score - 1e-4, score + 1e-4}) {
                assertThat(model.exceeds(rows, row, limit))
                        .as("line %d, limit %s", line, limit)
                        .isEqualTo(score > limit);
            }
        }
    }

    /** Rows that are completed one by one, after verdicts have changed, are those of a page read in one go. */
    @Test
    void rowsDoNotDependOnWhenTheyAreCompleted() {
        var chosen = features(extract(keeping(LineFeature.IN_ASIDE, 5)));
        var whole = features(new LineChoiceTest().extract(LineModel.NONE));

        assertThat(chosen.rows()).isEqualTo(whole.rows());
    }

    @Test
    void theStrongestFeatureOfALineIsNamed() {
        var model = keeping(LineFeature.IN_ASIDE, 5);
        var body = extract(model);

        var features = features(body);
        var row = LineFeatures.row(features.lines().indexOf(body.lines().getFirst()));
        assertThat(model.strongest(features.rows(), row, 3)).containsExactly(new LineModel.Part("in aside", 5));
    }

    /** The shipped model is small, and knows the rows of this version. */
    @Test
    void theShippedModelHasTrees() {
        assertThat(LineModel.shipped().isTrained()).isTrue();
    }

    private static LineFeatures features(Body body) {
        return Objects.requireNonNull(body.features());
    }

    private Body extract(LineModel model) {
        return extract(page, model);
    }

    private static Body extract(ScannedPage page, LineModel model) {
        return new BodyExtractor(
                        page.scan(),
                        ScannedPage.TITLE,
                        "",
                        List.of(),
                        ReferenceText.of(""),
                        ReferenceText.of(""),
                        GatedText.NONE,
                        model,
                        ScannedPage.deadline())
                .extract();
    }

    /** Adds these log-odds to lines with the feature; with a negative sum takes them from the lines without. */
    private static LineModel keeping(LineFeature feature, float logOdds) {
        var tree = new LineModel.Tree(
                new short[] {(short) feature.ordinal(), 0, 0}, new byte[3], new int[] {1, 0, 0}, new float[] {
                    0, Math.min(0, logOdds), Math.max(0, logOdds)
                });
        return new LineModel(List.of(tree), 0, new byte[NameVotes.PLACES]);
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static List<String> texts(Body body) {
        return body.lines().stream().map(PageLine::text).toList();
    }
}
