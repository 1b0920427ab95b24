package io.wireroom.tagging.tokens;

import java.util.Locale;
import java.util.Set;

/** Words that keep the dot after them. */
final class Abbreviations {

    /** Stand before a name, with a capital: a sentence never ends after them. */
    private static final Set<String> BEFORE_NAMES = Set.of(
            "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl",
            "pvt", "brig", "sen", "rep", "gov", "pres", "hon", "rev", "fr", "st", "ste", "mt", "ft", "messrs", "mme",
            "mlle", "supt", "spc", "insp", "det", "amb", "atty", "sra", "sr", "dipl");

    /** Keep the dot with a capital, and may end a sentence. */
    private static final Set<String> CAPITALISED = Set.of(
            "inc", "corp", "co", "ltd", "bros", "plc", "jr", "snr", "jnr", "esq", "jan", "feb", "mar", "apr", "jun",
            "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs",
            "fri", "dept", "univ", "assn", "natl", "intl", "govt", "ave", "blvd", "rd", "hwy", "bldg", "ph.d", "m.d",
            "b.sc", "m.sc", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan",
            "ky", "la", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "penn", "tenn",
            "tex", "va", "vt", "wis", "wyo", "bn", "mln", "cie", "gmbh");

    /** Keep the dot in lower case too. */
    private static final Set<String> SMALL =
            Set.of("etc", "vs", "ca", "cf", "approx", "al", "inc", "corp", "ltd", "jr", "bn", "г", "ул", "им", "св");

    /** Keep the dot before a number. */
    private static final Set<String> BEFORE_NUMBERS =
            Set.of("no", "nos", "vol", "vols", "fig", "figs", "art", "op", "p", "pp", "sec", "ch", "para", "стр");

    /** With a capital, these mostly begin a sentence. */
    private static final Set<String> BEGINNINGS = Set.of("""
            The A An In On At By For From With But And Or It Its He She They We I You This That These Those
            There His Her Their Our My As If When While After Before However What Who Where Why How Since
            Although Though Meanwhile So Then Not No Some Many Most All One Also According Last To Of Such Other
            Another Under Until Now""".split("\\s+"));

    private static final int LONGEST = 6;

    private Abbreviations() {}

    /** Whether a word keeps the dot after it. */
    static boolean keepsDot(String word, boolean numberFollows) {
        if (word.length() > LONGEST) {
            return false;
        }
        var small = word.toLowerCase(Locale.ROOT);
        return SMALL.contains(small)
                || (numberFollows && BEFORE_NUMBERS.contains(small))
                || (!small.equals(word) && (BEFORE_NAMES.contains(small) || CAPITALISED.contains(small)));
    }

    /** Whether a sentence never ends after this abbreviation, which has its dot. */
    static boolean standsBeforeMore(String word) {
        var small = word.substring(0, word.length() - 1).toLowerCase(Locale.ROOT);
        return BEFORE_NAMES.contains(small) || BEFORE_NUMBERS.contains(small);
    }

    /** Whether a word that has a capital mostly begins a sentence. */
    static boolean begins(String word) {
        return BEGINNINGS.contains(word);
    }
}
