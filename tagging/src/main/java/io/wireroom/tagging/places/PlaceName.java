package io.wireroom.tagging.places;

import io.wireroom.tagging.lexicon.CharFolding;
import java.util.Set;

/**
 * A name for a place.
 *
 * @param written as it is printed
 * @param form what kind of name
 * @param languages in which it is a name; empty for all
 * @param needsSupport whether it is a name only where a finder of names marks a place, as it is often another word too
 */
public record PlaceName(Place place, String written, Form form, Set<String> languages, boolean needsSupport) {

    /** What kind of name. */
    public enum Form {
        /** The name. */
        NAME,
        /** A word for the people and things of the place. */
        DEMONYM,
        /** The common stem of a name's cases; one of the language's endings follows. */
        STEM,
        /** A name that means the place only after a city in it, as in "Albany, New York". */
        QUALIFIER,
        /** A phrase that contains the name of a place and means something else. */
        NO_PLACE
    }

    public PlaceName {
        languages = Set.copyOf(languages);
    }

    PlaceName(Place place, String written, Form form, Set<String> languages) {
        this(place, written, form, languages, false);
    }

    /** Whether it is a name in a language. */
    boolean isIn(String language) {
        return languages.isEmpty() || languages.contains(language);
    }

    /**
     * Whether a text with the same folded form is this name: it may lack accents and have more capitals, not the
     * reverse.
     */
    boolean isWrittenIn(CharSequence text, int start) {
        boolean isAcronym = isAcronym();
        for (int i = 0; i < written.length(); i++) {
            char ours = written.charAt(i);
            char theirs = text.charAt(start + i);
            if (ours == theirs) {
                continue;
            }
            if (isAcronym && Character.isLetter(ours)
                    || Character.isUpperCase(ours) && !Character.isUpperCase(theirs)
                    || Character.isLetter(theirs)
                            && Character.toLowerCase(theirs) != Character.toLowerCase(ours)
                            && Character.toLowerCase(theirs) != CharFolding.fold(ours)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is short and in capitals only. */
    boolean isAcronym() {
        return written.length() <= 6
                && Character.isUpperCase(written.charAt(0))
                && written.chars().noneMatch(Character::isLowerCase)
                && written.chars().filter(Character::isUpperCase).count() > 1;
    }
}
