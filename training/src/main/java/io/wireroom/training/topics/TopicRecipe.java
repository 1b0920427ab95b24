package io.wireroom.training.topics;

import io.wireroom.tagging.topics.model.LinearModel;
import io.wireroom.tagging.topics.model.LinearModel.Temperatures;
import io.wireroom.tagging.topics.model.WordVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of the topic models, chosen on held-back headlines, full articles and invented texts. */
record TopicRecipe(WordVectors words) {

    private static final int FOLDS = 5;
    private static final float EVENT = 0.7f;
    private static final float EVENT_BY_WORDS = 0.35f;
    private static final float SENTENCE = 6;
    private static final float TRAVEL = 3;
    private static final float HEADLINE = 4;
    /** Of a headline whose topic has hardly other texts: a topic must not sound like one publisher. */
    private static final float HEADLINE_ALONE = 2;

    private static final Set<String> ALONE =
            Set.of("medtop:05000000", "medtop:06000000", "medtop:10000000", "medtop:12000000", "medtop:14000000");

    private static final float INVENTED = 10;
    private static final float TERM = 0.5f;

    /** The part of the headlines that calibrates summaries, and is learned from only after that. */
    private static final int CALIBRATING = 1;

    /**
     * Level 1 from these headlines and everything else. Probabilities of articles are calibrated on the articles that nothing
     * is learned from, those of summaries on a part of the headlines, by a model that was trained without it.
     */
    LinearModel topics(TopicTexts texts, List<TopicText> headlines) {
        var classes = texts.topLevel();
        var trainer = new LinearTrainer(18, 6, 1, 0.25f, 0.85, words);
        var held = headlines.stream()
                .filter(text -> TopicTexts.part(text.title()) == CALIBRATING)
                .toList();
        var others = headlines.stream()
                .filter(text -> TopicTexts.part(text.title()) != CALIBRATING)
                .toList();
        var summary = Calibration.temperature(answers(trainer.train(with(texts, others), classes), held));
        var model = trainer.train(with(texts, headlines), classes);
        var article = Calibration.temperature(answers(model, texts.articles()));
        return model.at(new Temperatures(article, summary));
    }

    private static List<TopicText> with(TopicTexts texts, List<TopicText> headlines) {
        var all = new ArrayList<TopicText>();
        all.addAll(texts.events(EVENT, EVENT_BY_WORDS));
        all.addAll(texts.sentences(SENTENCE, TRAVEL));
        headlines.forEach(text -> all.add(text.weighing(ALONE.contains(text.label()) ? HEADLINE_ALONE : HEADLINE)));
        all.addAll(texts.invented(1, INVENTED));
        all.addAll(texts.terms(1, TERM));
        return all;
    }

    /** Level 2 from names, definitions and invented news, with probabilities calibrated by cross-validation. */
    LinearModel subtopics(TopicTexts texts) {
        var terms = texts.terms(2, 1);
        var classes =
                List.copyOf(new TreeSet<>(terms.stream().map(TopicText::label).toList()));
        var invented = texts.invented(2, 1);
        var trainer = new LinearTrainer(16, 10, 10, 0.5f, 0.5, words);
        var temperature = Calibration.temperature(outOfFold(trainer, classes, invented, terms));
        var all = new ArrayList<>(invented);
        all.addAll(terms);
        return trainer.train(all, classes).at(new Temperatures(temperature, temperature));
    }

    /** Answers of a model for these texts. */
    static List<Calibration.Answer> answers(LinearModel model, List<TopicText> texts) {
        return texts.stream()
                .map(text -> new Calibration.Answer(
                        model.scores(text.title(), text.text()), model.classes().indexOf(text.label())))
                .toList();
    }

    /** Answers for each text by a model that was trained without it. */
    private static List<Calibration.Answer> outOfFold(
            LinearTrainer trainer, List<String> classes, List<TopicText> folded, List<TopicText> always) {
        var answers = new ArrayList<Calibration.Answer>();
        for (var fold = 0; fold < FOLDS; fold++) {
            var training = new ArrayList<>(always);
            var test = new ArrayList<TopicText>();
            for (var at = 0; at < folded.size(); at++) {
                (at % FOLDS == fold ? test : training).add(folded.get(at));
            }
            answers.addAll(answers(trainer.train(training, classes), test));
        }
        return answers;
    }
}
