package io.wireroom.conformance.kills;

import io.wireroom.standalone.show.Table;
import io.wireroom.testkit.origin.LoopbackHosts;
import io.wireroom.testkit.origin.ServedExchange;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a run.
 *
 * @param missing articles without a raw record
 * @param doubled raw records beyond one for each link and revisit
 * @param overlaps requests to a host while another was open
 * @param hurried requests to a host before its pause was over
 * @param early polls while the last recorded answer was still fresh
 * @param longestSilence longest time without any request to a host
 * @param calmRate answers a second without kills
 * @param killsRate with them
 * @param ends how items ended that were not fetched
 * @param faults what was wrong, one line each, limited
 */
record KillVerdict(
        int kills,
        int requests,
        int cut,
        int missing,
        int doubled,
        int overlaps,
        int hurried,
        int early,
        int deadLetters,
        Duration longestSilence,
        double calmRate,
        double killsRate,
        Map<String, Integer> ends,
        List<String> faults) {

    private static final int WIDEST = 60;
    private static final int MOST_FAULTS = 20;
    private static final double LEAST_SHARE = .5;

    static KillVerdict of(
            KillPlan plan,
            NewsHosts hosts,
            KafkaEvidence evidence,
            List<ServedExchange> exchanges,
            int kills,
            long calmFrom,
            long killsFrom,
            long killsUntil) {
        var faults = new ArrayList<String>();
        var missing = 0;
        for (var host = 0; host < plan.hosts(); host++) {
            for (var article = 0; article < plan.articles(); article++) {
                var url = hosts.url(host, NewsHosts.articlePath(article));
                if (!evidence.hasPage(url)) {
                    missing++;
                    faults.add("missing: " + url);
                }
            }
        }
        var byHost = new HashMap<Integer, List<ServedExchange>>();
        exchanges.forEach(one -> byHost.computeIfAbsent(one.request().host(), host -> new ArrayList<>())
                .add(one));
        var hurried = 0;
        var early = 0;
        var silence = 0L;
        for (var ofHost : byHost.values()) {
            ofHost.sort(Comparator.comparingLong(one -> one.request().atNanos()));
            for (var i = 1; i < ofHost.size(); i++) {
                var gap = ofHost.get(i).request().atNanos() - ofHost.get(i - 1).endedNanos();
                silence = Math.max(silence, gap);
                if (gap < KillPlan.PAUSE.toNanos()) {
                    hurried++;
                    faults.add("pause of " + gap / 1_000_000 + " ms before "
                            + ofHost.get(i).csv());
                }
                if (gap > KillPlan.LONGEST_SILENCE.toNanos()) {
                    faults.add("silence of " + gap / 1_000_000_000 + " s before "
                            + ofHost.get(i).csv());
                }
            }
            early += early(ofHost, evidence, faults);
        }
        return new KillVerdict(
                kills,
                exchanges.size(),
                (int) exchanges.stream().filter(one -> !one.whole()).count(),
                missing,
                evidence.doubled(),
                hosts.overlaps(),
                hurried,
                early,
                evidence.deadLetters(),
                Duration.ofNanos(silence),
                rate(evidence, calmFrom, killsFrom),
                rate(evidence, killsFrom, killsUntil),
                evidence.ends(),
                faults.stream().limit(MOST_FAULTS).toList());
    }

    /** Polls while a recorded answer was still fresh. An answer that a kill has lost does not count. */
    private static int early(List<ServedExchange> ofHost, KafkaEvidence evidence, List<String> faults) {
        var polls = ofHost.stream()
                .filter(one -> one.request().path().equals(NewsHosts.FEED))
                .toList();
        if (polls.isEmpty()) {
            return 0;
        }
        var recorded = evidence.feedAnswers(
                LoopbackHosts.address(polls.getFirst().request().host()));
        var early = 0;
        for (var poll : polls) {
            var lastRecorded = recorded.stream()
                    .filter(at -> at <= poll.request().atMillis())
                    .max(Long::compare);
            var answered = lastRecorded.flatMap(at -> polls.stream()
                    .filter(one -> one.whole() && one.endedMillis() <= at)
                    .max(Comparator.comparingLong(ServedExchange::endedNanos)));
            if (answered.isPresent()
                    && poll.request().atNanos() - answered.get().endedNanos() < KillPlan.FRESH.toNanos()) {
                early++;
                faults.add("early: " + poll.csv() + " after " + answered.get().csv());
            }
        }
        return early;
    }

    private static double rate(KafkaEvidence evidence, long fromMillis, long toMillis) {
        return evidence.answersWithin(fromMillis, toMillis) * 1_000.0 / Math.max(1, toMillis - fromMillis);
    }

    /**
     * Whether nothing was lost, doubled or impolite, no host was forgotten, and at least half of the calm rate was
     * reached.
     */
    boolean holds() {
        return missing == 0
                && doubled == 0
                && overlaps == 0
                && hurried == 0
                && early == 0
                && deadLetters == 0
                && longestSilence.compareTo(KillPlan.LONGEST_SILENCE) <= 0
                && killsRate >= LEAST_SHARE * calmRate;
    }

    void print(PrintWriter out) {
        var table = new Table(WIDEST, "what", "figure");
        table.row("kills", Integer.toString(kills));
        table.row("requests at the origin", Integer.toString(requests));
        table.row("of them cut off", Integer.toString(cut));
        table.row("articles without a raw record", Integer.toString(missing));
        table.row("raw records beyond one a link and revisit", Integer.toString(doubled));
        table.row("two requests to a host at once", Integer.toString(overlaps));
        table.row("requests before the host's pause was over", Integer.toString(hurried));
        table.row("polls before their time", Integer.toString(early));
        table.row("dead letters", Integer.toString(deadLetters));
        table.row("ends without a page", ends.toString());
        table.row("longest silence towards a host", "%.1f s".formatted(longestSilence.toMillis() / 1e3));
        table.row("answers/s without kills", String.format(Locale.ROOT, "%.1f", calmRate));
        table.row("answers/s with kills", String.format(Locale.ROOT, "%.1f", killsRate));
        table.row("share", String.format(Locale.ROOT, "%.2f", killsRate / Math.max(.001, calmRate)));
        table.print(out);
        faults.forEach(out::println);
        out.flush();
    }
}
