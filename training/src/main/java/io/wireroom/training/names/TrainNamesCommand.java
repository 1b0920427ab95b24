package io.wireroom.training.names;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
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
            "Train the model for names of people, organisations and places in one language. Also prints its quality on texts"
                    + " that were left out of training: in English each data set, else five folds of the articles.",
            "The same data give the same bytes."
        })
public final class TrainNamesCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with ner-train/*.jsonl[.gz], ner-lang/*.jsonl[.gz] and"
                    + " gazetteer/{country-codes,world-cities}.csv.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Write the model to this file.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--peer",
            description = "Also train and measure Apache OpenNLP's name finder on the same sets (slow).")
    private boolean withPeer;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en",
            description = "Language of the model (default: en).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String language;

    @Option(
            names = "--translations",
            paramLabel = "DIR",
            required = true,
            description = "The folder usr/share/locale of the Debian package libgeonames-common.")
    @SuppressWarnings("NullAway.Init") // required
    private Path translations;

    @Override
    public Integer call() throws IOException {
        for (var folder : List.of("ner-train", "ner-lang", "gazetteer")) {
            if (!Files.isDirectory(data.resolve(folder))) {
                throw Failure.usage("--data '" + data + "' has no folder " + folder);
            }
        }
        var recipe =
                NameRecipe.of(language).orElseThrow(() -> Failure.usage("--language '" + language + "' has no recipe"));
        var texts = RecipeTexts.read(recipe, data);
        var lexicon = NameLists.read(recipe, data.resolve("gazetteer"), translations, texts.others());
        var confidence =
                CrossValidation.run(texts.parts(recipe), lexicon, recipe.plan(), withPeer, System.out::println);
        System.out.println(confidence);
        texts.development(recipe)
                .ifPresent(
                        part -> CrossValidation.measure(part, lexicon, recipe.plan(), confidence, System.out::println));
        var model = ChainTrainer.train(texts.all(), lexicon, recipe.plan(), recipe.version())
                .read(recipe.lowered(confidence));
        try (var to = Files.newOutputStream(out)) {
            model.write(to);
        }
        System.out.println(String.format(Locale.ROOT, "%s: %,d bytes", out, Files.size(out)));
        return ExitCode.OK;
    }
}
