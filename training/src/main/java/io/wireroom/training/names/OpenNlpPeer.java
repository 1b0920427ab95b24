package io.wireroom.training.names;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.tokens.Tokens;
import io.wireroom.training.names.NamedText.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;

/** The name finder of Apache OpenNLP (maximum entropy, default features and parameters) on our tokens and sentences. */
final class OpenNlpPeer {

    private final NameFinderME finder;

    private OpenNlpPeer(TokenNameFinderModel model) {
        this.finder = new NameFinderME(model);
    }

    static OpenNlpPeer train(List<NamedText> texts) throws IOException {
        var samples = new ArrayList<NameSample>();
        for (var text : texts) {
            var tokens = Tokens.of(text.text());
            for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
                samples.add(sample(text, tokens, sentence));
            }
        }
        return new OpenNlpPeer(NameFinderME.train(
                "eng",
                null,
                ObjectStreamUtils.createObjectStream(samples),
                TrainingParameters.defaultParams(),
                new TokenNameFinderFactory()));
    }

    List<Mark> find(NamedText text) {
        var tokens = Tokens.of(text.text());
        var marks = new ArrayList<Mark>();
        finder.clearAdaptiveData();
        for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
            var from = tokens.sentenceStart(sentence);
            for (var span : finder.find(words(tokens, sentence))) {
                marks.add(new Mark(
                        Kind.valueOf(span.getType().toUpperCase(Locale.ROOT)),
                        tokens.start(from + span.getStart()),
                        tokens.end(from + span.getEnd() - 1)));
            }
        }
        return marks;
    }

    private static NameSample sample(NamedText text, Tokens tokens, int sentence) {
        var from = tokens.sentenceStart(sentence);
        var to = tokens.sentenceEnd(sentence);
        var spans = new ArrayList<Span>();
        int end = 0;
        for (var mark : text.marks()) {
            var first = tokens.at(mark.start()) - from;
            var last = tokens.at(mark.end() - 1) - from;
            if (first >= end && last >= first && last < to - from) {
                spans.add(new Span(first, last + 1, mark.kind().name().toLowerCase(Locale.ROOT)));
                end = last + 1;
            }
        }
        return new NameSample(words(tokens, sentence), spans.toArray(Span[]::new), sentence == 0);
    }

    private static String[] words(Tokens tokens, int sentence) {
        var from = tokens.sentenceStart(sentence);
        var words = new String[tokens.sentenceEnd(sentence) - from];
        for (int at = 0; at < words.length; at++) {
            words[at] = tokens.word(from + at);
        }
        return words;
    }
}
