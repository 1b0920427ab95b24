package io.wireroom.training.topics;

import io.wireroom.training.topics.TopicTexts.Labelled;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** How often the first topic of a model is right, in all and by topic. */
final class TopicScore {

    private final List<String> classes;
    private final List<Calibration.Answer> answers = new ArrayList<>();
    private int anyRight;
    private int rightAmongOwn;

    /** Scores of no text yet. */
    TopicScore(List<String> classes) {
        this.classes = classes;
    }

    /** Adds the scores of a model for a text, and the topics that the text has. */
    void add(float[] scores, List<String> topics) {
        var answer = new Calibration.Answer(scores, classes.indexOf(topics.getFirst()));
        answers.add(answer);
        anyRight += topics.contains(classes.get(answer.best())) ? 1 : 0;
    }

    /** Counts how often the best topic is right among the topics that the texts have. */
    void amongOwn(List<Labelled> texts) {
        var own = texts.stream()
                .map(text -> classes.indexOf(text.topics().getFirst()))
                .distinct()
                .toList();
        for (var answer : answers) {
            var best = own.getFirst();
            for (var one : own) {
                best = answer.scores()[one] > answer.scores()[best] ? one : best;
            }
            rightAmongOwn += best == answer.right() ? 1 : 0;
        }
    }

    List<Calibration.Answer> answers() {
        return answers;
    }

    /** Percentage of texts whose main topic is the first. */
    double main() {
        return percent(answers.stream()
                .filter(answer -> answer.best() == answer.right())
                .count());
    }

    /** Percentage of texts that have the first topic. */
    double any() {
        return percent(anyRight);
    }

    /** Percentage of texts whose main topic is the first among the topics of all texts. */
    double own() {
        return percent(rightAmongOwn);
    }

    private double percent(long right) {
        return 100.0 * right / Math.max(1, answers.size());
    }

    /** Prints precision, recall and F1 of each topic that a text has, and returns the mean F1. */
    double table(PrintStream print, UnaryOperator<String> nameOf) {
        var counts = new TreeMap<Integer, int[]>();
        for (var answer : answers) {
            counts.computeIfAbsent(answer.right(), one -> new int[3])[0]++;
            counts.computeIfAbsent(answer.best(), one -> new int[3])[1]++;
            if (answer.best() == answer.right()) {
                counts.get(answer.best())[2]++;
            }
        }
        print.printf(Locale.ROOT, "%-42s %6s %6s %6s %6s%n", "topic", "texts", "P", "R", "F1");
        var sum = 0.0;
        var topics = 0;
        for (var entry : counts.entrySet()) {
            var count = entry.getValue();
            if (count[0] == 0) {
                continue;
            }
            var precision = count[1] == 0 ? 0 : 100.0 * count[2] / count[1];
            var recall = 100.0 * count[2] / count[0];
            var f1 = 200.0 * count[2] / (count[0] + count[1]);
            var name = nameOf.apply(classes.get(entry.getKey()));
            print.printf(Locale.ROOT, "%-42s %6d %6.1f %6.1f %6.1f%n", name, count[0], precision, recall, f1);
            sum += f1;
            topics++;
        }
        return sum / Math.max(1, topics);
    }
}
