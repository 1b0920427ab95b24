package io.wireroom.enrich.tag.speech;

/** Who says something, by the words around it. */
sealed interface Said {

    /** No word of saying stands there. */
    Said NOBODY = new Nobody();

    /** Somebody whom the text does not name there. */
    Said SOMEBODY = new Somebody();

    /** Whoever spoke last. */
    Said SAME = new Same();

    /** Nobody says anything. */
    record Nobody() implements Said {}

    /** Somebody without a name. */
    record Somebody() implements Said {}

    /** A verb without a subject. */
    record Same() implements Said {}

    /** Somebody who was named before. */
    record Pronoun(boolean female, int token) implements Said {}

    /** A name; the token where it stands. */
    record By(String name, int token) implements Said {}
}
