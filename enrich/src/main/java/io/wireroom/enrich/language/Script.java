package io.wireroom.enrich.language;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Set;

/** Writing systems of the press, and the languages (BCP 47) that one of them alone, or beside another, writes. */
enum Script {
    CYRILLIC("az be bg bs kk ky mk mn ru sr tg uk uz", UnicodeScript.CYRILLIC),
    ARABIC("ar az fa ps ur", UnicodeScript.ARABIC),
    DEVANAGARI("hi mr ne", UnicodeScript.DEVANAGARI),
    GREEK("el", UnicodeScript.GREEK),
    HEBREW("he", UnicodeScript.HEBREW),
    ARMENIAN("hy", UnicodeScript.ARMENIAN),
    GEORGIAN("ka", UnicodeScript.GEORGIAN),
    THAI("th", UnicodeScript.THAI),
    BENGALI("bn", UnicodeScript.BENGALI),
    GUJARATI("gu", UnicodeScript.GUJARATI),
    GURMUKHI("pa", UnicodeScript.GURMUKHI),
    TAMIL("ta", UnicodeScript.TAMIL),
    TELUGU("te", UnicodeScript.TELUGU),
    KANNADA("kn", UnicodeScript.KANNADA),
    MALAYALAM("ml", UnicodeScript.MALAYALAM),
    SINHALA("si", UnicodeScript.SINHALA),
    HANGUL("ko", UnicodeScript.HANGUL),
    KANA("ja", UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
    HAN("zh ja ko", UnicodeScript.HAN),
    /** Latin, and whatever is not listed: every language that no other script alone writes. */
    OTHER("");

    private static final Script[] OF_UNICODE = ofUnicode();

    /** Written in the Latin script as well as in one of the above. */
    private static final Set<String> ALSO_LATIN = Set.of("az", "bs", "sr", "uz", "kk");

    private final Set<String> languages;
    private final Set<UnicodeScript> scripts;

    Script(String languages, UnicodeScript... scripts) {
        this.languages = Set.of(languages.split(" "));
        this.scripts = Set.of(scripts);
    }

    private static Script[] ofUnicode() {
        var map = new Script[UnicodeScript.values().length];
        Arrays.fill(map, OTHER);
        for (var script : values()) {
            script.scripts.forEach(one -> map[one.ordinal()] = script);
        }
        return map;
    }

    boolean writes(String language) {
        if (this != OTHER) {
            return languages.contains(language);
        }
        return ALSO_LATIN.contains(language)
                || Arrays.stream(values()).noneMatch(script -> script != OTHER && script.languages.contains(language));
    }

    /** Letters of a text by script. */
    static Letters count(String text) {
        var counts = new int[values().length];
        text.codePoints()
                .filter(Script::isLetter)
                .forEach(letter -> counts[OF_UNICODE[UnicodeScript.of(letter).ordinal()].ordinal()]++);
        return new Letters(counts);
    }

    /** Vowel signs, as in Indian scripts, are letters here. */
    private static boolean isLetter(int codePoint) {
        return Character.isLetter(codePoint)
                || Character.getType(codePoint) == Character.NON_SPACING_MARK
                || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
    }

    /** How many letters of each script a text has. */
    static final class Letters {
        private final int[] counts;

        private Letters(int[] counts) {
            this.counts = counts;
        }

        int total() {
            return Arrays.stream(counts).sum();
        }

        /** Characters that stand for a syllable or a word. */
        int dense() {
            return counts[HAN.ordinal()] + counts[HANGUL.ordinal()] + counts[KANA.ordinal()];
        }

        /** The script of most letters; a tenth in kana makes Japanese of a text in Chinese characters. */
        Script main() {
            if (counts[KANA.ordinal()] > 0
                    && 10 * counts[KANA.ordinal()] >= counts[HAN.ordinal()] + counts[KANA.ordinal()]
                    && counts[KANA.ordinal()] + counts[HAN.ordinal()] >= total() / 2) {
                return KANA;
            }
            var main = OTHER;
            for (var script : values()) {
                if (counts[script.ordinal()] > counts[main.ordinal()]) {
                    main = script;
                }
            }
            return main;
        }
    }
}
