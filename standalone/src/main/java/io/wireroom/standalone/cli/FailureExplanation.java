package io.wireroom.standalone.cli;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaRefusal;
import io.wireroom.standalone.show.PlainText;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Explains exceptions of a command to operators. Pure. */
final class FailureExplanation {

    /** SQLState of a missing table. */
    private static final String UNDEFINED_TABLE = "42P01";

    private static final int DEEPEST_CAUSE = 50;

    private FailureExplanation() {}

    /** The failure to print and its exit code; empty for an exception that an operator cannot repair. */
    static Optional<Failure> of(Throwable error, Map<String, String> environment) {
        if (error instanceof Failure known) {
            return Optional.of(known);
        }
        // Kafka's clients wrap refused settings, so this comes before their other exceptions.
        return KafkaRefusal.of(error, PlainText.line(environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "")))
                .or(() -> first(error, KafkaException.class)
                        .map(kafka -> Failure.unavailable("Kafka does not answer as expected: " + text(kafka), error)))
                .or(() -> first(error, SQLException.class).map(FailureExplanation::store))
                .or(() -> first(error, InvalidPathException.class).map(FailureExplanation::path));
    }

    private static Failure store(SQLException error) {
        return Failure.unavailable(
                UNDEFINED_TABLE.equals(error.getSQLState())
                        ? "The store has no tables yet: start the sink once"
                        : "The store does not answer as expected: " + text(error),
                error);
    }

    private static Failure path(InvalidPathException error) {
        return new Failure(
                ExitCode.NO_INPUT,
                "'" + PlainText.line(error.getInput()) + "' cannot be the name of a file here: "
                        + PlainText.line(error.getReason()),
                error);
    }

    /** The message as one line, else that of the root cause, else the name of the class. */
    private static String text(Throwable error) {
        var root = causes(error).reduce((before, last) -> last).orElse(error);
        return Stream.of(error.getMessage(), root.getMessage())
                .map(FailureExplanation::line)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElseGet(() -> root.getClass().getSimpleName());
    }

    private static String line(@Nullable String message) {
        return message == null ? "" : PlainText.line(message).strip();
    }

    private static <T extends Throwable> Optional<T> first(Throwable error, Class<T> type) {
        return causes(error).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.<Throwable>iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }
}
