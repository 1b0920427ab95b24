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

/** What an operator can do about an exception of a command. Pure. */
final class FailureExplanation {

    /** SQLState of a table that is not there. */
    private static final String UNDEFINED_TABLE = "42P01";

    private static final int DEEPEST_CAUSE = 50;

    private FailureExplanation() {}

    /** The failure to print and to leave with; empty when the exception is none of those that operators meet. */
    static Optional<Failure> of(Throwable error, Map<String, String> environment) {
        if (error instanceof Failure known) {
            return Optional.of(known);
        }
        // Kafka's clients wrap what they cannot be made with, so this goes before their other exceptions.
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

    /** Its message as one line; where it has none its root cause's, and at last the name of its class. */
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
