package io.wireroom.training.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wireroom.tagging.topics.model.LinearModel;
import io.wireroom.tagging.topics.model.LinearModel.Temperatures;
import io.wireroom.tagging.topics.model.WordVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearTrainerTest {

    private static final WordVectors WORDS = WordVectors.of(
            List.of("rain", "goal", "storm", "match"),
            List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {0.9f, 0.1f}, new float[] {0.1f, 0.9f}));
    private static final List<String> CLASSES = List.of("sport", "weather");
    private static final List<TopicText> TEXTS = List.of(
            new TopicText("Rain again", "Rain fell on the coast all day.", "weather", 1),
            new TopicText("Rain to go on", "More rain is on its way to the coast.", "weather", 1),
            new TopicText("A goal at last", "One goal was enough for the coast's team.", "sport", 1),
            new TopicText("Goal of the year", "The goal was shown all day.", "sport", 1));

    private static LinearModel train() {
        return new LinearTrainer(12, 20, 1, 0.5f, 0.5, WORDS).train(TEXTS, CLASSES);
    }

    private static byte[] bytes(LinearModel model) throws IOException {
        var out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }

    @Test
    void theSameTextsGiveTheSameBytes() throws IOException {
        assertThat(bytes(train())).isEqualTo(bytes(train()));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        var model = train().at(new Temperatures(1.5f, 0.5f));
        var read = LinearModel.read(new ByteArrayInputStream(bytes(model)), WORDS);

        assertThat(read.classes()).isEqualTo(CLASSES);
        assertThat(read.scores("Goal", "A goal")).containsExactly(model.scores("Goal", "A goal"));
        assertThat(read.scores("", "A goal")).containsExactly(model.scores("", "A goal"));
    }

    @Test
    void theWeightsAreTheMeanOfThoseAfterEachStep() {
        var one = score(1, 1);
        var two = score(2, 2);
        var three = score(3, 3);

        assertThat(one).isLessThan(two - 0.1f);
        assertThat(score(3, 0)).isCloseTo((one + two + three) / 3, within(0.02f));
        assertThat(score(3, 1)).isCloseTo((two + three) / 2, within(0.02f));
    }

    /** The lead of a text's topic after so many passes over this text alone. */
    private static float score(int passes, int first) {
        var text = TEXTS.getFirst();
        var scores = new LinearTrainer(12, passes, first, 0.5f, 0, WORDS)
                .train(List.of(text), CLASSES)
                .scores(text.title(), text.text());
        return scores[1] - scores[0];
    }

    @Test
    void aWordNeverSeenCountsByWhatItMeans() {
        var model = train();

        assertThat(LinearModel.softmax(model.scores("", "storm"))[1]).isGreaterThan(0.6f);
        assertThat(LinearModel.softmax(model.scores("", "match"))[0]).isGreaterThan(0.6f);
    }

    @Test
    void theTemperatureMakesAModelThatIsTooSureLessSo() {
        var sure = new Calibration.Answer(new float[] {4, 0}, 0);
        var wrong = new Calibration.Answer(new float[] {4, 0}, 1);

        assertThat(Calibration.temperature(List.of(sure, sure, sure, wrong))).isGreaterThan(2);
        assertThat(Calibration.temperature(List.of(sure, sure, sure, sure))).isLessThan(1);
    }

    @Test
    void theErrorOfCalibrationIsHowFarConfidenceAndAccuracyAreApart() {
        var half = new float[] {0, 0};
        var bins = Calibration.bins(List.of(new Calibration.Answer(half, 0), new Calibration.Answer(half, 0)));

        assertThat(Calibration.error(bins)).isCloseTo(0.5, within(1e-6));
        assertThat(ReliabilityDiagram.svg("Topics", bins))
                .startsWith("<svg")
                .contains("2 answers, confidence 0.50, right 1.00");
    }
}
