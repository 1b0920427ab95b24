package io.wireroom.training.names;

import io.wireroom.tagging.ner.crf.NameModel.Confidence;
import io.wireroom.tagging.ner.features.FeatureSet;
import io.wireroom.training.names.ChainTrainer.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the model of a language is made from: the names of data sets, without extensions, and words of the language. */
enum NameRecipe {
    ENGLISH(
            "en",
            FeatureSet.ENGLISH,
            "latin",
            "",
            List.of(
                    "btc",
                    "crossner",
                    "docred-dev",
                    "gum-by",
                    "gum-bysa",
                    "meantime-en",
                    "re3d-open",
                    "uner-ewt-train",
                    "wnut17"),
            Map.of()),
    ARABIC("ar", FeatureSet.PREFIXED, "arabic", "من في بن ابن ال", List.of("ar-anercorp-train"), Map.of()),
    CHINESE(
            "zh",
            FeatureSet.UNSPACED,
            "han",
            "",
            List.of("zh-gsd-train", "zh-gsdsimp-dev", "zh-gsdsimp-train"),
            Map.of()),
    CROATIAN(
            "hr",
            FeatureSet.SPACED,
            "latin",
            "i za u o na",
            List.of("hr-set-dev", "hr-set-train"),
            Map.of("sr-set-train", 0.5f)),
    DANISH(
            "da",
            FeatureSet.SPACED,
            "latin",
            "og for i af på",
            List.of("da-ddt-dev", "da-ddt-train"),
            Map.of(
                    "nb-norne-dev", 0.5f,
                    "nn-norne-dev", 0.3f,
                    "sv-webbnyheter-train", 0.3f,
                    "sv-talbanken-train", 0.3f)),
    FINNISH("fi", FeatureSet.INFLECTED, "latin", "ja", List.of("fi-turku-dev", "fi-turku-train"), Map.of()),
    GERMAN(
            "de",
            FeatureSet.SPACED,
            "latin",
            "der die das des dem für und von vom im am in an zu zur auf",
            List.of("de-germeval14-a", "de-germeval14-b"),
            Map.of("de-mobie-train", 0.3f)),
    HUNGARIAN(
            "hu",
            FeatureSet.INFLECTED,
            "latin",
            "és a az",
            List.of("hu-nerkor-news-dev", "hu-nerkor-news-train"),
            Map.of()),
    PORTUGUESE(
            "pt",
            FeatureSet.SPACED,
            "latin",
            "de do da dos das e em no na para o a",
            List.of("pt-bosque-dev", "pt-bosque-train"),
            Map.of()),
    RUSSIAN(
            "ru",
            FeatureSet.SPACED,
            "cyrillic",
            "и по в на о при",
            List.of("ru-factrueval-a", "ru-factrueval-b"),
            Map.of()),
    SWEDISH(
            "sv",
            FeatureSet.SPACED,
            "latin",
            "och för i av på",
            List.of("sv-talbanken-train", "sv-webbnyheter-train"),
            Map.of(
                    "da-ddt-train", 0.3f,
                    "nb-norne-dev", 0.3f)),
    NORWEGIAN(
            "nb",
            FeatureSet.SPACED,
            "latin",
            "og for i af av på",
            List.of("nb-norne-dev", "nn-norne-dev"),
            Map.of("da-ddt-train", 0.5f, "da-ddt-dev", 0.5f, "sv-webbnyheter-train", 0.3f, "sv-talbanken-train", 0.3f)),
    SPANISH(
            "es",
            FeatureSet.SPACED,
            "latin",
            "de del la las los el y en para",
            List.of("es-meantime"),
            Map.of("pt-bosque-train", 0.5f, "pt-bosque-dev", 0.5f)),
    FRENCH("fr", FeatureSet.SPACED, "latin", "de du des la le les et en à pour sur", List.of("fr-europeana"), Map.of()),
    ITALIAN(
            "it",
            FeatureSet.SPACED,
            "latin",
            "di del della dei delle degli dell e il la in per",
            List.of("it-meantime"),
            Map.of("pt-bosque-train", 0.4f, "pt-bosque-dev", 0.4f, "es-meantime", 0.5f)),
    DUTCH(
            "nl",
            FeatureSet.SPACED,
            "latin",
            "van de der den het voor en in",
            List.of("nl-europeana", "nl-meantime"),
            Map.of("de-germeval14-a", 0.3f));

    /** What experimental models lose of the logit of their confidence. */
    private static final float DOUBT = 0.7f;

    private final String language;
    private final FeatureSet features;
    private final String script;
    private final List<String> joiningWords;
    private final List<String> sets;
    private final Map<String, Float> helpers;

    NameRecipe(
            String language,
            FeatureSet features,
            String script,
            String joiningWords,
            List<String> sets,
            Map<String, Float> helpers) {
        this.language = language;
        this.features = features;
        this.script = script;
        this.joiningWords = List.of(joiningWords.split(" "));
        this.sets = List.copyOf(sets);
        this.helpers = Map.copyOf(helpers);
    }

    /** The recipe of a language, if there is one. */
    static Optional<NameRecipe> of(String language) {
        return Arrays.stream(values())
                .filter(recipe -> recipe.language.equals(language))
                .findFirst();
    }

    Locale locale() {
        return Locale.of(language);
    }

    FeatureSet features() {
        return features;
    }

    /** The script, as the list of people's names calls it. */
    String script() {
        return script;
    }

    /** Words of the language that join two parts of a name. */
    List<String> joiningWords() {
        return joiningWords;
    }

    /** Data sets in the language, which the model is validated on. */
    List<String> sets() {
        return sets;
    }

    /** Data sets of related languages, by their weight. */
    Map<String, Float> helpers() {
        return helpers;
    }

    /** The version of the model in tags. */
    String version() {
        return isExperimental() ? "1-experimental" : "1";
    }

    /** Whether there is too little or too old data: validation then shows more than other texts will. */
    private boolean isExperimental() {
        return switch (this) {
            case DUTCH, FRENCH, ITALIAN, NORWEGIAN, SPANISH -> true;
            default -> false;
        };
    }

    /** A calibration for other texts: names of an experimental model are less sure than validation shows. */
    Confidence lowered(Confidence validated) {
        return isExperimental()
                ? new Confidence(validated.slope(), validated.offset() - DOUBT, validated.least(), validated.outside())
                : validated;
    }

    /** Parameters of the training. */
    Plan plan() {
        return this == ENGLISH ? new Plan(5, 0.03f, 0.1, 400_000, helpers) : new Plan(8, 0.05f, 0.2, 180_000, helpers);
    }
}
