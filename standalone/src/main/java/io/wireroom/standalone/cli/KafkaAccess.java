package io.wireroom.standalone.cli;

import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;

/** A Kafka for one command; what had to be started for it is stopped by {@link #close()}. */
final class KafkaAccess implements AutoCloseable {

    private final KafkaSettings settings;
    private final KafkaClients clients;
    private final AutoCloseable startedForIt;

    KafkaAccess(KafkaSettings settings, AutoCloseable startedForIt) {
        this.settings = settings;
        this.startedForIt = startedForIt;
        clients = new KafkaClients(settings);
    }

    KafkaSettings settings() {
        return settings;
    }

    KafkaClients clients() {
        return clients;
    }

    @Override
    public void close() {
        Access.closeQuietly(startedForIt);
    }
}
