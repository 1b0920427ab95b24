package io.wireroom.tagging;

/** Ends tagging whose time is over. Engines check it between sentences, {@link Taggers} between tasks. */
@FunctionalInterface
public interface TimeLimit {

    /** No limit. */
    TimeLimit NONE = () -> {};

    /** Throws an exception of its maker's own when the time is over. */
    void check();
}
