package io.wireroom.standalone.cli.run;

import java.io.PrintStream;

/** What a long command says while it works: a line that is written over on a terminal, else nothing twice. */
final class Progress {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private String shown = "";

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** A step that is done: stays. */
    synchronized void step(String text) {
        clear();
        err.println("· " + text);
    }

    /** What is going on: written over by the next, and only on a terminal. */
    synchronized void now(String text) {
        if (terminal && !text.equals(shown)) {
            err.print(CLEAR_LINE + text);
            err.flush();
            shown = text;
        }
    }

    /** Takes the last {@link #now} away. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            err.print(CLEAR_LINE);
            err.flush();
            shown = "";
        }
    }
}
