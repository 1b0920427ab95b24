package io.wireroom.tagging.quotes;

import java.util.Arrays;

/** The offsets of the lines of a text. */
final class LineIndex {

    private final int length;
    private final int[] starts;

    LineIndex(String text) {
        length = text.length();
        var count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            count++;
        }
        starts = new int[count];
        count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts[count++] = at + 1;
        }
    }

    /** Number of lines, at least one. */
    int count() {
        return starts.length;
    }

    /** The line that an offset is in, from 0; a line break belongs to the line that it ends. */
    int of(int offset) {
        var found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** The first UTF-16 unit of a line. */
    int start(int line) {
        return starts[line];
    }

    /** The offset of the line break after a line, or of the end of the text. */
    int end(int line) {
        return line + 1 < starts.length ? starts[line + 1] - 1 : length;
    }
}
