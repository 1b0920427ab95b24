package io.wireroom.bench.clean;

import io.wireroom.bench.measure.Meter;
import io.wireroom.runtime.ExitCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench mutations}: damaged inputs through the code that reads them. */
@Command(
        name = "mutations",
        mixinStandardHelpOptions = true,
        description = {
            "Damaged pages, feeds, sites, sitemaps, robots.txt, OPML or YAML files through the code that reads them (pages:"
                    + " cleaning and tagging), in bounded memory.",
            "Ends with 0 only if no exception escapes and no input takes over two seconds of CPU time."
        })
public final class MutationsCommand implements Callable<Integer> {

    private static final double LONGEST_MILLIS = 2_000;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "PAGES",
            description = "One of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private MutationKind kind = MutationKind.PAGES;

    @Option(names = "--count", paramLabel = "N", defaultValue = "200000", description = "Inputs (default 200000).")
    private int count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Random seed (default: 1).")
    private long seed;

    @Option(
            names = {"--examples", "--pages"},
            paramLabel = "DIR",
            description = "Folder of files to damage (default: the project's own test cases).")
    private @Nullable Path folder;

    @Option(names = "--out", paramLabel = "DIR", description = "Where inputs go that break the rule.")
    private @Nullable Path out;

    /** Result of a run. */
    record Result(TreeMap<String, Integer> answers, int escaped, int late, double slowestMillis) {}

    @Override
    public Integer call() throws IOException {
        var result = run(kind.reader(), kind.examples(Path.of(""), folder), count, seed, out);
        result.answers()
                .forEach((answer, times) -> System.out.println(String.format(Locale.ROOT, "%-24s %9d", answer, times)));
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.println(String.format(
                Locale.ROOT,
                "%d %s: %d exceptions escaped, %d over %.0f s of CPU time, slowest %.0f ms, heap at most %d MiB",
                count,
                kind.name().toLowerCase(Locale.ROOT),
                result.escaped(),
                result.late(),
                LONGEST_MILLIS / 1_000,
                result.slowestMillis(),
                heap.getMax() >> 20));
        return result.escaped() == 0 && result.late() == 0 ? ExitCode.OK : ExitCode.BROKEN;
    }

    /** Reads this many damaged examples; writes those that break a rule to the folder, if given. */
    static Result run(MutationKind.Reader reader, List<byte[]> examples, int count, long seed, @Nullable Path out)
            throws IOException {
        var random = new SplittableRandom(seed);
        var mutator = new PageMutator(random);
        var answers = new TreeMap<String, Integer>();
        var escaped = 0;
        var late = 0;
        var slowest = 0.0;
        for (int i = 0; i < count; i++) {
            var input = mutator.mutate(examples.get(random.nextInt(examples.size())));
            var started = Meter.cpuNanos();
            String answer;
            try {
                answer = reader.read(input);
            } catch (RuntimeException | StackOverflowError e) { // counting what escapes is what this is for
                answer = "escaped: " + e.getClass().getSimpleName();
                escaped++;
                keep(out, i, input);
            }
            var millis = (Meter.cpuNanos() - started) / 1e6;
            slowest = Math.max(slowest, millis);
            if (millis > LONGEST_MILLIS) {
                late++;
                keep(out, i, input);
            }
            answers.merge(answer, 1, Integer::sum);
            if ((i + 1) % 20_000 == 0) {
                System.err.println((i + 1) + " inputs");
            }
        }
        return new Result(answers, escaped, late, slowest);
    }

    private static void keep(@Nullable Path out, int number, byte[] input) throws IOException {
        if (out != null) {
            Files.createDirectories(out);
            Files.write(out.resolve("input-" + number), input);
        }
    }
}
