package io.wireroom.runtime;

/** The exit codes of every command (after sysexits.h); documented in docs/operations.md. */
public final class ExitCode {

    public static final int OK = 0;
    /** An invariant is broken: the ledger does not balance, a benchmark's own check failed. */
    public static final int BROKEN = 1;
    /** A wrong option or setting. */
    public static final int USAGE = 64;
    /** Data cannot be read. */
    public static final int DATA = 65;
    /** A file is missing. */
    public static final int NO_INPUT = 66;
    /** A service is away, a port is taken, a directory is in use. */
    public static final int UNAVAILABLE = 69;
    /** Interrupted from the keyboard. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
