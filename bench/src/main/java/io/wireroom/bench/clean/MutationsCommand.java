package io.wireroom.bench.clean;

import io.wireroom.bench.measure.Meter;
import io.wireroom.enrich.DraftMaker;
import io.wireroom.enrich.Enriched;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench mutations}: damaged pages through the whole step. */
@Command(
        name = "mutations",
        mixinStandardHelpOptions = true,
        description = {
            "Run the cleaning step on randomly damaged pages, in bounded memory.",
            "Exit code 0 means that no exception escaped and no page took more than two seconds of CPU time."
        })
public final class MutationsCommand implements Callable<Integer> {

    private static final double LONGEST_MILLIS = 2_000;
    private static final Path PAGE_CASES = Path.of("enrich/src/test/resources/pages");
    private static final Instant FETCHED_AT = Instant.parse("2026-03-05T12:00:00Z");

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Number of damaged pages (default: 200000).")
    private int count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Random seed (default: 1).")
    private long seed;

    @Option(
            names = "--pages",
            paramLabel = "DIR",
            description = "Folder of pages to damage (default: the project's own page cases).")
    private @Nullable Path folder;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the pages that failed.")
    private @Nullable Path out;

    /** Result of a run. */
    record Result(TreeMap<String, Integer> answers, int escaped, int late, double slowestMillis) {}

    @Override
    public Integer call() throws IOException {
        var from = folder == null ? PAGE_CASES : folder;
        if (!Files.isDirectory(from)) {
            throw Failure.usage("--pages '" + from + "' is no folder");
        }
        var pages = PageSet.read(from).pages().stream().map(PageSet.Page::body).toList();
        if (pages.isEmpty()) {
            throw Failure.usage("--pages '" + from + "' holds no pages");
        }
        var result = run(DraftMaker.load(), pages, count, seed, out);
        result.answers()
                .forEach((answer, times) -> System.out.println(String.format(Locale.ROOT, "%-24s %9d", answer, times)));
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.println(String.format(
                Locale.ROOT,
                "%d pages: %d exceptions escaped, %d over %.0f s of CPU time, slowest %.0f ms, heap at most %d MiB",
                count,
                result.escaped(),
                result.late(),
                LONGEST_MILLIS / 1_000,
                result.slowestMillis(),
                heap.getMax() >> 20));
        return result.escaped() == 0 && result.late() == 0 ? ExitCode.OK : ExitCode.BROKEN;
    }

    /** Cleans this many damaged pages; writes those that break a rule to the folder, if given. */
    static Result run(DraftMaker enricher, List<byte[]> pages, int count, long seed, @Nullable Path out)
            throws IOException {
        var random = new SplittableRandom(seed);
        var mutator = new PageMutator(random);
        var answers = new TreeMap<String, Integer>();
        var escaped = 0;
        var late = 0;
        var slowest = 0.0;
        for (int i = 0; i < count; i++) {
            var page = mutator.mutate(pages.get(random.nextInt(pages.size())));
            var started = Meter.cpuNanos();
            String answer;
            try {
                answer = switch (enricher.enrich(PageSet.raw(page, "text/html", FETCHED_AT))) {
                    case Enriched.Draft draft -> "article";
                    case Enriched.Rejected(var reason, var detail) -> reason.wireName();
                };
            } catch (RuntimeException | StackOverflowError e) { // counting what escapes is what this is for
                answer = "escaped: " + e.getClass().getSimpleName();
                escaped++;
                keep(out, i, page);
            }
            var millis = (Meter.cpuNanos() - started) / 1e6;
            slowest = Math.max(slowest, millis);
            if (millis > LONGEST_MILLIS) {
                late++;
                keep(out, i, page);
            }
            answers.merge(answer, 1, Integer::sum);
            if ((i + 1) % 20_000 == 0) {
                System.err.println((i + 1) + " pages");
            }
        }
        return new Result(answers, escaped, late, slowest);
    }

    private static void keep(@Nullable Path out, int number, byte[] page) throws IOException {
        if (out != null) {
            Files.createDirectories(out);
            Files.write(out.resolve("page-" + number + ".html"), page);
        }
    }
}
