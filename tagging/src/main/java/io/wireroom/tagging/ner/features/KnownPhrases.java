package io.wireroom.tagging.ner.features;

import com.carrotsearch.hppc.IntIntHashMap;
import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.tagging.tokens.Tokens;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Prior knowledge of words and phrases: bits by the hash of a phrase in lower case. Filled before its first use, then
 * thread-safe.
 */
public final class KnownPhrases {

    /** Bit of a country's name. */
    public static final int COUNTRY = 1;
    /** Bit of a city's name. */
    public static final int CITY = 1 << 1;
    /** Bit of the name of a region, a landscape or a water. */
    public static final int REGION = 1 << 2;
    /** Bit of a word for people, creeds and languages. */
    public static final int PEOPLE_OR_LANGUAGE = 1 << 3;
    /** Bit of a capital city. */
    public static final int CAPITAL_CITY = 1 << 4;

    static final int FIRST_NAME = 1 << 5;
    static final int ORGANISATION = 1 << 7;
    static final int SURNAME = 1 << 6;
    static final int TITLE = 1 << 8;
    static final int ORGANISATION_WORD = 1 << 9;
    static final int PLACE_WORD = 1 << 10;
    /** Written with a capital, and neither person, organisation nor place. */
    static final int SOMETHING_ELSE = 1 << 11;

    /** Tokens of the longest phrase. */
    static final int LONGEST_PHRASE = 5;

    private static final String KNOWN = "known.txt";
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    private final IntIntHashMap phrases;

    private KnownPhrases(IntIntHashMap phrases) {
        this.phrases = phrases;
    }

    /** The general lists that come with the project: first names, titles, words of organisations and places. */
    public static KnownPhrases known() {
        var lexicon = new KnownPhrases(new IntIntHashMap(1 << 16));
        WordListFile.sets(KnownPhrases.class, KNOWN, COMMA)
                .forEach((heading, phrases) -> phrases.forEach(phrase -> lexicon.add(phrase, bit(heading))));
        return lexicon;
    }

    private static int bit(String heading) {
        return switch (heading) {
            case "first name" -> FIRST_NAME;
            case "surname" -> SURNAME;
            case "something else" -> SOMETHING_ELSE;
            case "title" -> TITLE;
            case "organisation word" -> ORGANISATION_WORD;
            case "organisation" -> ORGANISATION;
            case "place word" -> PLACE_WORD;
            case "place" -> REGION;
            case "people or language" -> PEOPLE_OR_LANGUAGE;
            default -> throw new IllegalArgumentException("unknown heading " + heading + " in " + KNOWN);
        };
    }

    /** Adds a phrase with bits; one that is too long or a single letter is left out. */
    public void add(String phrase, int bits) {
        var tokens = Tokens.of(phrase);
        if (tokens.size() == 0
                || tokens.size() > LONGEST_PHRASE
                || phrase.strip().length() < 2) {
            return;
        }
        int hash = 0;
        for (int token = 0; token < tokens.size(); token++) {
            hash = lengthen(hash, WordHashes.hash(tokens.word(token)));
        }
        var key = FeatureHash.spread(hash);
        phrases.put(key, phrases.get(key) | bits);
    }

    /** The hash of a phrase, extended by one word; 0 is the empty phrase. */
    static int lengthen(int phrase, int lowerHash) {
        return phrase * 31 + lowerHash;
    }

    /** Bits of a phrase; 0 when it is unknown. */
    int bits(int phrase) {
        return phrases.get(FeatureHash.spread(phrase));
    }

    public void write(DataOutputStream out) throws IOException {
        var keys = phrases.keys().toArray();
        Arrays.sort(keys);
        HashList.write(out, keys);
        for (var key : keys) {
            out.writeShort(phrases.get(key));
        }
    }

    public static KnownPhrases read(DataInputStream in) throws IOException {
        var keys = HashList.read(in);
        var phrases = new IntIntHashMap(keys.length);
        for (var key : keys) {
            phrases.put(key, in.readUnsignedShort());
        }
        return new KnownPhrases(phrases);
    }
}
