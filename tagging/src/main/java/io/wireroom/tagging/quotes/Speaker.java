package io.wireroom.tagging.quotes;

/** Who speaks, by the words around a passage. */
sealed interface Speaker {

    /** No verb of reporting is there. */
    Speaker NOBODY = new Nobody();

    /** Somebody whom the text does not name there. */
    Speaker SOMEBODY = new Somebody();

    /** The speaker of the passage before. */
    Speaker SAME = new Same();

    /** No verb of reporting. */
    record Nobody() implements Speaker {}

    /** Somebody without a name. */
    record Somebody() implements Speaker {}

    /** A verb without a subject. */
    record Same() implements Speaker {}

    /** Somebody who was named before. */
    record Pronoun(boolean female, int token) implements Speaker {}

    /** A name, and one of its tokens. */
    record By(String name, int token) implements Speaker {}
}
