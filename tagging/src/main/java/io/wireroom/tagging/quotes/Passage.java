package io.wireroom.tagging.quotes;

/**
 * What stands between two quotation marks of one line.
 *
 * @param markStart where the opening mark begins
 * @param start first UTF-16 unit of the words
 * @param end after the last unit of the words
 * @param markEnd after the closing mark; {@code end} at the end of a paragraph whose quote goes on in the next
 * @param joined whether it goes on from the paragraph before, whose mark was left open
 */
record Passage(int markStart, int start, int end, int markEnd, boolean joined) {

    /** Whether the next paragraph goes on with it. */
    boolean isLeftOpen() {
        return markEnd == end;
    }
}
