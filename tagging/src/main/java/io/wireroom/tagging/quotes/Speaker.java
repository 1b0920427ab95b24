package io.wireroom.tagging.quotes;

/** Who says something, by the words around it. */
sealed interface Speaker {

    /** No word of saying stands there. */
    Speaker NOBODY = new Nobody();

    /** Somebody whom the text does not name there. */
    Speaker SOMEBODY = new Somebody();

    /** Whoever spoke last. */
    Speaker SAME = new Same();

    /** Nobody says anything. */
    record Nobody() implements Speaker {}

    /** Somebody without a name. */
    record Somebody() implements Speaker {}

    /** A verb without a subject. */
    record Same() implements Speaker {}

    /** Somebody who was named before. */
    record Pronoun(boolean female, int token) implements Speaker {}

    /** A name; the token where it stands. */
    record By(String name, int token) implements Speaker {}
}
