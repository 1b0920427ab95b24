package io.wireroom.store;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.DateTimeException;
import java.util.Set;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** How to treat a failed batch, by SQLSTATE class (PostgreSQL manual, appendix A). */
public enum SqlFailure {
    /** The database refuses a value: find the record and make it a dead letter. */
    DATA,
    /** The database gave up for want of time or memory: write less at once; one record alone may wait some times. */
    EXHAUSTED,
    /** The database or the broker is not available or busy: wait and retry. */
    AWAY,
    /** Neither waiting nor a dead letter would help: stop. */
    BROKEN;

    // 22 data exception, 23 integrity constraint, 54 program limit (one value too large for an index or a search
    // document).
    private static final Set<String> DATA_CLASSES = Set.of("22", "23", "54");
    // 08 connection, 25 a server that turned read-only in a failover, 40 rollback, 53 resources, 55 lock not available,
    // 57 operator intervention, 58 I/O error.
    private static final Set<String> AWAY_CLASSES = Set.of("08", "25", "40", "53", "55", "57", "58");
    // 57014 cancelled, most often by a statement time-out; 53200 out of memory.
    private static final Set<String> EXHAUSTED_STATES = Set.of("57014", "53200");
    private static final int MAX_DEPTH = 10;

    /** Whether the same statement may succeed later. */
    boolean mayPass() {
        return this == AWAY || this == EXHAUSTED;
    }

    /** Classifies what was thrown while a batch was written. */
    public static SqlFailure of(Throwable thrown) {
        var depth = 0;
        for (@Nullable Throwable cause = thrown;
                cause != null && depth < MAX_DEPTH;
                cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
            if (cause instanceof RetriableException || cause instanceof InterruptException) {
                return AWAY;
            }
            // A time that no column can hold fails before the server sees it.
            if (cause instanceof DateTimeException) {
                return DATA;
            }
        }
        // An error of this program, of the dead-letter topic, or one that nothing is known of: the record may be good.
        return BROKEN;
    }

    private static SqlFailure of(SQLException thrown) {
        var stateless = true;
        for (@Nullable SQLException next = thrown; next != null; next = next.getNextException()) {
            var state = next.getSQLState();
            if (state != null && state.length() >= 2) {
                stateless = false;
                if (EXHAUSTED_STATES.contains(state)) {
                    return EXHAUSTED;
                }
                var stateClass = state.substring(0, 2);
                if (DATA_CLASSES.contains(stateClass)) {
                    return DATA;
                }
                if (AWAY_CLASSES.contains(stateClass)) {
                    return AWAY;
                }
            }
        }
        // The server and its driver give every failure a state. The pool does not: it closes a connection whose server
        // has
        // crashed, and what uses it after that, a rollback for instance, fails with "Connection is closed".
        return stateless || thrown instanceof SQLTransientException || thrown instanceof SQLRecoverableException
                ? AWAY
                : BROKEN;
    }
}
