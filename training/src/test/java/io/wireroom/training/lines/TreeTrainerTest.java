package io.wireroom.training.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.enrich.clean.body.LineModel;
import io.wireroom.enrich.clean.body.NameVotes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeTrainerTest {

    private static final int ROWS = 400;
    private static final TreeTrainer.Plan PLAN = new TreeTrainer.Plan(20, 4, 0.3, 0.8, 1, 4, 1);

    /** Lines are wanted where one of two numbers is large, not both; a third number has nothing to do with it. */
    private static LineModel train() {
        var random = new Random(1);
        var columns = new byte[3][ROWS];
        for (var column : columns) {
            random.nextBytes(column);
        }
        var wanted = new boolean[ROWS];
        var weights = new float[ROWS];
        Arrays.fill(weights, 1);
        for (int i = 0; i < ROWS; i++) {
            wanted[i] = isLarge(columns[0][i]) != isLarge(columns[1][i]);
        }
        return new TreeTrainer(columns, new short[] {0, 1, 2}, wanted, weights, PLAN).train(new byte[NameVotes.PLACES]);
    }

    private static boolean isLarge(byte number) {
        return (number & 0xFF) > 127;
    }

    @Test
    void learnsWhatNoSingleNumberShows() {
        var model = train();

        assertThat(model.score(new byte[] {(byte) 200, 20, 60}, 0)).isPositive();
        assertThat(model.score(new byte[] {20, (byte) 200, 60}, 0)).isPositive();
        assertThat(model.score(new byte[] {20, 20, 60}, 0)).isNegative();
        assertThat(model.score(new byte[] {(byte) 200, (byte) 200, 60}, 0)).isNegative();
    }

    @Test
    void theSameRowsGiveTheSameBytes() throws IOException {
        assertThat(bytes(train())).isEqualTo(bytes(train()));
    }

    private static byte[] bytes(LineModel model) throws IOException {
        var out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }
}
