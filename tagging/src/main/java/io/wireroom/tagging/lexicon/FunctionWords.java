package io.wireroom.tagging.lexicon;

import java.util.Set;

/** English words of grammar, in lower case, by the rule that uses them. All come from {@code function-words.txt}. */
public enum FunctionWords {
    /** A capital does not make these a name. The shipped model of names was trained with exactly this set. */
    NAMES_MODEL("model"),
    /** Before the name of a place, these are not part of a longer name. */
    BEFORE_PLACE("place"),
    /** At the beginning of a sentence, these are not part of the organisation's name that follows. */
    SENTENCE_OPENING("opening"),
    /** These are never part of an organisation's name, whatever their case. */
    NEVER_IN_ORGANISATION("never"),
    /** An acronym may leave these out. */
    NOT_IN_ACRONYM("acronym");

    private final Set<String> words;

    FunctionWords(String mark) {
        words = WordListFile.marked("function-words.txt", mark);
    }

    /** The words of this rule. */
    public Set<String> words() {
        return words;
    }

    /** Whether the rule uses this word. */
    public boolean contains(String word) {
        return words.contains(word);
    }
}
