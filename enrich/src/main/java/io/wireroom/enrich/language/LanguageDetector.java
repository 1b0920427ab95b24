package io.wireroom.enrich.language;

import io.wireroom.contract.Article.Language;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a text by Apache OpenNLP's model of 103 languages, limited to those configured and to those
 * written in the script of the text; {@code und} rather than a guess. What the page declares only decides between
 * languages that the text leaves open. Thread-safe.
 */
public final class LanguageDetector {

    /** Languages (BCP 47) with a daily press that the model knows: detected unless set otherwise. */
    public static final List<String> DEFAULT_LANGUAGES = List.of(
            "af", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa",
            "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "kn", "ko",
            "ky", "lb", "lt", "lv", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "nb", "ne", "nl", "nn", "pa", "pl", "ps",
            "pt", "ro", "ru", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "tl", "tr", "uk",
            "ur", "uz", "vi", "zh", "zu");

    /** What the model knows besides; it takes other languages for these, the more so the shorter the text. */
    public static final List<String> OTHER_LANGUAGES = List.of(
            "ast", "ba", "br", "ce", "ceb", "eo", "fo", "fy", "gsw", "jv", "la", "li", "mg", "min", "nan", "nds", "oc",
            "pnb", "sa", "su", "tt", "vo", "war");

    private static final String MODEL = "/langdetect-183.bin";
    private static final int MAX_CHARS = 400;
    private static final int MIN_LETTERS = 10;
    /** A character of these scripts is about as informative as three letters of an alphabet. */
    private static final int DENSE_SIGN = 3;

    private static final double CLEAR_LEAD = 1.01;
    private static final double TIE = 3;
    private static final int TIED_RANKS = 4;
    private static final Map<String, String> TWO_LETTERS = twoLetters();

    private final LanguageDetectorModel model;
    private final Set<String> languages;

    private LanguageDetector(LanguageDetectorModel model, Set<String> languages) {
        this.model = model;
        this.languages = languages;
    }

    /** A detector of the default languages. */
    public static LanguageDetector load() {
        return load(DEFAULT_LANGUAGES);
    }

    /**
     * Reads the model from the class path; once per process, it is 10 MB.
     *
     * @param languages to detect, BCP 47, of {@link #DEFAULT_LANGUAGES} and {@link #OTHER_LANGUAGES}
     */
    public static LanguageDetector load(Collection<String> languages) {
        try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException(MODEL + " is missing from the class path");
            }
            return new LanguageDetector(new LanguageDetectorModel(in), Set.copyOf(languages));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + MODEL + " from the class path", e);
        }
    }

    /** All that the model knows, as BCP 47 tags. */
    Set<String> known() {
        return Arrays.stream(new LanguageDetectorME(model).getSupportedLanguages())
                .map(LanguageDetector::bcp47)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The language of an article.
     *
     * @param declared by the page, a BCP 47 tag; null when it is silent
     */
    public Language detect(String title, String text, @Nullable String declared) {
        var sample = title
                + ' '
                + text.substring(0, Math.min(text.length(), MAX_CHARS)).replace('\n', ' ');
        var letters = Script.count(sample);
        if (letters.total() + (DENSE_SIGN - 1) * letters.dense() < MIN_LETTERS) {
            return Language.UNDETERMINED;
        }
        var script = letters.main();
        var ranked = Arrays.stream(new LanguageDetectorME(model).predictLanguages(sample))
                .map(one -> new Guess(bcp47(one.getLang()), one.getConfidence()))
                .filter(one -> languages.contains(one.tag()) && script.writes(one.tag()))
                .toList();
        if (ranked.isEmpty()) {
            return Language.UNDETERMINED;
        }
        // The model spreads its confidence over all languages, the more the shorter the text: only the lead shows
        // something.
        var best = ranked.getFirst().confidence();
        var wanted = declared == null ? "" : declared.split("-", 2)[0].toLowerCase(Locale.ROOT);
        for (int rank = 0; rank < Math.min(TIED_RANKS, ranked.size()); rank++) {
            var own = ranked.get(rank).confidence();
            if (ranked.get(rank).tag().equals(wanted) && best < TIE * own) {
                return new Language(wanted, rank == 0 ? lead(ranked) : rounded(own / (own + best)));
            }
        }
        var clear = ranked.size() == 1 || best >= CLEAR_LEAD * ranked.get(1).confidence();
        return new Language(clear ? ranked.getFirst().tag() : "und", lead(ranked));
    }

    private record Guess(String tag, double confidence) {}

    /** Confidence in the first of two: 0.5 when the second is as likely. */
    private static double lead(List<Guess> ranked) {
        var best = ranked.getFirst().confidence();
        return ranked.size() == 1
                ? rounded(1)
                : rounded(best / (best + ranked.get(1).confidence()));
    }

    /** The BCP 47 tag of a language that the model calls by its ISO 639-3 code. */
    public static String bcp47(String iso639part3) {
        return Optional.ofNullable(TWO_LETTERS.get(iso639part3)).orElse(iso639part3);
    }

    private static double rounded(double confidence) {
        return Math.round(confidence * 1_000) / 1_000.0;
    }

    private static Map<String, String> twoLetters() {
        var map = new HashMap<String, String>();
        for (var two : Locale.getISOLanguages()) {
            map.put(Locale.of(two).getISO3Language(), two);
        }
        map.put("heb", "he");
        map.put("ind", "id");
        // Single languages of macrolanguages that have a two-letter code (ISO 639-3).
        map.putAll(Map.of(
                "cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "nob", "nb", "plt", "mg", "arb", "ar", "zlm", "ms",
                "swh", "sw"));
        return Map.copyOf(map);
    }
}
