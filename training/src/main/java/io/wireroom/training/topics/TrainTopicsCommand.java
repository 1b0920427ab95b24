package io.wireroom.training.topics;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.tagging.topics.MediaTopics;
import io.wireroom.tagging.topics.model.LinearModel;
import io.wireroom.tagging.topics.model.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench train-topics}: makes the files that enrich ships. */
@Command(
        name = "train-topics",
        mixinStandardHelpOptions = true,
        description = {
            "Train the topic models: topics.bin, subtopics.bin and, with --vectors, words.bin. The same data give the same"
                    + " bytes.",
        })
public final class TrainTopicsCommand implements Callable<Integer> {

    private static final int WORDS = 50_000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with labelled texts: topics/ and mediatopics/.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--vectors",
            paramLabel = "FILE",
            description = "Word vectors as text: one word and its numbers per line, frequent words first (default: the"
                    + " shipped words.bin).")
    private @Nullable Path vectors;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the models.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        var words = vectors == null ? MediaTopics.loadWords() : readVectors(vectors);
        if (vectors != null) {
            try (var file = Files.newOutputStream(out.resolve("words.bin"))) {
                words.write(file);
            }
        }
        var texts = TopicTexts.of(data);
        var recipe = new TopicRecipe(words);
        System.err.println("training topics");
        write(recipe.topics(texts, texts.headlines()), "topics.bin");
        System.err.println("training subtopics");
        write(recipe.subtopics(texts), "subtopics.bin");
        return ExitCode.OK;
    }

    private void write(LinearModel model, String name) throws IOException {
        try (var file = Files.newOutputStream(out.resolve(name))) {
            model.write(file);
        }
    }

    /** The most frequent words of letters and digits, their vectors at unit length. */
    static WordVectors readVectors(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no file '" + file + "'");
        }
        var words = new ArrayList<String>();
        List<float[]> vectors = new ArrayList<>();
        try (var lines = Files.lines(file)) {
            for (var line : (Iterable<String>) lines::iterator) {
                var fields = line.split(" ");
                if (words.size() == WORDS) {
                    break;
                }
                if (fields[0].chars().allMatch(Character::isLetterOrDigit)) {
                    words.add(fields[0]);
                    vectors.add(unit(fields));
                }
            }
        }
        return WordVectors.of(words, vectors);
    }

    private static float[] unit(String[] fields) {
        var vector = new float[fields.length - 1];
        var squares = 0.0;
        for (var at = 0; at < vector.length; at++) {
            vector[at] = Float.parseFloat(fields[at + 1]);
            squares += vector[at] * vector[at];
        }
        for (var at = 0; at < vector.length; at++) {
            vector[at] /= (float) Math.sqrt(Math.max(squares, 1e-12));
        }
        return vector;
    }
}
