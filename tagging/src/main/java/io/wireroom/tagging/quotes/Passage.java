package io.wireroom.tagging.quotes;

/**
 * The text between two quotation marks of one line.
 *
 * @param markStart where the opening mark begins
 * @param start first UTF-16 unit of the words
 * @param end after the last unit of the words
 * @param markEnd after the closing mark; {@code end} at the end of a paragraph whose quote continues in the next
 * @param joined whether it continues the paragraph before, whose mark is not closed
 */
record Passage(int markStart, int start, int end, int markEnd, boolean joined) {

    /** Whether the next paragraph continues it. */
    boolean isLeftOpen() {
        return markEnd == end;
    }
}
