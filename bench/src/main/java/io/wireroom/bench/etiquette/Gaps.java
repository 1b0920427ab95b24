package io.wireroom.bench.etiquette;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The pauses between requests, in seconds, each from the end of one to the beginning of the next.
 *
 * @param seconds in the order of the requests
 */
record Gaps(List<Double> seconds) {

    Gaps {
        seconds = List.copyOf(seconds);
    }

    static Gaps between(List<Exchange> requests) {
        var gaps = new ArrayList<Double>();
        for (var i = 1; i < requests.size(); i++) {
            gaps.add(requests.get(i - 1).pauseUntil(requests.get(i)));
        }
        return new Gaps(gaps);
    }

    int count() {
        return seconds.size();
    }

    double at(int index) {
        return seconds.get(index);
    }

    double shortest() {
        return seconds.stream().mapToDouble(gap -> gap).min().orElse(Double.POSITIVE_INFINITY);
    }

    double longest() {
        return seconds.stream().mapToDouble(gap -> gap).max().orElse(0);
    }

    @Override
    public String toString() {
        return seconds.stream()
                        .map(gap -> String.format(Locale.ROOT, "%.1f", gap))
                        .collect(Collectors.joining(" ")) + " s";
    }
}
