package io.wireroom.bench.feeds;

import io.wireroom.bench.measure.Meter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Feeds read per second of CPU time. The readers run one after the other in each round, so that disturbances affect all
 * of them.
 */
final class Measurement {

    private final List<SampleFeeds.Sample> samples;
    private final long turnNanos;
    private final Map<FeedReader, List<Double>> rounds = new EnumMap<>(FeedReader.class);

    /** A measurement that has not begun. Each reader runs for at least {@code turnNanos} of CPU time at a time. */
    Measurement(List<SampleFeeds.Sample> samples, long turnNanos) {
        this.samples = List.copyOf(samples);
        this.turnNanos = turnNanos;
        for (var reader : FeedReader.values()) {
            rounds.put(reader, new ArrayList<>());
        }
    }

    /** Runs the uncounted rounds, then the counted ones. */
    void run(int warmUp, int counted, Consumer<String> progress) {
        for (var round = -warmUp; round < counted; round++) {
            progress.accept(
                    round < 0 ? "warming up, " + -round + " rounds left" : "round " + (round + 1) + " of " + counted);
            for (var reader : FeedReader.values()) {
                var rate = turn(reader);
                if (round >= 0) {
                    of(reader).add(rate);
                }
            }
        }
    }

    private double turn(FeedReader reader) {
        var meter = new Meter();
        while (meter.totalNanos() < turnNanos) {
            meter.run(() -> readAll(reader));
        }
        return meter.perSecond() * samples.size();
    }

    private int readAll(FeedReader reader) {
        return samples.stream().mapToInt(sample -> reader.read(sample.body())).sum();
    }

    /** The rates of all counted rounds, in their order. */
    List<Double> of(FeedReader reader) {
        return rounds.getOrDefault(reader, List.of());
    }

    /** The median rate. */
    double median(FeedReader reader) {
        return median(of(reader));
    }

    /** The median over the rounds of one reader's rate over the other's in the same round. */
    double ratio(FeedReader reader, FeedReader peer) {
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < of(reader).size(); i++) {
            ratios.add(of(reader).get(i) / of(peer).get(i));
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
