package io.wireroom.runtime;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;

/** Explains why a Kafka client could not be created, for operators. Only this class reads Kafka's reasons. Pure. */
public final class KafkaRefusal {

    private static final int DEEPEST_CAUSE = 50;

    private KafkaRefusal() {}

    /**
     * The failure behind an exception of a client's constructor: 69 when no broker's name can be resolved, 64 for any
     * other refused setting; empty when no setting was refused.
     *
     * @param servers the value of KAFKA_BOOTSTRAP_SERVERS; blank when it is not set
     */
    public static Optional<Failure> of(Throwable error, String servers) {
        return causes(error)
                .filter(ConfigException.class::isInstance)
                .findFirst()
                .map(refused -> explain(refused, servers))
                .or(() -> login(error));
    }

    /** Kafka's message quotes the part that it cannot read, which may be the password, so none of it is shown. */
    private static Optional<Failure> login(Throwable error) {
        return causes(error)
                .filter(cause -> cause instanceof IllegalArgumentException
                        && String.valueOf(cause.getMessage()).contains("JAAS"))
                .findFirst()
                .map(refused ->
                        Failure.usage("Kafka refuses a setting: the text of sasl.jaas.config (not shown) must read"
                                + " MODULE required NAME=\"VALUE\" …; see KAFKA_PROP_SASL_JAAS_CONFIG"));
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.<Throwable>iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }

    private static Failure explain(Throwable refused, String servers) {
        var why = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        return why.contains("No resolvable bootstrap urls")
                ? Failure.unavailable(
                        "Kafka cannot be found at KAFKA_BOOTSTRAP_SERVERS"
                                + (servers.isBlank() ? "" : " (" + servers + ")") + ": " + why,
                        refused)
                : new Failure(
                        ExitCode.USAGE,
                        "Kafka refuses a setting: " + why + "; see KAFKA_BOOTSTRAP_SERVERS and KAFKA_PROP_*",
                        refused);
    }
}
