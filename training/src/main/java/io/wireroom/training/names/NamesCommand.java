package io.wireroom.training.names;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.tagging.ner.TrainedNameFinder;
import io.wireroom.tagging.ner.crf.NameModel;
import io.wireroom.tagging.tokens.Tokens;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench names}: how well and how fast names are found. */
@Command(
        name = "names",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the name tagger: precision, recall and F1 for people, organisations and places by exact spans, and tokens"
                    + " per CPU second.",
            "Exit code 0 needs 350,000 tokens per CPU second in English, 150,000 in other languages."
        })
public final class NamesCommand implements Callable<Integer> {

    private static final double LEAST_IN_ENGLISH = 350_000;
    private static final double LEAST_IN_OTHERS = 150_000;
    private static final int WARM_UPS = 2;
    /** So that other work on the machine does not count. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "JSON Lines files of {text, entities: [{type, start, end}]}, plain or .gz.")
    @SuppressWarnings("NullAway.Init") // required
    private List<Path> files;

    @Option(names = "--model", paramLabel = "FILE", description = "Model file (default: the shipped model).")
    private @Nullable Path model;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en",
            description = "Language of the shipped model and of the files (default: en).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String language;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "20", description = "Measured rounds (default: 20).")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        var began = System.nanoTime();
        var finder = finder();
        line("loaded in %.2f s", (System.nanoTime() - began) / 1e9);
        var texts = new ArrayList<NamedText>();
        line("%s", NameScore.heading());
        for (var file : files) {
            if (!Files.isRegularFile(file)) {
                throw Failure.usage("--data '" + file + "' is no file");
            }
            var ofFile = NamedText.read(file);
            var score = new NameScore();
            ofFile.forEach(text -> score.add(text.marks(), CrossValidation.marks(finder.find(Tokens.of(text.text())))));
            line(
                    "%s",
                    score.row(
                            ofFile.isEmpty()
                                    ? String.valueOf(file)
                                    : ofFile.getFirst().set()));
            texts.addAll(ofFile);
        }
        var speed = speed(finder, texts);
        var least = language.equals("en") ? LEAST_IN_ENGLISH : LEAST_IN_OTHERS;
        line("one thread: %,.0f tokens a CPU second, tokenizing included (at least %,.0f)", speed, least);
        return speed >= least ? ExitCode.OK : ExitCode.BROKEN;
    }

    private TrainedNameFinder finder() throws IOException {
        if (model == null) {
            return TrainedNameFinder.load(language);
        }
        try (var in = Files.newInputStream(model)) {
            return new TrainedNameFinder(NameModel.read(in));
        }
    }

    /** Of the fastest round. */
    private double speed(TrainedNameFinder finder, List<NamedText> texts) {
        double best = 0;
        for (int round = -WARM_UPS; round < rounds; round++) {
            long read = 0;
            var began = CPU.getCurrentThreadCpuTime();
            for (var text : texts) {
                var tokens = Tokens.of(text.text());
                finder.find(tokens);
                read += tokens.size();
            }
            var seconds = (CPU.getCurrentThreadCpuTime() - began) / 1e9;
            best = Math.max(best, round < 0 ? 0 : read / seconds);
        }
        return best;
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
