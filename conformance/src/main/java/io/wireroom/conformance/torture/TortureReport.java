package io.wireroom.conformance.torture;

import io.wireroom.standalone.show.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows the results of runs: on a terminal, and as a page. */
final class TortureReport {

    private static final int WIDEST = 60;
    private static final int MOST_LINES = 10;

    private TortureReport() {}

    static void print(TortureResult result, PrintWriter out) {
        var table = new Table(WIDEST, "what", "figure");
        rows(result).forEach((what, figure) -> table.row(what, figure));
        table.print(out);
        result.verdict()
                .sets()
                .forEach(
                        (name, set) -> set.stream().limit(MOST_LINES).forEach(line -> out.println(name + ": " + line)));
        out.println(result.holds() ? "everything holds" : "something is wrong");
        out.flush();
    }

    private static Map<String, String> rows(TortureResult result) {
        var counts = result.verdict().counts();
        var rows = new LinkedHashMap<String, String>();
        rows.put("seed", Long.toString(result.plan().seed()));
        rows.put("minutes", Long.toString(result.plan().duration().toMinutes()));
        rows.put("disturbances", Integer.toString(result.disturbances().size()));
        rows.put("processes that ended by themselves and were started again", Integer.toString(result.ownEnds()));
        rows.put(
                "articles announced; changed; withdrawn",
                counts.announced() + "; " + counts.changed() + "; " + counts.withdrawn());
        rows.put("requests at the sites", Integer.toString(counts.requests()));
        rows.put("pages fetched", Integer.toString(counts.fetched()));
        rows.put("versions on the topic; in the store", counts.published() + "; " + counts.stored());
        rows.put("copies; stories", counts.copies() + "; " + counts.stories());
        rows.put("records of poison set aside", Integer.toString(counts.poisoned()));
        result.verdict().sets().forEach((name, set) -> rows.put(name, Integer.toString(set.size())));
        rows.put("longest silence towards a site", counts.longestSilence().toSeconds() + " s");
        rows.put("stored versions/s without disturbances", figure(result.calmRate()));
        rows.put("stored versions/s with them", figure(result.tortureRate()));
        rows.put("share", String.format(Locale.ROOT, "%.2f", result.share()));
        rows.put("everything stored after the last disturbance", result.drain().toSeconds() + " s");
        return rows;
    }

    private static String figure(double perSecond) {
        return String.format(Locale.ROOT, "%.1f", perSecond);
    }

    /** The page about runs of the same length. */
    static String page(List<TortureResult> results) {
        var seeds = results.stream()
                .map(result -> Long.toString(result.plan().seed()))
                .toList();
        var plan = results.getFirst().plan();
        var page = new StringBuilder("# Torture\n\nWritten by `./wireroom bench torture --minutes ")
                .append(plan.duration().toMinutes())
                .append(" --seed ")
                .append(String.join(",", seeds))
                .append(
                        " --report docs/torture.md`. A whole installation (broker, PostgreSQL, two processes of each stage) reads ")
                .append(plan.hosts())
                .append(" news sites that announce ")
                .append(plan.rate())
                .append(
                        " articles a second, change a fifth of them, withdraw a twentieth and print every tenth twice, while it is disturbed. Then the"
                                + " topics are read with `read_committed` and compared with the store and with the log of the"
                                + " sites.\n\n")
                .append("""
                        | set | what is in it |
                        |---|---|
                        | lost | announced articles, editions or versions that are nowhere; copies that were not found; articles that their story does not have |
                        | doubled | pages, versions, ends of items that are there twice; articles that two stories have |
                        | reordered | versions in another order than they were published in |
                        | torn | a version without its outcome, or an outcome without its version |
                        | unseen | versions, copies and stories that consumers of the topics get and the store does not show |
                        | impolite | requests while another one was open, or before the pause of the host was over |
                        | unbalanced | items that the ledger cannot account for |
                        | dead-lettered | records that could not be processed, beyond those made unreadable on purpose |

                        """);
        var columns = results.stream().map(TortureReport::rows).toList();
        page.append("## Results\n\n| what |")
                .append(seeds.stream().map(seed -> " seed " + seed + " |").collect(Collectors.joining()))
                .append("\n|---|")
                .append("---|".repeat(seeds.size()))
                .append('\n');
        for (var what : columns.getFirst().keySet()) {
            if (!what.equals("seed")) {
                page.append("| ").append(what).append(" |");
                columns.forEach(
                        column -> page.append(' ').append(column.get(what)).append(" |"));
                page.append('\n');
            }
        }
        for (var result : results) {
            page.append("\n## Disturbances of seed ")
                    .append(result.plan().seed())
                    .append("\n\n");
            var number = 0;
            for (var disturbance : result.disturbances()) {
                page.append(++number).append(". ").append(disturbance).append('\n');
            }
        }
        var leftOut = new ArrayList<String>(results.getFirst().leftOut());
        if (!leftOut.isEmpty()) {
            page.append("\n## Left out\n\n");
            leftOut.forEach(what -> page.append("- ").append(what).append('\n'));
        }
        return page.toString();
    }
}
