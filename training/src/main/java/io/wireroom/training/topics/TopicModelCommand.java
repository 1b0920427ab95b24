package io.wireroom.training.topics;

import io.wireroom.runtime.ExitCode;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.topics.MediaTopics;
import io.wireroom.tagging.topics.model.LinearModel;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench topics}: accuracy and speed of topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the topic tagger: accuracy by topic on a held-out fifth of the headlines, calibration of its confidence,"
                    + " and level 2 topics by cross-validation; or, with --articles, the shipped model on labelled texts. Also"
                    + " articles per second of the shipped model.",
            "Exit code 0 needs an accuracy of 76 %% and a mean F1 of 55 %% for headlines, 75 %% for articles, a calibration"
                    + " error below .05, and 2,000 articles per second."
        })
public final class TopicModelCommand implements Callable<Integer> {

    private static final int HELD_BACK = 0;
    private static final double LEAST_ACCURACY = 76;
    private static final double LEAST_F1 = 55;
    private static final double LEAST_MAIN = 75;
    private static final double ERROR_BELOW = 0.05;
    private static final double LEAST_SPEED = 2_000;
    private static final int SPEED_WORDS = 500;
    private static final double SUBTOPIC_FROM = 0.5;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with labelled texts: topics/ and mediatopics/.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--articles",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Labelled English texts, rows {title, text, topics} with the main topic first: measure the shipped"
                            + " model on them, and train nothing.")
    private List<Path> articles = List.of();

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the reliability diagram to this file.")
    private @Nullable Path svg;

    private final PrintStream print = System.out;

    @Override
    public Integer call() throws IOException {
        var texts = TopicTexts.of(data);
        var good = articles.isEmpty() ? ofNewModel(texts) : true;
        for (var file : articles) {
            good &= articles(texts, file);
        }
        return speed(texts) >= LEAST_SPEED && good ? ExitCode.OK : ExitCode.BROKEN;
    }

    private boolean ofNewModel(TopicTexts texts) throws IOException {
        var recipe = new TopicRecipe(MediaTopics.loadWords());
        System.err.println("training on four fifths");
        var held = texts.headlines().stream()
                .filter(text -> TopicTexts.part(text.title()) == HELD_BACK)
                .toList();
        var others = texts.headlines().stream()
                .filter(text -> TopicTexts.part(text.title()) != HELD_BACK)
                .toList();
        var model = recipe.topics(texts, others);
        var score = new TopicScore(model.classes());
        for (var text : held) {
            score.add(model.scores(text.title(), text.text()), List.of(text.label()));
        }
        var f1 = score.table(print, code -> name(texts, code));
        line(
                "%,d headlines held back: accuracy %.2f %% (at least %.0f), mean F1 %.2f %% (at least %.0f)",
                score.answers().size(), score.main(), LEAST_ACCURACY, f1, LEAST_F1);
        var bins = Calibration.bins(score.answers());
        var good = isCalibrated(bins) && score.main() >= LEAST_ACCURACY && f1 >= LEAST_F1;
        if (svg != null) {
            var title = String.format(
                    Locale.ROOT,
                    "Topics: %,d headlines never seen in training",
                    score.answers().size());
            Files.writeString(svg, ReliabilityDiagram.svg(title, bins), StandardCharsets.UTF_8);
        }
        subtopics(texts, recipe);
        return good;
    }

    /** The shipped model on the texts of a file. */
    private boolean articles(TopicTexts texts, Path file) {
        var model = MediaTopics.loadTopics(MediaTopics.loadWords());
        var engine = MediaTopics.load();
        var labelled = TopicTexts.labelled(file);
        var score = new TopicScore(model.classes());
        var given = 0;
        var right = 0;
        for (var text : labelled) {
            score.add(model.scores(text.title(), text.text()), text.topics());
            var topics = engine.tag(TagInput.of(text.title(), text.text(), "en")).stream()
                    .map(tag -> String.valueOf(tag.uri()))
                    .filter(model.classes()::contains)
                    .toList();
            given += topics.size();
            right += (int) topics.stream().filter(text.topics()::contains).count();
        }
        score.amongOwn(labelled);
        score.table(print, code -> name(texts, code));
        line(
                "%s: %,d texts: main topic %.1f %% (at least %.0f), any of its topics %.1f %%, main topic among the topics of"
                        + " these texts %.1f %%; %.2f topics a text, of these right %.1f %%",
                file.getFileName(),
                labelled.size(),
                score.main(),
                LEAST_MAIN,
                score.any(),
                score.own(),
                (double) given / labelled.size(),
                100.0 * right / Math.max(1, given));
        return isCalibrated(Calibration.bins(score.answers())) && score.main() >= LEAST_MAIN;
    }

    private boolean isCalibrated(List<Calibration.Bin> bins) {
        var error = Calibration.error(bins);
        line("expected calibration error %.3f (less than %.2f)", error, ERROR_BELOW);
        return error < ERROR_BELOW;
    }

    private static String name(TopicTexts texts, String code) {
        return texts.term(code).path("name").path("en-GB").asText();
    }

    /** Among the subtopics of the right topic, as in the engine. */
    private void subtopics(TopicTexts texts, TopicRecipe recipe) {
        var invented = texts.invented(2, 1);
        var given = 0;
        var right = 0;
        for (var fold = 0; fold < 5; fold++) {
            var model = recipe.subtopics(texts.without(fold));
            for (var at = fold; at < invented.size(); at += 5) {
                var text = invented.get(at);
                var scores = model.scores(text.title(), text.text());
                var top = texts.top(text.label());
                for (var one = 0; one < scores.length; one++) {
                    if (!texts.top(model.classes().get(one)).equals(top)) {
                        scores[one] = Float.NEGATIVE_INFINITY;
                    }
                }
                var answer = new Calibration.Answer(scores, model.classes().indexOf(text.label()));
                if (LinearModel.softmax(scores)[answer.best()] >= SUBTOPIC_FROM) {
                    given++;
                    right += answer.best() == answer.right() ? 1 : 0;
                }
            }
        }
        line(
                "level 2, cross-validated on %d invented texts: given to %d, right %.1f %%",
                invented.size(), given, 100.0 * right / Math.max(1, given));
    }

    private double speed(TopicTexts texts) {
        var threads = ManagementFactory.getThreadMXBean();
        var inputs = new ArrayList<TagInput>();
        var text = new StringBuilder();
        for (var invented : texts.invented(1, 1)) {
            text.append(invented.text()).append('\n');
            if (text.length() > SPEED_WORDS * 6) {
                inputs.add(TagInput.of(invented.title(), text.toString(), "en"));
                text.setLength(0);
            }
        }
        var engine = MediaTopics.load();
        var tagged = 0;
        var started = 0L;
        for (var round = -3; round < 20; round++) {
            if (round == 0) {
                started = threads.getCurrentThreadCpuTime();
                tagged = 0;
            }
            for (var input : inputs) {
                tagged += engine.tag(input).isEmpty() ? 0 : 1;
            }
        }
        var perSecond = tagged * 1e9 / (threads.getCurrentThreadCpuTime() - started);
        line("%.0f articles of %d words a second of one core (at least %.0f)", perSecond, SPEED_WORDS, LEAST_SPEED);
        return perSecond;
    }

    private void line(String format, Object... values) {
        print.printf(Locale.ROOT, format + "%n", values);
    }
}
