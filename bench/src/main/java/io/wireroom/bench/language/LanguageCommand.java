package io.wireroom.bench.language;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.bench.measure.Meter;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.enrich.language.LanguageDetector;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench language}: compares our detector with the library that it uses, on the same texts in turn. */
@Command(
        name = "language",
        mixinStandardHelpOptions = true,
        description = {
            "Measure accuracy and speed of language detection on whole texts and on their first 60 and 25 characters, beside"
                    + " the plain OpenNLP library.",
            "Exit code 0 needs at least --require texts per core-second."
        })
public final class LanguageCommand implements Callable<Integer> {

    private static final List<Integer> LENGTHS = List.of(Integer.MAX_VALUE, 60, 25);

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            required = true,
            description = "JSON Lines file of {\"language\",\"text\"}; languages as BCP 47 tags.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--require",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Required whole texts per core-second (default: 3000).")
    private double required;

    private final PrintStream print = System.out;

    /** A text and its language. */
    private record Sample(String language, String text) {}

    /** Right answers, and answers given, by one detector on texts of one length. */
    private record Score(int right, int undetermined, int texts, double perSecond) {

        double accuracy() {
            return 100.0 * right / texts;
        }
    }

    @Override
    public Integer call() throws IOException {
        var samples = samples();
        var detector = LanguageDetector.load();
        var library = new LanguageDetectorME(model());
        UnaryOperator<String> ours = text -> detector.detect("", text, null).tag();
        UnaryOperator<String> theirs =
                text -> LanguageDetector.bcp47(library.predictLanguage(text).getLang());
        score(samples, Integer.MAX_VALUE, ours); // warms up
        print.printf(
                Locale.ROOT,
                "%-12s %10s %10s %6s %10s %10s%n",
                "characters",
                "ours",
                "library",
                "und",
                "ours/s",
                "library/s");
        var speed = 0.0;
        for (var length : LENGTHS) {
            var own = score(samples, length, ours);
            var other = score(samples, length, theirs);
            if (length == Integer.MAX_VALUE) {
                speed = own.perSecond();
            }
            print.printf(
                    Locale.ROOT,
                    "%-12s %8.2f %% %8.2f %% %6d %10.0f %10.0f%n",
                    length == Integer.MAX_VALUE ? "all" : length.toString(),
                    own.accuracy(),
                    other.accuracy(),
                    own.undetermined(),
                    own.perSecond(),
                    other.perSecond());
        }
        return speed >= required ? ExitCode.OK : ExitCode.BROKEN;
    }

    private Score score(List<Sample> samples, int length, UnaryOperator<String> detector) {
        var right = 0;
        var undetermined = 0;
        var meter = new Meter();
        for (var sample : samples) {
            var text = sample.text();
            var part = text.length() > length ? text.substring(0, length) : text;
            var answer = norwegian(meter.call(() -> detector.apply(part)));
            if (answer.equals(sample.language())) {
                right++;
            } else if ("und".equals(answer)) {
                undetermined++;
            }
        }
        return new Score(right, undetermined, samples.size(), meter.perSecond());
    }

    /** Both written standards of Norwegian count as one. */
    private static String norwegian(String tag) {
        return "nn".equals(tag) ? "nb" : tag;
    }

    private static LanguageDetectorModel model() throws IOException {
        try (var in = LanguageDetector.class.getResourceAsStream("/langdetect-183.bin")) {
            if (in == null) {
                throw new IllegalStateException("the model is missing from the class path");
            }
            return new LanguageDetectorModel(in);
        }
    }

    private List<Sample> samples() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.NO_INPUT, "There is no file '" + file + "'");
        }
        var samples = new ArrayList<Sample>();
        for (var line : Files.readAllLines(file)) {
            JsonNode json = JsonCodec.MAPPER.readTree(line);
            samples.add(
                    new Sample(json.path("language").asText(), json.path("text").asText()));
        }
        if (samples.isEmpty()) {
            throw new Failure(ExitCode.DATA, "'" + file + "' has no texts");
        }
        return samples;
    }
}
