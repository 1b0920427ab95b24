package io.wireroom.training.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineLabelsTest {

    private static final String TEXT =
            "The ferry sails again from Monday. Two piers are still closed." + " Lorries use the smaller ramp.";

    @Test
    void linesOfTheTextAreFoundAndOthersAreNot() {
        assertThat(labels(
                        "Ferry sails again",
                        "The ferry sails again from Monday.",
                        "Share",
                        "Two piers are still closed."))
                .containsExactly(false, true, false, true);
    }

    @Test
    void ofTwoCopiesTheOneInTheOrderOfTheTextIsWanted() {
        assertThat(labels(
                        "Lorries use the smaller ramp.",
                        "The ferry sails again from Monday.",
                        "Two piers are still closed.",
                        "Lorries use the smaller ramp."))
                .containsExactly(false, true, true, true);
    }

    @Test
    void aLineOfWhichTheTextHoldsAPartIsWanted() {
        assertThat(labels("The ferry sails again from Monday. (Reuters)", "Closed"))
                .containsExactly(true, false);
    }

    @Test
    void aLineWithoutWordsIsNotWanted() {
        assertThat(labels("* * *", "Two piers are still closed.")).containsExactly(false, true);
    }

    private static boolean[] labels(String... lines) {
        return new LineLabels(CleanQuality.words(TEXT))
                .of(List.of(lines).stream().map(CleanQuality::words).toList());
    }
}
