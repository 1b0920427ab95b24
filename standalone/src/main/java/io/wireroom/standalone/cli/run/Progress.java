package io.wireroom.standalone.cli.run;

import java.io.PrintStream;

/**
 * Shows the progress of a long command: on a terminal one line that is overwritten, elsewhere only the finished steps.
 */
final class Progress {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private String shown = "";

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** A finished step. Its line stays. */
    synchronized void step(String text) {
        clear();
        err.println("· " + text);
    }

    /** The current activity: overwritten by the next one, and only on a terminal. */
    synchronized void now(String text) {
        if (terminal && !text.equals(shown)) {
            err.print(CLEAR_LINE + text);
            err.flush();
            shown = text;
        }
    }

    /** Removes the last {@link #now}. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            err.print(CLEAR_LINE);
            err.flush();
            shown = "";
        }
    }
}
