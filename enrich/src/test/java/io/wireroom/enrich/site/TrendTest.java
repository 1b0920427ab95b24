package io.wireroom.enrich.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often what only wavers is taken for a drift: the figure in docs/rationale.md. */
class TrendTest {

    private static final int ARTICLES = 1_000_000;
    private static final int MOST_SIGNALS = 20;

    private final Random random = new Random(3);

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99})
    void aFieldOfThisShareIsSeldomMissedByChance(double share) {
        assertThat(signals(SiteSignal.AUTHOR, () -> random.nextDouble() < share ? 1 : 0))
                .isLessThanOrEqualTo(MOST_SIGNALS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.2, 0.3, 0.5, 0.7})
    void rejectionsOfThisShareSeldomRiseByChance(double share) {
        assertThat(signals(SiteSignal.REJECTED, () -> random.nextDouble() < share ? 1 : 0))
                .isLessThanOrEqualTo(MOST_SIGNALS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1, 1.5})
    void lengthsThatVaryByThisManyHalvingsSeldomFallByChance(double deviation) {
        assertThat(signals(SiteSignal.LENGTH, () -> 11 + deviation * random.nextGaussian()))
                .isLessThanOrEqualTo(MOST_SIGNALS);
    }

    private static int signals(SiteSignal sign, DoubleSupplier values) {
        var trend = Trend.NONE;
        var signals = 0;
        for (int i = 0; i < ARTICLES; i++) {
            var before = trend.drifting();
            trend = trend.with(sign, values.getAsDouble());
            signals += trend.drifting() && !before ? 1 : 0;
        }
        return signals;
    }
}
