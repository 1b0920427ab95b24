package io.wireroom.standalone.repartition;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;

/** Answers of Kafka's admin client, with a limit. */
final class AdminCalls {

    /** What one try gave. */
    sealed interface Tried<T> {

        /** The result. */
        record Done<T>(T result) implements Tried<T> {}

        /** Not yet. */
        record Again<T>(String why) implements Tried<T> {}

        static <T> Tried<T> done(T result) {
            return new Done<>(result);
        }

        static <T> Tried<T> again(String why) {
            return new Again<>(why);
        }
    }

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 500;

    /**
     * The answer.
     *
     * @throws KafkaException that Kafka answers with
     * @throws Failure (69) when there is none within 60 s
     */
    <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException refused) {
                throw refused;
            }
            throw Failure.unavailable("Kafka did not answer: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw Failure.unavailable("Kafka did not answer for " + ANSWER_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Tries until there is a result.
     *
     * @throws Failure (69) when there is none in time
     */
    <T> T until(Duration limit, Supplier<Tried<T>> attempt) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var why = "";
            try {
                switch (attempt.get()) {
                    case Tried.Done<T>(var result) -> {
                        return result;
                    }
                    case Tried.Again<T>(var reason) -> why = reason;
                }
            } catch (RetriableException e) {
                why = String.valueOf(e.getMessage());
            }
            if (System.nanoTime() >= deadline) {
                throw Failure.unavailable("Waited " + limit.toSeconds() + " s: " + why, null);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static Failure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Failure(ExitCode.INTERRUPTED, "Interrupted while waiting for Kafka", e);
    }
}
