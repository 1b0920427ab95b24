package io.wireroom.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the operator can repair. The message states what was tried, on what, why it failed and what to do; the
 * process prints only the message, without a stack trace, and exits with the code.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** A failure with one of the codes of {@link ExitCode}. */
    public Failure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    /** A failure with one of the codes of {@link ExitCode} and what caused it. */
    public Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }

    /** A wrong option or setting. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    /** A service is away, a port is taken, a directory is in use. */
    public static Failure unavailable(String message, @Nullable Throwable cause) {
        return new Failure(ExitCode.UNAVAILABLE, message, cause);
    }
}
