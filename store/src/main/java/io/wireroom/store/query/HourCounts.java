package io.wireroom.store.query;

import io.wireroom.store.query.Ledger.Hour;
import io.wireroom.store.query.Ledger.Term;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The terms of one hour while they are read. Not thread-safe. */
final class HourCounts {

    /** Takes each term with its number; the reason is null where a term has none. */
    @FunctionalInterface
    interface EachTerm<E extends Exception> {
        void accept(Term term, @Nullable String reason, long number) throws E;
    }

    private final Map<Term, Long> plain = new EnumMap<>(Term.class);
    private final TreeMap<String, Long> rejected = new TreeMap<>();
    private final TreeMap<String, Long> notFetched = new TreeMap<>();

    void count(Term term, @Nullable String reason, long number) {
        switch (term) {
            case REJECTED -> rejected.merge(String.valueOf(reason), number, Long::sum);
            case NOT_FETCHED -> notFetched.merge(String.valueOf(reason), number, Long::sum);
            default -> plain.merge(term, number, Long::sum);
        }
    }

    void add(Hour hour) {
        count(Term.DISCOVERED, null, hour.discovered());
        count(Term.REVISITS, null, hour.revisits());
        count(Term.STORED, null, hour.stored());
        count(Term.UNCHANGED, null, hour.unchanged());
        count(Term.DUPLICATE, null, hour.duplicate());
        hour.rejected().forEach((reason, number) -> count(Term.REJECTED, reason, number));
        hour.notFetched().forEach((reason, number) -> count(Term.NOT_FETCHED, reason, number));
        count(Term.DEAD_LETTERED, null, hour.deadLettered());
        count(Term.ERASED, null, hour.erased());
        count(Term.IN_FLIGHT, null, hour.inFlight());
        count(Term.WAITING, null, hour.waiting());
    }

    <E extends Exception> void forEach(EachTerm<E> each) throws E {
        for (var entry : plain.entrySet()) {
            each.accept(entry.getKey(), null, entry.getValue());
        }
        for (var entry : rejected.entrySet()) {
            each.accept(Term.REJECTED, entry.getKey(), entry.getValue());
        }
        for (var entry : notFetched.entrySet()) {
            each.accept(Term.NOT_FETCHED, entry.getKey(), entry.getValue());
        }
    }

    Hour toHour(Instant hour) {
        return new Hour(
                hour,
                of(Term.DISCOVERED),
                of(Term.REVISITS),
                of(Term.STORED),
                of(Term.UNCHANGED),
                of(Term.DUPLICATE),
                rejected,
                notFetched,
                of(Term.DEAD_LETTERED),
                of(Term.ERASED),
                of(Term.IN_FLIGHT),
                of(Term.WAITING));
    }

    private long of(Term term) {
        return plain.getOrDefault(term, 0L);
    }
}
