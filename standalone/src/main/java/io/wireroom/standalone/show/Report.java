package io.wireroom.standalone.show;

import io.wireroom.store.query.Ledger;
import io.wireroom.store.query.Summary;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Prints summary and ledger for people. */
public final class Report {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH'h'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_IMBALANCES = 100;

    private Report() {}

    public static void summary(PrintStream out, Summary summary, Duration took) {
        out.println();
        out.println("Summary");
        line(out, "sources", summary.sources());
        line(out, "links", summary.links());
        line(out, "pages fetched", summary.pagesFetched());
        line(out, "articles", summary.articles());
        line(out, "versions", summary.versions());
        line(out, "copies", summary.copies());
        line(out, "stories", summary.stories());
        line(out, "unchanged", summary.unchanged());
        line(out, "duplicates", summary.duplicates());
        out.printf("  %-15s %6d  %s%n", "rejected", sum(summary.rejected()), reasons(summary.rejected()));
        out.printf("  %-15s %6d  %s%n", "not fetched", sum(summary.notFetched()), reasons(summary.notFetched()));
        line(out, "dead letters", summary.deadLettered());
        line(out, "erased", summary.erased());
        line(out, "stored", summary.stored());
        out.printf(Locale.ROOT, "  %-15s %8.1f%n", "seconds", took.toMillis() / 1_000.0);
    }

    /** The ledger by hour of discovery, then its imbalances, then whether it balances. */
    public static void ledger(PrintStream out, Ledger ledger) {
        out.println();
        out.println("Ledger, by hour of discovery (UTC)");
        out.printf(
                "  %-14s %9s %8s = %7s %9s %9s %8s %11s %4s %6s %9s%n",
                "hour",
                "found",
                "revisits",
                "stored",
                "unchanged",
                "duplicate",
                "rejected",
                "not-fetched",
                "dead",
                "erased",
                "in flight");
        ledger.hours().forEach(hour -> row(out, HOUR.format(hour.hour()), hour));
        if (ledger.hours().size() != 1) {
            row(out, "all", ledger.total());
        }
        var total = ledger.total();
        if (!total.rejected().isEmpty()) {
            out.println("  rejected:    " + reasons(total.rejected()));
        }
        if (!total.notFetched().isEmpty()) {
            out.println("  not fetched: " + reasons(total.notFetched()));
        }
        ledger.imbalances().stream()
                .limit(MAX_IMBALANCES)
                .forEach(wrong -> out.printf(
                        "  WRONG %s  %s (item %s)%n", PlainText.line(wrong.url()), wrong.what(), wrong.item()));
        if (ledger.imbalances().size() > MAX_IMBALANCES) {
            out.printf("  … and %d more%n", ledger.imbalances().size() - MAX_IMBALANCES);
        }
        out.println(ledger.balanced() ? "The ledger balances." : "The ledger does NOT balance.");
    }

    private static void row(PrintStream out, String name, Ledger.Hour hour) {
        out.printf(
                "  %-14s %9d %8d = %7d %9d %9d %8d %11d %4d %6d %9d%n",
                name,
                hour.discovered(),
                hour.revisits(),
                hour.stored(),
                hour.unchanged(),
                hour.duplicate(),
                sum(hour.rejected()),
                sum(hour.notFetched()),
                hour.deadLettered(),
                hour.erased(),
                hour.inFlight());
    }

    private static void line(PrintStream out, String name, long number) {
        out.printf("  %-15s %6d%n", name, number);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String reasons(Map<String, Long> counts) {
        var text = new StringJoiner(", ");
        counts.forEach((reason, count) -> text.add(reason + " " + count));
        return text.toString();
    }
}
