package io.wireroom.bench.match;

import io.wireroom.bench.match.InventedArticles.Invented;
import io.wireroom.bench.match.InventedArticles.Kind;
import io.wireroom.bench.measure.Meter;
import io.wireroom.contract.ArticleId;
import io.wireroom.enrich.match.ArticleMatcher.Match;
import io.wireroom.enrich.match.CopyGroups;
import io.wireroom.enrich.match.Stories;
import io.wireroom.enrich.match.StorySettings;
import io.wireroom.runtime.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench match}: how fast copies and stories are found, what the state takes, and what is found. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = {
            "Match invented articles: 10 % copies, 5 % market reports, 3 % about twenty big events, the others about"
                    + " something of their own. Prints fingerprints matched per second of CPU time on one core, the size"
                    + " of the state, and precision and recall. Then writes the state to the changelogs of a broker, starts"
                    + " the step match as a process, kills it, and measures until it knows everything again. A million"
                    + " articles need a heap of 4 GiB (WIREROOM_HEAP=4g), and 6 GiB for the process.",
            "Exit code 0 needs 1,000 per second, a store of at most 1 GiB, a restart of at most 30 s, copies with F1 95 and"
                    + " no market report in a group."
        })
public final class MatchCommand implements Callable<Integer> {

    private static final double LEAST_PER_SECOND = 1000;
    private static final long MOST_BYTES = 1L << 30;
    private static final double LEAST_F1 = 0.95;

    private static final Duration LONGEST_RESTART = Duration.ofSeconds(30);

    /** Names are not compared here, but a real article has some in its stored words. */
    private static final List<String> NAMES =
            List.of("Jonna Reyl", "Hew Sandiford", "Northmarch Water Board", "Saltmarsh Harbour Company");

    private static final int REPORT_EVERY = 100_000;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1000000", description = "Articles (default: 1000000).")
    private int count;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the articles (default: 1).")
    private long seed;

    private record Truth(ArticleId id, Kind kind, int group, int event, String title) {}

    /** What is stored, and how long a restart takes. */
    private record Restart(long bytes, Duration time) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = System.out;
        var articles = new InventedArticles(seed, count);
        var copies = new CopyGroups(CopyGroups.DEFAULT_WINDOW);
        var stories = new Stories(StorySettings.DEFAULT);
        var meter = new Meter();
        var truth = new ArrayList<Truth>(count);
        for (int i = 1; i <= count; i++) {
            var article = articles.next();
            truth.add(truth(article));
            meter.run(() -> {
                copies.put(article.fingerprint());
                stories.put(
                        article.fingerprint(),
                        copies.copyOf(article.fingerprint().id()));
            });
            if (i % REPORT_EVERY == 0) {
                System.err.printf(Locale.ROOT, "%d articles, %.0f/s%n", i, meter.perSecond());
            }
        }
        out.printf(
                Locale.ROOT,
                "articles\t%d%nrate\t%.0f per CPU second, slowest of a thousand %.2f ms%npairs compared\t%.1f per"
                        + " article%n",
                count,
                meter.perSecond(),
                meter.quantileMillis(0.999),
                (double) copies.compared() / count);
        out.printf(
                Locale.ROOT,
                "indexes in memory\tcopies %.0f MiB, stories %.0f MiB%n",
                mebibytes(copies.indexBytes()),
                mebibytes(stories.indexBytes()));
        var f1 = copies(out, truth, copies);
        var joined = truth.stream()
                .filter(article -> article.kind() == Kind.TEMPLATE)
                .filter(article -> copies.copyOf(article.id()).isPresent())
                .count();
        out.printf(Locale.ROOT, "market reports in a group\t%d%n", joined);
        stories(out, truth, stories);
        var restart = restart(truth, copies, stories);
        out.printf(
                Locale.ROOT,
                "store\t%.0f MiB, %d bytes an article%nrestart after kill -9\t%.1f s%n",
                mebibytes(restart.bytes()),
                restart.bytes() / Math.max(1, count),
                restart.time().toMillis() / 1e3);
        var isGood = meter.perSecond() >= LEAST_PER_SECOND
                && restart.bytes() <= MOST_BYTES
                && restart.time().compareTo(LONGEST_RESTART) <= 0
                && f1 >= LEAST_F1
                && joined == 0;
        return isGood ? ExitCode.OK : ExitCode.BROKEN;
    }

    private static Restart restart(List<Truth> articles, CopyGroups copies, Stories stories)
            throws IOException, InterruptedException {
        try (var restore = MatchRestore.start()) {
            long bytes = 0;
            for (var article : articles) {
                var id = article.id();
                bytes += restore.add(
                        copies.known(id).orElseThrow(),
                        article.title(),
                        NAMES,
                        new Match(
                                copies.original(id).orElseThrow(),
                                stories.place(id).orElseThrow()));
            }
            System.err.printf(Locale.ROOT, "%d articles written to the changelogs%n", articles.size());
            return new Restart(bytes, restore.measure());
        }
    }

    private static Truth truth(Invented article) {
        return new Truth(article.fingerprint().id(), article.kind(), article.group(), article.event(), article.title());
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    /** Prints precision and recall over pairs of articles, and returns their F1. */
    private static double copies(PrintStream out, List<Truth> truth, CopyGroups copies) {
        Function<Truth, Object> group = Truth::group;
        Function<Truth, Object> found = article -> copies.copyOf(article.id()).orElse(article.id());
        long both = pairs(truth, article -> List.of(group.apply(article), found.apply(article)));
        double precision = (double) both / Math.max(1, pairs(truth, found));
        double recall = (double) both / Math.max(1, pairs(truth, group));
        double f1 = 2 * precision * recall / Math.max(Double.MIN_NORMAL, precision + recall);
        out.printf(Locale.ROOT, "copies, pairs\tP %.1f R %.1f F1 %.1f%n", 100 * precision, 100 * recall, 100 * f1);
        return f1;
    }

    /** Number of pairs of articles with the same key. */
    private static long pairs(List<Truth> truth, Function<Truth, Object> key) {
        return sizes(truth, key).values().stream()
                .mapToLong(size -> size * (size - 1) / 2)
                .sum();
    }

    private static Map<Object, Long> sizes(List<Truth> truth, Function<Truth, Object> key) {
        var sizes = new HashMap<Object, Long>();
        truth.forEach(article -> sizes.merge(key.apply(article), 1L, Long::sum));
        return sizes;
    }

    /** The number of articles with a key that at least one has. */
    private static long size(Map<Object, Long> sizes, Object key) {
        return sizes.getOrDefault(key, 1L);
    }

    /** Prints B-cubed precision and recall of the articles about big events. */
    private static void stories(PrintStream out, List<Truth> truth, Stories stories) {
        var hot = truth.stream().filter(article -> article.event() >= 0).toList();
        Function<Truth, Object> found =
                article -> stories.storyOf(article.id()).<Object>map(id -> id).orElse(article.id());
        Function<Truth, Object> cell = article -> List.of(article.event(), found.apply(article));
        var events = sizes(hot, Truth::event);
        var all = sizes(truth, found);
        var cells = sizes(hot, cell);
        double precision = 0;
        double recall = 0;
        for (var article : hot) {
            double right = size(cells, cell.apply(article));
            precision += right / size(all, found.apply(article));
            recall += right / size(events, article.event());
        }
        out.printf(
                Locale.ROOT,
                "big events, B-cubed\tP %.1f R %.1f%nother articles in a story with another text\t%d%n",
                100 * precision / Math.max(1, hot.size()),
                100 * recall / Math.max(1, hot.size()),
                mixed(truth, found));
    }

    /** Number of articles about no big event that are in a story with an article that is no copy of them. */
    private static long mixed(List<Truth> truth, Function<Truth, Object> story) {
        var groups = new HashMap<Object, Integer>();
        var mixed = new HashSet<Object>();
        for (var article : truth) {
            var first = groups.putIfAbsent(story.apply(article), article.group());
            if (first != null && first != article.group()) {
                mixed.add(story.apply(article));
            }
        }
        return truth.stream()
                .filter(article -> article.event() < 0 && article.kind() != Kind.TEMPLATE)
                .filter(article -> mixed.contains(story.apply(article)))
                .count();
    }
}
