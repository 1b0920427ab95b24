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
import java.util.TreeMap;
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
                    + " level 2 topics by cross-validation, and articles per second of the shipped model.",
            "Exit code 0 needs an accuracy of 80 %%, a mean F1 of 55 %% and 2,000 articles per second."
        })
public final class TopicModelCommand implements Callable<Integer> {

    private static final int HELD_BACK = 0;
    private static final double LEAST_ACCURACY = 80;
    private static final double LEAST_F1 = 55;
    private static final double LEAST_SPEED = 2_000;
    private static final int SPEED_WORDS = 500;
    private static final double SUBTOPIC_FROM = 0.5;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with labelled texts: topics/, stories/ and mediatopics/.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the reliability diagram to this file.")
    private @Nullable Path svg;

    private final PrintStream print = System.out;

    @Override
    public Integer call() throws IOException {
        var texts = TopicTexts.of(data);
        var recipe = new TopicRecipe(MediaTopics.loadWords());
        System.err.println("training on four fifths");
        var model = recipe.topics(texts, texts.headlines(HELD_BACK, false));
        var fifth = texts.headlines(HELD_BACK, true);
        var answers = new ArrayList<Calibration.Answer>();
        for (var text : fifth) {
            answers.add(new Calibration.Answer(
                    model.scores(text.title(), text.text()), model.classes().indexOf(text.label())));
        }
        var good = quality(texts, model, answers);
        var bins = Calibration.bins(answers);
        line("expected calibration error %.3f", Calibration.error(bins));
        if (svg != null) {
            var title = String.format(Locale.ROOT, "Topics: %,d headlines never seen in training", answers.size());
            Files.writeString(svg, ReliabilityDiagram.svg(title, bins), StandardCharsets.UTF_8);
        }
        subtopics(texts, recipe);
        return speed(texts) >= LEAST_SPEED && good ? ExitCode.OK : ExitCode.BROKEN;
    }

    private boolean quality(TopicTexts texts, LinearModel model, List<Calibration.Answer> answers) {
        var right = new TreeMap<Integer, int[]>();
        for (var answer : answers) {
            right.computeIfAbsent(answer.right(), one -> new int[3])[0]++;
            right.computeIfAbsent(answer.best(), one -> new int[3])[1]++;
            if (answer.best() == answer.right()) {
                right.get(answer.best())[2]++;
            }
        }
        line("%-42s %6s %6s %6s %6s", "topic", "texts", "P", "R", "F1");
        var sum = 0.0;
        var topics = 0;
        var hits = 0;
        for (var entry : right.entrySet()) {
            var counts = entry.getValue();
            hits += counts[2];
            if (counts[0] == 0) {
                continue;
            }
            var precision = counts[1] == 0 ? 0 : 100.0 * counts[2] / counts[1];
            var recall = 100.0 * counts[2] / counts[0];
            var f1 = counts[2] == 0 ? 0 : 2 * precision * recall / (precision + recall);
            var code = model.classes().get(entry.getKey());
            line(
                    "%-42s %6d %6.1f %6.1f %6.1f",
                    texts.term(code).path("name").path("en-GB").asText(), counts[0], precision, recall, f1);
            sum += f1;
            topics++;
        }
        var accuracy = 100.0 * hits / answers.size();
        line(
                "%,d headlines held back: accuracy %.2f %% (at least %.0f), mean F1 %.2f %% (at least %.0f)",
                answers.size(), accuracy, LEAST_ACCURACY, sum / topics, LEAST_F1);
        return accuracy >= LEAST_ACCURACY && sum / topics >= LEAST_F1;
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
