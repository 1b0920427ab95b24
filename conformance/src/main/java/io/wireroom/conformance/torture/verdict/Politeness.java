package io.wireroom.conformance.torture.verdict;

import io.wireroom.testkit.origin.ServedExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * How the hosts were treated, from the log of their requests.
 *
 * @param faults requests while another one to the host was open, or before its pause was over
 * @param longestSilence longest time without any request to a host
 */
record Politeness(int requests, List<String> faults, Duration longestSilence) {

    /** @param pause least time between two requests to a host */
    static Politeness of(List<ServedExchange> exchanges, Duration pause) {
        var byHost = new HashMap<Integer, List<ServedExchange>>();
        exchanges.forEach(one -> byHost.computeIfAbsent(one.request().host(), host -> new ArrayList<>())
                .add(one));
        var faults = new ArrayList<String>();
        var silence = 0L;
        for (var ofHost : byHost.values()) {
            ofHost.sort(Comparator.comparingLong(one -> one.request().atNanos()));
            for (var i = 1; i < ofHost.size(); i++) {
                var before = ofHost.get(i - 1);
                var gap = ofHost.get(i).request().atNanos() - before.endedNanos();
                silence = Math.max(silence, gap);
                if (gap < 0) {
                    faults.add(
                            "while another request was open: " + ofHost.get(i).csv() + " and " + before.csv());
                } else if (gap < pause.toNanos()) {
                    faults.add("after a pause of " + gap / 1_000_000 + " ms: "
                            + ofHost.get(i).csv());
                }
            }
        }
        return new Politeness(exchanges.size(), List.copyOf(faults), Duration.ofNanos(silence));
    }
}
