package io.wireroom.training.names;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.tagging.ner.crf.NameModel;
import io.wireroom.tagging.ner.features.KnownPhrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench train-names}: makes the model that finds names. */
@Command(
        name = "train-names",
        mixinStandardHelpOptions = true,
        description = {
            "Train the model for names of people, organisations and places. Also prints its quality on each data set when the"
                    + " set was left out of training.",
            "The same data give the same bytes."
        })
public final class TrainNamesCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with ner-train/*.jsonl[.gz] and gazetteer/{country-codes,world-cities}.csv.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Write the model to this file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--peer",
            description = "Also train and measure Apache OpenNLP's name finder on the same sets (slow).")
    private boolean withPeer;

    @Override
    public Integer call() throws IOException {
        var folder = data.resolve("ner-train");
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("--data '" + data + "' has no folder ner-train");
        }
        var texts = NamedText.readAll(folder);
        var model = train(texts, PlaceNameLists.read(data.resolve("gazetteer")), ChainTrainer.Plan.DEFAULT, withPeer);
        try (var to = Files.newOutputStream(out)) {
            model.write(to);
        }
        System.out.println(String.format(Locale.ROOT, "%s: %,d bytes", out, Files.size(out)));
        return ExitCode.OK;
    }

    /** The model of all texts. Its confidence is calibrated by leaving out one set at a time. */
    static NameModel train(List<NamedText> texts, KnownPhrases lexicon, ChainTrainer.Plan plan, boolean withPeer)
            throws IOException {
        var sameConventions = texts.stream().map(Conventions::apply).toList();
        var confidence = CrossValidation.run(sameConventions, lexicon, plan, withPeer, System.out::println);
        System.out.println(confidence);
        return ChainTrainer.train(sameConventions, lexicon, plan, "1").read(confidence);
    }
}
