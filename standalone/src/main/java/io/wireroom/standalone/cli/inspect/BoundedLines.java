package io.wireroom.standalone.cli.inspect;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8 one at a time. Reports a line that is too long without its content. */
final class BoundedLines {

    private final InputStream in;
    private final int maxBytes;
    private long number;

    /** A line, or the fact that it was too long. */
    sealed interface Line {
        record Text(String text) implements Line {}

        record TooLong() implements Line {}
    }

    BoundedLines(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.maxBytes = maxBytes;
    }

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        var bytes = new ByteArrayOutputStream(4096);
        var any = false;
        var tooLong = false;
        int one;
        while ((one = in.read()) >= 0) {
            any = true;
            if (one == '\n') {
                break;
            }
            if (bytes.size() < maxBytes) {
                bytes.write(one);
            } else {
                tooLong = true;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        return tooLong ? new Line.TooLong() : new Line.Text(bytes.toString(StandardCharsets.UTF_8));
    }

    /** Number of the last line, from 1. */
    long number() {
        return number;
    }
}
