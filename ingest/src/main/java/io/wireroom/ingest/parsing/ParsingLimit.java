package io.wireroom.ingest.parsing;

import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.function.Supplier;
import org.jsoup.helper.ValidationException;

/** Ends parsing whose CPU time is over: {@link ParsingPool} interrupts the thread, and long loops check that here. */
public final class ParsingLimit {

    /** Parsers of libraries ask for their input in pieces of this size at most. */
    private static final int PIECE = 8_192;

    private ParsingLimit() {}

    /**
     * Costs a few nanoseconds, so loops call it once an element.
     *
     * @throws TooComplexException when the time of this input is over
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new TooComplexException("takes more CPU time than one input is given");
        }
    }

    /** The same text, in pieces, with a check before each. */
    public static Reader checked(Reader text) {
        return new FilterReader(text) {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                check();
                return super.read(into, from, Math.min(length, PIECE));
            }
        };
    }

    /** The same bytes, in pieces, with a check before each. */
    public static InputStream checked(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                check();
                return super.read(into, from, Math.min(length, PIECE));
            }
        };
    }

    /**
     * Runs jsoup.
     *
     * @throws TooComplexException also for errors of jsoup's own on hostile markup, such as formatting elements that are
     *     nested in an unusual way (seen with 1.23.2)
     */
    public static <T> T bounded(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (ValidationException | IndexOutOfBoundsException e) {
            throw new TooComplexException("the parser gave up: " + e.getMessage());
        }
    }

    /** The input cannot be parsed within its limits; {@link ParsingPool} turns this into a {@link Parsed.TooComplex}. */
    public static final class TooComplexException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooComplexException(String why) {
            super(why, null, false, false);
        }
    }
}
