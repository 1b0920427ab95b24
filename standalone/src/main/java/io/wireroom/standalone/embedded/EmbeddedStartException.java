package io.wireroom.standalone.embedded;

/**
 * A part of the embedded platform could not be started. The message is for the user at the terminal: what was tried, on
 * what, and why it failed. The part was stopped before this is thrown, as far as possible.
 */
public final class EmbeddedStartException extends Exception {
    private static final long serialVersionUID = 1L;

    EmbeddedStartException(String message) {
        super(message);
    }

    EmbeddedStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The first message in the chain of causes: wrappers of Kafka and of JDBC often have none. */
    static String reason(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = at.getMessage();
            boolean wrapsItsCause = at.getCause() != null
                    && message != null
                    && message.equals(at.getCause().toString());
            if (message != null && !message.isBlank() && !wrapsItsCause) {
                return message;
            }
        }
        return failure.toString();
    }
}
