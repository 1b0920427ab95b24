package io.wireroom.training.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.ner.TrainedNameFinder;
import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.tokens.Tokens;
import io.wireroom.training.names.NamedText.Mark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainNamesTest {

    private static final ChainTrainer.Plan PLAN = new ChainTrainer.Plan(5, 0.1f, 0.1, 5_000);
    private static final List<String> PEOPLE = List.of("Mara Venn", "Ulla Brandt", "Tomas Harlow", "Edda Quist");
    private static final List<String> PLACES = List.of("Lindholm", "Arvor", "Kestrel Bay", "Orvel");
    private static final List<String> FIRMS = List.of("Norvik Bank", "Pell Group", "Sundal Union", "Halden Press");

    @Test
    void givesTheSameBytesForTheSameTexts() throws IOException {
        var texts = texts();

        assertThat(bytes(texts)).isEqualTo(bytes(texts)).hasSizeGreaterThan(1_000);
    }

    @Test
    void findsNamesLikeThoseItLearned() throws IOException {
        var finder = new TrainedNameFinder(ChainTrainer.train(texts(), KnownPhrases.known(), PLAN, "1"));
        var text = "Ingrid Moen of Aasen Bank came to Tarvik .";

        assertThat(CrossValidation.marks(finder.find(Tokens.of(text), 0)))
                .containsExactly(
                        new Mark(Kind.PERSON, 0, 11),
                        new Mark(Kind.ORGANISATION, 15, 25),
                        new Mark(Kind.PLACE, 34, 40));
    }

    @Test
    void bringsMarksToTheSameConventions() {
        var labelled = marked("the Harlow met President Mara Venn and an Iraqi and Orvel's")
                .with(Kind.ORGANISATION, "the Harlow")
                .with(Kind.PERSON, "President Mara Venn")
                .with(Kind.PLACE, "Iraqi")
                .with(Kind.PLACE, "Orvel's");

        assertThat(Conventions.apply(labelled.done()))
                .isEqualTo(marked(labelled.text)
                        .with(Kind.ORGANISATION, "Harlow")
                        .with(Kind.PERSON, "Mara Venn")
                        .with(Kind.PLACE, "Orvel")
                        .done());
    }

    private static byte[] bytes(List<NamedText> texts) throws IOException {
        var out = new ByteArrayOutputStream();
        ChainTrainer.train(texts, KnownPhrases.known(), PLAN, "1").write(out);
        return out.toByteArray();
    }

    private static List<NamedText> texts() {
        var texts = new ArrayList<NamedText>();
        for (int at = 0; at < 64; at++) {
            var person = PEOPLE.get(at % 4);
            var firm = FIRMS.get(at / 4 % 4);
            var place = PLACES.get(at / 16);
            texts.add(new Marked(at % 2 == 0 ? "one" : "other", person + " of " + firm + " came to " + place + " .")
                    .with(Kind.PERSON, person)
                    .with(Kind.ORGANISATION, firm)
                    .with(Kind.PLACE, place)
                    .done());
        }
        return texts;
    }

    private static Marked marked(String text) {
        return new Marked("set", text);
    }

    private static final class Marked {

        private final String set;
        private final String text;
        private final List<Mark> marks = new ArrayList<>();

        Marked(String set, String text) {
            this.set = set;
            this.text = text;
        }

        Marked with(Kind kind, String name) {
            marks.add(new Mark(kind, text.indexOf(name), text.indexOf(name) + name.length()));
            return this;
        }

        NamedText done() {
            return new NamedText(set, text, marks);
        }
    }
}
