package io.wireroom.conformance.etiquette.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The pauses between requests in seconds, each from the end of a request to the beginning of the next.
 *
 * @param seconds in the order of the requests
 */
public record Gaps(List<Double> seconds) {

    public Gaps {
        seconds = List.copyOf(seconds);
    }

    public static Gaps between(List<Exchange> requests) {
        var gaps = new ArrayList<Double>();
        for (var i = 1; i < requests.size(); i++) {
            gaps.add(requests.get(i - 1).pauseUntil(requests.get(i)));
        }
        return new Gaps(gaps);
    }

    public int count() {
        return seconds.size();
    }

    public double at(int index) {
        return seconds.get(index);
    }

    public double shortest() {
        return seconds.stream().mapToDouble(gap -> gap).min().orElse(Double.POSITIVE_INFINITY);
    }

    public double longest() {
        return seconds.stream().mapToDouble(gap -> gap).max().orElse(0);
    }

    @Override
    public String toString() {
        return seconds.stream()
                        .map(gap -> String.format(Locale.ROOT, "%.1f", gap))
                        .collect(Collectors.joining(" ")) + " s";
    }
}
