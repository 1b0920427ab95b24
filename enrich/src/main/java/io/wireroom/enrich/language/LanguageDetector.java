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
    private static final double CLEAR_LEAD = 1.5;
    private static final double TIE = 3;
    private static final int TIED_RANKS = 4;
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
        var sample = title
                + ' '
                + text.substring(0, Math.min(text.length(), MAX_CHARS)).replace('\n', ' ');
        if (sample.codePoints().filter(Character::isLetter).count() < MIN_LETTERS) {
            return Language.UNDETERMINED;
        }
        var ranked = new LanguageDetectorME(model).predictLanguages(sample);
        if (ranked.length == 0) {
            return Language.UNDETERMINED;
        }
        // The model spreads its confidence over 103 languages, the more the shorter the text: only the lead says
        // something.
        var best = ranked[0].getConfidence();
        var wanted = declared == null ? "" : declared.split("-", 2)[0].toLowerCase(Locale.ROOT);
        for (int rank = 0; rank < Math.min(TIED_RANKS, ranked.length); rank++) {
            var own = ranked[rank].getConfidence();
            if (bcp47(ranked[rank].getLang()).equals(wanted) && best < TIE * own) {
                return new Language(wanted, rank == 0 ? lead(ranked) : rounded(own / (own + best)));
            }
        }
        var clear = ranked.length == 1 || best >= CLEAR_LEAD * ranked[1].getConfidence();
        return new Language(clear ? bcp47(ranked[0].getLang()) : "und", lead(ranked));
    }

    /** Confidence in the first of two: 0.5 when the second is as likely. */
    private static double lead(opennlp.tools.langdetect.Language[] ranked) {
        var best = ranked[0].getConfidence();
        return ranked.length == 1 ? rounded(best) : rounded(best / (best + ranked[1].getConfidence()));
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
                "cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "nob", "nb", "plt", "mg", "arb", "ar", "zlm", "ms",
                "swh", "sw"));
        return Map.copyOf(map);
    }
}
