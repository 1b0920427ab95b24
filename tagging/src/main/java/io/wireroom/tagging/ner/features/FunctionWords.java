package io.wireroom.tagging.ner.features;

import java.util.Arrays;

/** English words of grammar, weekdays and months: with a capital they still name nobody. */
public final class FunctionWords {

    private static final int[] HASHES = Arrays.stream(
                    ("a about above according after again against all almost along already also although always am"
                                    + " among an and another any are around as at away back be because been before behind being below between"
                                    + " both but by can could did do does doing down during each either else even ever every few first for"
                                    + " from further had has have having he hence her here hers him himself his how however i if in indeed"
                                    + " instead into is it its itself just last later least less like many maybe me meanwhile might mine"
                                    + " more moreover most much must my myself near nearly neither never nevertheless no nobody none nor not"
                                    + " nothing now of off often on once one only onto or other others our ours out over own perhaps please"
                                    + " quite rather same second several shall she should since so some somebody someone something soon still"
                                    + " such than that the their theirs them themselves then there therefore these they thing third this those"
                                    + " though three through thus to today together tomorrow tonight too toward towards two under unless until"
                                    + " up upon us very via was we well were what whatever when where whereas whether which while who whoever"
                                    + " whom whose why with within without would yes yesterday yet you your yours 's n't 'll 're 've 'm"
                                    + " 'd monday tuesday wednesday thursday friday saturday sunday january february march april june july"
                                    + " august september october november december mr mrs ms dr mr. mrs. ms. dr. said says told")
                            .split(" "))
            .mapToInt(WordHashes::hash)
            .sorted()
            .toArray();

    private FunctionWords() {}

    /** Whether a word with this hash in lower case is one. */
    public static boolean contains(int lowerHash) {
        return Arrays.binarySearch(HASHES, lowerHash) >= 0;
    }
}
