package io.wireroom.bench.limits;

/** A text that counts how often a character of it is read: the work of a matcher, whatever the machine. */
final class CountedText implements CharSequence {

    /** More reads than the limit: the matcher is not linear. */
    static final class TooManyReadsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyReadsException() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private final long limit;
    private long reads;

    CountedText(String text, long limit) {
        this.text = text;
        this.limit = limit;
    }

    long reads() {
        return reads;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads > limit) {
            throw new TooManyReadsException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
