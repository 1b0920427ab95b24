package io.wireroom.standalone.embedded;

import java.nio.file.Path;
import java.util.Map;

/** An embedded broker that also checks passwords and rights, on a listener of its own. Who comes in by the other one may do all. */
public final class GuardedBroker implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final String guarded;

    /** A broker that opens nothing before {@link #start()}. */
    public GuardedBroker(Path directory, int brokerPort, int controllerPort, int guardedPort) {
        var open = LoopbackPort.HOST + ":" + brokerPort;
        guarded = LoopbackPort.HOST + ":" + guardedPort;
        broker = new EmbeddedBroker(
                directory,
                brokerPort,
                controllerPort,
                Map.of(
                        "listeners",
                        "PLAINTEXT://" + open + ",CONTROLLER://" + LoopbackPort.HOST + ":" + controllerPort
                                + ",GUARDED://" + guarded,
                        "advertised.listeners",
                        "PLAINTEXT://" + open + ",GUARDED://" + guarded,
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-512",
                        "listener.name.guarded.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS"));
    }

    /** Starts it. */
    public void start() throws EmbeddedStartException {
        broker.start();
    }

    /** Where everything is allowed, without a password. */
    public String open() {
        return broker.bootstrapServers();
    }

    /** Where passwords and rights count. */
    public String guarded() {
        return guarded;
    }

    @Override
    public void close() {
        broker.close();
    }
}
