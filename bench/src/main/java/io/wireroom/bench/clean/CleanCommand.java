package io.wireroom.bench.clean;

import io.wireroom.bench.measure.Meter;
import io.wireroom.bench.measure.WarmUp;
import io.wireroom.enrich.DraftMaker;
import io.wireroom.enrich.clean.Cleaned;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.ContentHash;
import io.wireroom.enrich.clean.body.LineModel;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.training.lines.CleanQuality;
import io.wireroom.training.lines.PageSet;
import io.wireroom.training.lines.PageSet.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import net.dankito.readability4j.Readability4J;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code wireroom bench clean}: quality and speed of cleaning, compared with peers on the same pages in the same run.
 */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = {
            "Measure quality and speed of article extraction, beside plain HTML parsing and readability4j on the same pages.",
            "All is repeated until the compiler of the Java platform is nearly done (at most 30 rounds), then measured.",
            "Exit code 0 needs .33 of the speed of plain parsing and 2.5 times the speed of readability4j; with --split,"
                    + " also that the mean F1 of both halves differs by less than .01."
        })
public final class CleanCommand implements Callable<Integer> {

    private static final double LEAST_OF_PARSING = 0.33;
    private static final double LEAST_OF_READABILITY = 2.5;
    private static final double LARGEST_GAP = 0.01;
    private static final Instant FETCHED_AT = Instant.ofEpochSecond(1_900_000_000L);
    private static final String BASE = "http://localhost/page";

    @Option(
            names = "--pages",
            paramLabel = "DIR",
            required = true,
            description = "Folder with corpora (html/ and ground_truth.json) or plain HTML files.")
    @SuppressWarnings("NullAway.Init") // required
    private Path folder;

    @Option(
            names = "--split",
            description = "Also print the quality for each half of the sites, split by a hash of the site name.")
    private boolean split;

    @Option(names = "--rules-only", description = "Clean by the rules alone, without the learned model of lines.")
    private boolean rulesOnly;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Measured rounds (default: 5).")
    private int rounds;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for quality.csv and speed.csv.")
    private @Nullable Path out;

    private final PrintStream print = System.out;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("--pages '" + folder + "' is no folder");
        }
        var pages = PageSet.read(folder).pages();
        if (pages.isEmpty()) {
            throw Failure.usage("--pages '" + folder + "' holds no pages");
        }
        var rows = new ArrayList<String>();
        var gap = quality(pages, rows);
        var fast = speed(pages);
        if (out != null) {
            Files.createDirectories(out);
            Files.write(out.resolve("quality.csv"), rows);
        }
        var even = !split || gap < LARGEST_GAP;
        if (!even) {
            line("The halves are %.4f apart: more than %.2f.", gap, LARGEST_GAP);
        }
        return fast && even ? ExitCode.OK : ExitCode.BROKEN;
    }

    private Cleaner cleaner() {
        return new Cleaner(PageLimits.DEFAULT, OperatorRules.NONE, rulesOnly ? LineModel.NONE : LineModel.shipped());
    }

    private double quality(List<Page> pages, List<String> rows) {
        var cleaner = cleaner();
        var all = new TreeMap<String, CleanQuality[]>();
        for (var page : pages) {
            if (page.truth().isMissingNode()) {
                continue;
            }
            var cleaned = cleaner.clean(page.raw(Instant.now()));
            var qualities = all.computeIfAbsent(page.corpus(), key ->
                    new CleanQuality[] {new CleanQuality(), new CleanQuality(), new CleanQuality()});
            qualities[page.half()].add(page, cleaned);
            qualities[2].add(page, cleaned);
        }
        if (all.isEmpty()) {
            return 0;
        }
        rows.add("corpus,half,f1,precision,recall,accuracy,title,date,author");
        line(
                "%-18s %-5s %6s %6s %6s %6s   %5s %5s %6s",
                "corpus", "half", "F1", "P", "R", "acc", "title", "date", "author");
        all.forEach((corpus, qualities) -> {
            row(rows, corpus, "all", qualities[2]);
            for (int half = 0; half < 2 && split; half++) {
                if (qualities[half].pages() > 0) {
                    row(rows, corpus, half == 0 ? "one" : "other", qualities[half]);
                }
            }
        });
        line(
                "%-18s %-5s %6.4f %6s %6s %6.3f",
                "mean of " + all.size(),
                "all",
                mean(all.values(), qualities -> qualities[2].f1()),
                "",
                "",
                mean(all.values(), qualities -> qualities[2].accuracy()));
        // Pages without an address are in one half, all of them.
        var both = all.values().stream()
                .filter(qualities -> qualities[0].pages() > 0 && qualities[1].pages() > 0)
                .toList();
        if (both.isEmpty()) {
            return 0;
        }
        var means = new double[] {mean(both, halves -> halves[0].f1()), mean(both, halves -> halves[1].f1())};
        var gap = Math.abs(means[0] - means[1]);
        if (split) {
            line("mean F1 of the halves: %.4f and %.4f, %.4f apart", means[0], means[1], gap);
        }
        return gap;
    }

    private static double mean(Collection<CleanQuality[]> all, ToDoubleFunction<CleanQuality[]> value) {
        return all.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private void row(List<String> rows, String corpus, String half, CleanQuality quality) {
        var values = new Object[] {
            corpus,
            half,
            quality.f1(),
            quality.precision(),
            quality.recall(),
            quality.accuracy(),
            quality.field("title"),
            quality.field("date"),
            quality.field("author")
        };
        line("%-18s %-5s %6.4f %6.4f %6.4f %6.3f   %5.3f %5.3f %6.3f", values);
        rows.add(String.format(Locale.ROOT, "%s,%s,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f", values));
    }

    private boolean speed(List<Page> all) throws IOException {
        var pages = all.stream().filter(CleanCommand::isReadByReadability).toList();
        if (pages.size() < all.size()) {
            line("%nreadability4j fails on %d pages: they are left out of the speed.", all.size() - pages.size());
        }
        var cleaner = cleaner();
        var enricher = DraftMaker.load();
        var raw = new Meter();
        var readability = new Meter();
        var clean = new Meter();
        var enrich = new Meter();
        Runnable round = () -> {
            each(pages, raw, page -> parse(page.body()));
            each(pages, clean, page -> {
                var cleaned = cleaner.clean(page.raw(FETCHED_AT));
                if (cleaned instanceof Cleaned.Extracted extracted) {
                    ContentHash.of(extracted.found());
                }
            });
            each(pages, readability, CleanCommand::readability);
            each(pages, enrich, page -> enricher.enrich(page.raw(FETCHED_AT)));
        };
        var unmeasured = WarmUp.until(round);
        List.of(raw, readability, clean, enrich).forEach(Meter::reset);
        for (int i = 1; i <= rounds; i++) {
            System.err.printf(Locale.ROOT, "round %d of %d%n", i, rounds);
            round.run();
        }
        line(
                "%n%d rounds of warm-up; pages/s are those of the fastest of %d rounds, all else is of all rounds",
                unmeasured, rounds);
        line(
                "%-34s %10s %8s %8s %8s %9s",
                "one thread, " + pages.size() + " pages", "pages/s", "p50 ms", "p99 ms", "max ms", "KB/page");
        meter("jsoup, parsing alone", raw);
        meter("readability4j", readability);
        meter("clean, bytes to record parts", clean);
        meter("enrich, with language", enrich);
        var ofParsing = clean.fastestPerSecond() / raw.fastestPerSecond();
        var ofReadability = clean.fastestPerSecond() / readability.fastestPerSecond();
        line(
                "clean is %.3f of parsing alone (at least %.2f), %.2f times readability4j (at least %.1f)",
                ofParsing, LEAST_OF_PARSING, ofReadability, LEAST_OF_READABILITY);
        if (out != null) {
            Files.createDirectories(out);
            Files.write(
                    out.resolve("speed.csv"),
                    List.of(
                            "what,pages_per_cpu_second,p99_ms,kb_per_page",
                            csv("jsoup", raw),
                            csv("readability4j", readability),
                            csv("clean", clean),
                            csv("enrich", enrich)));
        }
        return ofParsing >= LEAST_OF_PARSING && ofReadability >= LEAST_OF_READABILITY;
    }

    private static void each(List<Page> pages, Meter meter, Consumer<Page> work) {
        meter.round(() -> {
            for (var page : pages) {
                meter.run(() -> work.accept(page));
            }
        });
    }

    private static boolean isReadByReadability(Page page) {
        try {
            readability(page);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void readability(Page page) {
        new Readability4J(BASE, new String(page.body(), StandardCharsets.UTF_8)).parse();
    }

    private static void parse(byte[] body) {
        try {
            Jsoup.parse(new ByteArrayInputStream(body), null, BASE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void meter(String name, Meter meter) {
        line(
                "%-34s %10.0f %8.2f %8.2f %8.1f %9.0f",
                name,
                meter.fastestPerSecond(),
                meter.quantileMillis(.5),
                meter.quantileMillis(.99),
                meter.maxMillis(),
                meter.kilobytes());
    }

    private static String csv(String name, Meter meter) {
        return String.format(
                Locale.ROOT,
                "%s,%.1f,%.2f,%.0f",
                name,
                meter.fastestPerSecond(),
                meter.quantileMillis(.99),
                meter.kilobytes());
    }

    private void line(String format, Object... values) {
        print.println(String.format(Locale.ROOT, format, values));
    }
}
