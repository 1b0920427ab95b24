package io.wireroom.bench.enrich;

import io.wireroom.bench.measure.Meter;
import io.wireroom.bench.measure.WarmUp;
import io.wireroom.contract.Article;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RawPage;
import io.wireroom.enrich.ArticleTagger;
import io.wireroom.enrich.ArticleTagger.Task;
import io.wireroom.enrich.DraftMaker;
import io.wireroom.enrich.Enriched;
import io.wireroom.enrich.clean.Cleaned;
import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.training.lines.PageSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench enrich}: from a page's bytes to the bytes of its record, step by step. */
@Command(
        name = "enrich",
        mixinStandardHelpOptions = true,
        description = {
            "Measure articles per core-second through the whole enrich step, from page bytes to record bytes, with the time"
                    + " of each part, beside plain HTML parsing of the same pages. Rounds begin when the compiler of the Java"
                    + " platform is nearly done.",
            "Exit code 0 needs at least --require articles per second."
        })
public final class EnrichCommand implements Callable<Integer> {

    private static final Instant FETCHED = Instant.parse("2026-03-01T12:00:00Z");
    private static final JsonCodec<Article> CODEC = new JsonCodec<>(Article.class);

    @Option(
            names = "--pages",
            paramLabel = "DIR",
            description = "Folder of pages, plain or .gz (default: the pages of the sample newsroom).")
    private @Nullable Path folder;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Measured rounds (default: 5).")
    private int rounds;

    @Option(
            names = "--require",
            paramLabel = "N",
            defaultValue = "100",
            description = "Required articles per core-second (default: 100).")
    private double required;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for enrich.csv.")
    private @Nullable Path out;

    private final PrintStream print = System.out;
    private long lastTask;
    private int articles;
    private final EnumMap<Task, long[]> tasks = new EnumMap<>(Task.class);

    @Override
    public Integer call() throws IOException {
        var pages = pages();
        var started = System.nanoTime();
        var cleaner = new Cleaner(PageLimits.DEFAULT);
        var languages = LanguageDetector.load();
        var enricher = new DraftMaker(cleaner, languages);
        var tagger = ArticleTagger.load(OperatorRules.NONE, this::measured);
        System.err.printf(Locale.ROOT, "engines loaded in %.2f s%n", (System.nanoTime() - started) / 1e9);

        var meters = new Meters(new Meter(), new Meter(), new Meter(), new Meter(), new Meter());
        var unmeasured = WarmUp.until(() -> round(pages, enricher, tagger, cleaner, languages, meters));
        meters.all().forEach(Meter::reset);
        tasks.clear();
        articles = 0;
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            meters.whole().round(() -> round(pages, enricher, tagger, cleaner, languages, meters));
        }
        return report(pages.size(), unmeasured, meters);
    }

    /** What is measured beside the tasks of tagging. */
    private record Meters(Meter raw, Meter whole, Meter clean, Meter language, Meter encode) {

        List<Meter> all() {
            return List.of(raw, whole, clean, language, encode);
        }
    }

    private void round(
            List<RawPage> pages,
            DraftMaker enricher,
            ArticleTagger tagger,
            Cleaner cleaner,
            LanguageDetector languages,
            Meters meters) {
        for (var page : pages) {
            meters.raw().run(() -> parse(page));
            var tagged = new Article[1];
            meters.whole().run(() -> {
                if (enricher.enrich(page) instanceof Enriched.Draft draft) {
                    lastTask = Meter.cpuNanos();
                    tagged[0] = tagger.tag(draft.article(), Deadline.in(PageLimits.DEFAULT.budget()));
                    CODEC.encode(tagged[0]);
                }
            });
            meters.clean().run(() -> cleaned(cleaner, page));
            if (tagged[0] != null) {
                var article = tagged[0];
                articles++;
                meters.language().run(() -> languages.detect(article.title(), article.text(), null));
                meters.encode().run(() -> CODEC.encode(article));
            }
        }
    }

    private int report(int pages, int unmeasured, Meters meters) throws IOException {
        if (articles == 0) {
            throw new Failure(ExitCode.DATA, "There is no article in any of the " + pages + " pages");
        }
        var whole = meters.whole();
        var raw = meters.raw();
        var perArticle = whole.totalNanos() / 1e6 / articles;
        var rows = new ArrayList<String>();
        rows.add("step,ms per article,share");
        line("%-28s %12s %7s", "step, " + articles / rounds + " articles", "ms/article", "share");
        step(rows, "clean", meters.clean().totalNanos(), perArticle);
        step(rows, "language", meters.language().totalNanos(), perArticle);
        for (var task : Task.values()) {
            var nanos = tasks.getOrDefault(task, new long[1])[0];
            step(rows, task.name().toLowerCase(Locale.ROOT), nanos, perArticle);
        }
        step(rows, "encode", meters.encode().totalNanos(), perArticle);
        step(rows, "whole", whole.totalNanos(), perArticle);
        var perSecond = whole.fastestPerSecond() * articles / rounds / pages;
        line(
                "%.0f articles/s of one core (at least %.0f) in the fastest of %d rounds after %d of warm-up; of all rounds:"
                        + " %.0f articles/s, p99 %.1f ms, max %.1f ms, %.0f KB allocated each",
                perSecond,
                required,
                rounds,
                unmeasured,
                1_000 / perArticle,
                whole.quantileMillis(.99),
                whole.maxMillis(),
                whole.kilobytes());
        line(
                "raw parsing of the same pages: %.0f pages/s; the whole of enrich is %.3f of that",
                raw.perSecond(), whole.perSecond() / raw.perSecond());
        if (out != null) {
            Files.createDirectories(out);
            Files.write(out.resolve("enrich.csv"), rows);
        }
        return perSecond >= required ? ExitCode.OK : ExitCode.BROKEN;
    }

    private void step(List<String> rows, String name, long nanos, double whole) {
        var millis = nanos / 1e6 / articles;
        line("%-28s %12.3f %6.1f%%", name, millis, 100 * millis / whole);
        rows.add(String.format(Locale.ROOT, "%s,%.4f,%.4f", name, millis, millis / whole));
    }

    /** The tasks run one after the other, so the CPU time since the last one belongs to this one. */
    private void measured(Task task, long nanos, int found) {
        var now = Meter.cpuNanos();
        tasks.computeIfAbsent(task, one -> new long[1])[0] += now - lastTask;
        lastTask = now;
    }

    private List<RawPage> pages() throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            throw Failure.usage("--pages '" + folder + "' is no folder");
        }
        var set = folder == null ? PageSet.ofNewsroom() : PageSet.read(folder);
        if (set.pages().isEmpty()) {
            throw Failure.usage("--pages '" + folder + "' holds no pages");
        }
        return set.pages().stream().map(page -> page.raw(FETCHED)).toList();
    }

    private static void parse(RawPage page) {
        try {
            Jsoup.parse(new ByteArrayInputStream(page.body()), null, "http://localhost/page");
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static boolean cleaned(Cleaner cleaner, RawPage page) {
        return cleaner.clean(page) instanceof Cleaned.Extracted;
    }

    private void line(String format, Object... values) {
        print.printf(Locale.ROOT, format + "%n", values);
    }
}
