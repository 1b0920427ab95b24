package io.wireroom.ingest.parsing;

/**
 * How parsing ended.
 *
 * @param <T> what a parser returns
 */
public sealed interface Parsed<T> {

    /** The parser came to its end. */
    record Done<T>(T value) implements Parsed<T> {}

    /** The input takes more CPU time or stack than one input is given; one line for people. */
    record TooComplex<T>(String why) implements Parsed<T> {}
}
