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

    /** Bit of a first name. */
    public static final int FIRST_NAME = 1 << 5;
    /** Bit of a family name. */
    public static final int SURNAME = 1 << 6;

    static final int ORGANISATION = 1 << 7;
    static final int TITLE = 1 << 8;
    static final int ORGANISATION_WORD = 1 << 9;
    static final int PLACE_WORD = 1 << 10;
    /** Written with a capital, and neither person, organisation nor place. */
    static final int SOMETHING_ELSE = 1 << 11;

    /** Bit of a person's name in the texts of other languages; the two bits above it are those of the other kinds. */
    public static final int NAMED_ELSEWHERE = 1 << 12;
    /** Bit of a form of companies: {@code GmbH}. */
    public static final int LEGAL_FORM = 1 << 15;

    /** All bits of names. */
    static final int NAMES = 0xFFFF;
    /** Bit of a word of grammar, which is no name with a capital either. */
    public static final int GRAMMAR_WORD = 1 << 16;
    /** Bit of a word that joins two parts of a name. */
    public static final int JOINING_WORD = 1 << 17;

    /** Keys of stems differ from those of phrases. */
    private static final int STEM = 0x3C6EF372;
    /** Keys of words with a meaning too. */
    private static final int MEANING = 0x1B56C4E9;
    /** Lowest bit of the number of a word's meaning. */
    private static final int MEANING_SHIFT = 18;
    /** How many meanings there may be. */
    public static final int MOST_MEANINGS = (1 << 32 - MEANING_SHIFT) - 1;

    private static final int SHORTEST_STEM = 3;
    private static final String VOWELS = "aeiouyàáâãäåæèéêíóôõöøúüýаеиоуыэюяьйё";

    /** Tokens of the longest phrase. */
    static final int LONGEST_PHRASE = 5;
    /** The same, in characters, where there are no spaces. */
    static final int LONGEST_UNSPACED = 10;

    private static final int PRESENT_BITS = 20;

    private static final String KNOWN = "known.txt";
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    private final FeatureSet set;
    private final IntIntHashMap phrases;
    /** A bit for each value of the highest bits of a key: most keys that are looked up are of no phrase. */
    private final long[] present = new long[1 << PRESENT_BITS - 6];

    private KnownPhrases(FeatureSet set, IntIntHashMap phrases) {
        this.set = set;
        this.phrases = phrases;
    }

    /** The general lists that come with the project: first names, titles, words of organisations and places. */
    public static KnownPhrases known() {
        return known(FeatureSet.ENGLISH);
    }

    /** The same lists for a model with other features. */
    public static KnownPhrases known(FeatureSet set) {
        var lexicon = new KnownPhrases(set, new IntIntHashMap(1 << 16));
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

    /** The features that this knowledge is for. */
    public FeatureSet set() {
        return set;
    }

    /** Tokens of the longest phrase. */
    int longest() {
        return set == FeatureSet.UNSPACED ? LONGEST_UNSPACED : LONGEST_PHRASE;
    }

    /** Adds a phrase with bits; one that is too long or a single letter is left out. */
    public void add(String phrase, int bits) {
        var tokens = Tokens.of(phrase);
        var isTooShort = set != FeatureSet.UNSPACED && phrase.strip().length() < 2;
        if (tokens.size() == 0 || tokens.size() > longest() || isTooShort) {
            return;
        }
        int hash = 0;
        for (int token = 0; token < tokens.size(); token++) {
            hash = lengthen(hash, WordHashes.hash(tokens.word(token)));
        }
        put(FeatureHash.spread(hash), bits);
        if (set.hasStems() && tokens.size() == 1) {
            addStem(tokens.word(0), bits);
        }
    }

    /** Adds a single word, of any length, with bits. */
    public void addWord(String word, int bits) {
        put(FeatureHash.spread(KnownPhrases.lengthen(0, WordHashes.hash(word))), bits);
    }

    /** A name is also known by its stem, without a last vowel that gives way to case endings. */
    private void addStem(String name, int bits) {
        var last = Character.toLowerCase(name.charAt(name.length() - 1));
        var stem = VOWELS.indexOf(last) >= 0 ? name.substring(0, name.length() - 1) : name;
        if (stem.length() >= SHORTEST_STEM) {
            put(stemKey(WordHashes.hash(stem)), bits & NAMES);
        }
    }

    /**
     * Adds the meaning of a word: the number of its group among words that are used alike.
     *
     * @param word its hash as in {@link io.wireroom.tagging.topics.model.WordVectors}
     * @param meaning from 1
     */
    public void addMeaning(long word, int meaning) {
        if (meaning < 1 || meaning > MOST_MEANINGS) {
            throw new IllegalArgumentException("no meaning: " + meaning);
        }
        put(meaningKey(word), meaning << MEANING_SHIFT);
    }

    /** The number of a word's meaning; 0 if it is unknown. */
    int meaning(long word) {
        return get(meaningKey(word)) >>> MEANING_SHIFT;
    }

    private static int meaningKey(long word) {
        return FeatureHash.spread((int) (word ^ word >>> Integer.SIZE) ^ MEANING);
    }

    private void put(int key, int bits) {
        phrases.put(key, phrases.get(key) | bits);
        present[key >>> Integer.SIZE - PRESENT_BITS + 6] |= 1L << (key >>> Integer.SIZE - PRESENT_BITS);
    }

    /** All bits of a key; 0 if it is of no phrase. */
    private int get(int key) {
        var isPossible = present[key >>> Integer.SIZE - PRESENT_BITS + 6] >>> (key >>> Integer.SIZE - PRESENT_BITS) & 1;
        return isPossible == 0 ? 0 : phrases.get(key);
    }

    private static int stemKey(int lowerHash) {
        return FeatureHash.spread(lowerHash ^ STEM);
    }

    /** Bits of names with this stem, by its hash as a word in lower case. */
    int bitsOfStem(int lowerHash) {
        return get(stemKey(lowerHash));
    }

    /** All bits of a single word, by its hash in lower case. */
    int bitsOfWord(int lowerHash) {
        return get(FeatureHash.spread(lowerHash));
    }

    /** The hash of a phrase, extended by one word; 0 is the empty phrase. */
    static int lengthen(int phrase, int lowerHash) {
        return phrase * 31 + lowerHash;
    }

    /** Bits of a phrase among names; 0 when it is unknown. */
    int bits(int phrase) {
        return get(FeatureHash.spread(phrase)) & NAMES;
    }

    /** Writes the features' set and the phrases. */
    public void write(DataOutputStream out) throws IOException {
        out.writeByte(set.ordinal());
        var keys = phrases.keys().toArray();
        Arrays.sort(keys);
        HashList.write(out, keys);
        for (var key : keys) {
            out.writeInt(phrases.get(key));
        }
    }

    /** Reads what {@link #write} wrote. */
    public static KnownPhrases read(DataInputStream in) throws IOException {
        var number = in.readUnsignedByte();
        var sets = FeatureSet.values();
        if (number >= sets.length) {
            throw new IOException("unknown set of features: " + number);
        }
        var keys = HashList.read(in);
        var lexicon = new KnownPhrases(sets[number], new IntIntHashMap(keys.length));
        for (var key : keys) {
            lexicon.put(key, in.readInt());
        }
        return lexicon;
    }
}
