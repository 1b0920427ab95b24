package io.wireroom.training.topics;

import io.wireroom.tagging.topics.model.LinearModel;
import io.wireroom.tagging.topics.model.WordVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The parameters of the topic models, chosen by cross-validation over four fifths of the headlines. */
record TopicRecipe(WordVectors words) {

    private static final int FOLDS = 5;
    private static final float EVENT = 0.5f;
    private static final float TERM = 0.2f;

    /** Level 1 from these headlines and everything else, with probabilities calibrated by cross-validation. */
    LinearModel topics(TopicTexts texts, List<TopicText> headlines) {
        var classes = texts.topLevel();
        var always = new ArrayList<TopicText>();
        always.addAll(texts.events(EVENT));
        always.addAll(texts.terms(1, TERM));
        var folded = new ArrayList<>(headlines);
        folded.addAll(texts.invented(1, 1));
        return calibrated(new LinearTrainer(18, 10, 0.5f, 0.5, words), classes, folded, always);
    }

    /** Level 2 from names, definitions and invented news. */
    LinearModel subtopics(TopicTexts texts) {
        var terms = texts.terms(2, 1);
        var classes =
                List.copyOf(new TreeSet<>(terms.stream().map(TopicText::label).toList()));
        return calibrated(new LinearTrainer(16, 10, 0.5f, 0.5, words), classes, texts.invented(2, 1), terms);
    }

    private static LinearModel calibrated(
            LinearTrainer trainer, List<String> classes, List<TopicText> folded, List<TopicText> always) {
        var answers = outOfFold(trainer, classes, folded, always);
        var all = new ArrayList<>(folded);
        all.addAll(always);
        return trainer.train(all, classes).at(Calibration.temperature(answers));
    }

    /** Answers for each text by a model that was trained without it. */
    static List<Calibration.Answer> outOfFold(
            LinearTrainer trainer, List<String> classes, List<TopicText> folded, List<TopicText> always) {
        var answers = new ArrayList<Calibration.Answer>();
        for (var fold = 0; fold < FOLDS; fold++) {
            var training = new ArrayList<>(always);
            var test = new ArrayList<TopicText>();
            for (var at = 0; at < folded.size(); at++) {
                (at % FOLDS == fold ? test : training).add(folded.get(at));
            }
            var model = trainer.train(training, classes);
            for (var text : test) {
                answers.add(
                        new Calibration.Answer(model.scores(text.title(), text.text()), classes.indexOf(text.label())));
            }
        }
        return answers;
    }
}
