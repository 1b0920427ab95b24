package io.wireroom.training.lines;

import io.wireroom.enrich.clean.Cleaner;
import io.wireroom.enrich.clean.body.LineModel;
import io.wireroom.enrich.clean.page.PageLimits;
import io.wireroom.enrich.rules.OperatorRules;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.training.lines.PageSet.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench train-lines}: makes the model that keeps or drops the lines of a page. */
@Command(
        name = "train-lines",
        mixinStandardHelpOptions = true,
        description = {
            "Train the model that keeps or drops each line of a page. Also prints the quality of cleaning on each corpus when"
                    + " the corpus was left out of training, beside the rules alone.",
            "The same data give the same bytes."
        })
public final class TrainLinesCommand implements Callable<Integer> {

    private static final Instant FETCHED_AT = Instant.ofEpochSecond(1_900_000_000L);

    @Option(
            names = "--pages",
            paramLabel = "DIR",
            required = true,
            description = "Folder with corpora (html/ and ground_truth.json).")
    @SuppressWarnings("NullAway.Init") // required
    private Path folder;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the model to this file.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("--pages '" + folder + "' is no folder");
        }
        var pages = PageSet.read(folder).pages();
        var rules = cleaner(LineModel.NONE);
        var labelled = new ArrayList<LabelledPage>();
        for (var page : pages) {
            rules.lines(page.raw(FETCHED_AT))
                    .map(lines -> LabelledPage.of(page, lines))
                    .ifPresent(labelled::add);
        }
        var model = train(labelled, TrainLinesCommand::mayLearn);
        if (out != null) {
            try (var file = Files.newOutputStream(out)) {
                model.write(file);
            }
            line("%s: %,d bytes", out, Files.size(out));
        }
        line("%-16s %-17s %6s %6s %6s %6s   %6s %6s", "", "corpus", "F1", "P", "R", "exact", "half 1", "exact");
        var byRules = new Means("rules");
        var byOthers = new Means("corpus left out");
        var byAll = new Means("trained");
        for (var corpus : pages.stream().map(Page::corpus).distinct().toList()) {
            var ofCorpus =
                    pages.stream().filter(page -> page.corpus().equals(corpus)).toList();
            var leftOut = LineTable.weight(corpus) == 0
                    ? model
                    : train(labelled, page -> mayLearn(page) && !page.corpus().equals(corpus));
            byRules.measure(ofCorpus, rules);
            byOthers.measure(ofCorpus, cleaner(leftOut));
            byAll.measure(ofCorpus, cleaner(model));
        }
        List.of(byRules, byOthers, byAll).forEach(Means::print);
        return ExitCode.OK;
    }

    /** Pages of the second half of the sites are for measuring; pages without an address belong to no half. */
    private static boolean mayLearn(Page page) {
        return LineTable.weight(page.corpus()) > 0 && !isHeldBack(page);
    }

    private static boolean isHeldBack(Page page) {
        return page.half() == 1 && page.truth().path("url").isTextual();
    }

    private static Cleaner cleaner(LineModel model) {
        return new Cleaner(PageLimits.DEFAULT, OperatorRules.NONE, model);
    }

    private static LineModel train(List<LabelledPage> pages, Predicate<Page> mayLearn) {
        return LineTable.train(
                pages.stream().filter(page -> mayLearn.test(page.page())).toList());
    }

    /** Quality on each corpus, and the mean over the corpora. */
    private static final class Means {

        private final String what;
        private final List<CleanQuality> whole = new ArrayList<>();
        private final List<CleanQuality> heldBack = new ArrayList<>();

        Means(String what) {
            this.what = what;
        }

        void measure(List<Page> corpus, Cleaner cleaner) {
            var all = new CleanQuality();
            var half = new CleanQuality();
            for (var page : corpus) {
                var cleaned = cleaner.clean(page.raw(FETCHED_AT));
                all.add(page, cleaned);
                if (isHeldBack(page)) {
                    half.add(page, cleaned);
                }
            }
            whole.add(all);
            if (half.pages() > 0) {
                heldBack.add(half);
            }
            line(
                    "%-16s %-17s %6.4f %6.4f %6.4f %6.3f   %6.4f %6.3f",
                    what,
                    corpus.getFirst().corpus(),
                    all.f1(),
                    all.precision(),
                    all.recall(),
                    all.accuracy(),
                    half.pages() > 0 ? half.f1() : Double.NaN,
                    half.accuracy());
        }

        void print() {
            line(
                    "%-16s %-17s %6.4f %6.4f %6.4f %6.3f   %6.4f %6.3f",
                    what,
                    "mean",
                    mean(whole, CleanQuality::f1),
                    mean(whole, CleanQuality::precision),
                    mean(whole, CleanQuality::recall),
                    mean(whole, CleanQuality::accuracy),
                    mean(heldBack, CleanQuality::f1),
                    mean(heldBack, CleanQuality::accuracy));
        }

        private static double mean(List<CleanQuality> of, ToDoubleFunction<CleanQuality> value) {
            return of.stream()
                    .mapToDouble(value)
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
        }
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
