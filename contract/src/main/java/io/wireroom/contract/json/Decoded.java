package io.wireroom.contract.json;

/** The result of reading a record: bytes from a topic are never trusted, so failure is a value. */
public sealed interface Decoded<T> {

    /** It could be read. */
    record Value<T>(T value) implements Decoded<T> {}

    /** It could not; {@code why} is one line for people. */
    record Unreadable<T>(String why) implements Decoded<T> {}
}
