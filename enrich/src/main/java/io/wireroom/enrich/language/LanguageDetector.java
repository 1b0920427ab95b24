package io.wireroom.enrich.language;

import io.wireroom.contract.Article.Language;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a text by Apache OpenNLP's model of 103 languages; {@code und} rather than a guess. What the
 * page declares only decides between languages that the text leaves open. Thread-safe.
 */
public final class LanguageDetector {

    private static final String MODEL = "/langdetect-183.bin";
    private static final int MAX_CHARS = 2_000;
    private static final int MIN_LETTERS = 20;
    private static final double SURE = 0.5;
    private static final int OPEN_RANKS = 4;
    private static final double OPEN_FLOOR = 0.02;
    private static final Map<String, String> TWO_LETTERS = twoLetters();

    private final LanguageDetectorModel model;

    private LanguageDetector(LanguageDetectorModel model) {
        this.model = model;
    }

    /** Reads the model from the class path; once per process, it is 10 MB. */
    public static LanguageDetector load() {
        try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException(MODEL + " is missing from the class path");
            }
            return new LanguageDetector(new LanguageDetectorModel(in));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + MODEL + " from the class path", e);
        }
    }

    /**
     * The language of an article.
     *
     * @param declared by the page, a BCP 47 tag; null when it is silent
     */
    public Language detect(String title, String text, @Nullable String declared) {
        var sample = title + ' ' + text.substring(0, Math.min(text.length(), MAX_CHARS)).replace('\n', ' ');
        if (sample.codePoints().filter(Character::isLetter).count() < MIN_LETTERS) {
            return Language.UNDETERMINED;
        }
        var ranked = new LanguageDetectorME(model).predictLanguages(sample);
        if (ranked.length == 0) {
            return Language.UNDETERMINED;
        }
        var best = ranked[0];
        if (best.getConfidence() >= SURE) {
            return new Language(bcp47(best.getLang()), rounded(best.getConfidence()));
        }
        var wanted = declared == null ? "" : declared.split("-", 2)[0].toLowerCase(Locale.ROOT);
        for (int rank = 0; rank < Math.min(OPEN_RANKS, ranked.length); rank++) {
            if (bcp47(ranked[rank].getLang()).equals(wanted) && ranked[rank].getConfidence() >= OPEN_FLOOR) {
                return new Language(wanted, rounded(Math.max(SURE, ranked[rank].getConfidence())));
            }
        }
        return new Language("und", rounded(best.getConfidence()));
    }

    private static String bcp47(String iso639part3) {
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
        // Single languages of macrolanguages that have a two-letter code (ISO 639-3).
        map.putAll(Map.of(
                "cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "nob", "nb", "plt", "mg", "arb", "ar", "zlm", "ms", "swh", "sw"));
        return Map.copyOf(map);
    }
}
