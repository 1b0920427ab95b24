package io.wireroom.tagging.lexicon;

import java.util.Set;

/** Small words inside names, by the rule that uses them. All come from {@code name-particles.txt}. */
public enum NameParticles {
    /** Continues a run of capitals in the features of the names model, which was trained with exactly this set. */
    NAMES_MODEL("model"),
    /** Joins two runs of capitals in the features of the names model: {@code of}, {@code and}. */
    NAMES_MODEL_JOINING("model-joining"),
    /** Stands inside a person's name; also in bylines. */
    PERSON("person"),
    /** Is joined by a hyphen to the person's name after it: {@code al-Nouri}. */
    HYPHENATED("hyphen"),
    /** Begins a person's name, and another word follows: {@code Abu}. */
    PREFIX("prefix"),
    /** In small letters inside the name of a speaker that is known by its capitals only. */
    SPEAKER("speaker"),
    /** In small letters inside the name of an outlet. */
    OUTLET("outlet");

    private final Set<String> words;

    NameParticles(String mark) {
        words = WordListFile.marked("name-particles.txt", mark);
    }

    /** The words of this rule. */
    public Set<String> words() {
        return words;
    }

    /** Whether the rule uses this word; the case counts. */
    public boolean contains(String word) {
        return words.contains(word);
    }
}
