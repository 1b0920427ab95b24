package io.wireroom.tagging.ner;

import io.wireroom.contract.Article.Creator;
import io.wireroom.tagging.NameFinder;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.TaggingCode;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names in all languages that a model is shipped for. A model is read when its language first appears, once a process; one
 * that cannot be read is reported once, and texts in its language have no names then. Thread-safe.
 */
public final class ShippedNameFinder implements NameFinder {

    /** The engine's name in tags. */
    public static final String ENGINE = "wireroom-names";

    /** The language of the model for a primary subtag. */
    private static final Map<String, String> MODELS = Map.ofEntries(
            Map.entry("ar", "ar"),
            Map.entry("bs", "hr"),
            Map.entry("da", "da"),
            Map.entry("de", "de"),
            Map.entry("en", "en"),
            Map.entry("fi", "fi"),
            Map.entry("hr", "hr"),
            Map.entry("hu", "hu"),
            Map.entry("pt", "pt"),
            Map.entry("ru", "ru"),
            Map.entry("sh", "hr"),
            Map.entry("sr", "hr"),
            Map.entry("sv", "sv"),
            Map.entry("zh", "zh"));

    /** Letters that show the script of a text. */
    private static final int SAMPLE = 400;

    private final Source source;
    private final Failures failures;
    private final Map<String, Optional<TrainedNameFinder>> finders = new ConcurrentHashMap<>();

    /** Reads the model of a language. */
    @FunctionalInterface
    interface Source {

        /** A finder with the model. */
        TrainedNameFinder load(String language) throws IOException;
    }

    /** Receives what went wrong with the model of a language, once for each. */
    @FunctionalInterface
    public interface Failures {

        /** Called by the thread that tags the first text of the language. */
        void unreadable(String language, IOException cause);
    }

    ShippedNameFinder(Source source, Failures failures) {
        this.source = source;
        this.failures = failures;
    }

    /** The models of the class path; none is read yet. */
    public static ShippedNameFinder of(Failures failures) {
        return new ShippedNameFinder(TrainedNameFinder::load, failures);
    }

    /** The languages of the models. */
    static Set<String> models() {
        return Set.copyOf(MODELS.values());
    }

    @Override
    public List<Name> find(TagInput input) {
        return finder(input.language())
                .filter(finder -> isReadable(input))
                .map(finder -> finder.find(input))
                .orElse(List.of());
    }

    /** The engine in tags of a language: the version of the model and that of the code; without a model, of the code alone. */
    public Creator creator(String language) {
        var model = finder(language).map(finder -> finder.version() + '+').orElse("");
        return new Creator(ENGINE, model + TaggingCode.VERSION);
    }

    private Optional<TrainedNameFinder> finder(String language) {
        var model = MODELS.get(primary(language));
        return model == null ? Optional.empty() : finders.computeIfAbsent(model, this::load);
    }

    private Optional<TrainedNameFinder> load(String language) {
        try {
            return Optional.of(source.load(language));
        } catch (IOException e) {
            failures.unreadable(language, e);
            return Optional.empty();
        }
    }

    /** Serbian is written in two scripts, of which the model knows one. */
    private static boolean isReadable(TagInput input) {
        if (!MODELS.getOrDefault(primary(input.language()), "").equals("hr")) {
            return true;
        }
        var letters =
                input.text().chars().filter(Character::isLetter).limit(SAMPLE).toArray();
        var cyrillic = Arrays.stream(letters)
                .filter(letter -> UnicodeScript.of(letter) == UnicodeScript.CYRILLIC)
                .count();
        return 2 * cyrillic < letters.length;
    }

    private static String primary(String language) {
        return language.toLowerCase(Locale.ROOT).split("-", 2)[0];
    }
}
