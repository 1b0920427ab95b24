package io.wireroom.standalone.cli.access;

import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;

/** Kafka for one command. {@link #close()} stops what was started for it. */
public final class KafkaAccess implements AutoCloseable {

    private final KafkaSettings settings;
    private final KafkaClients clients;
    private final AutoCloseable startedForIt;

    KafkaAccess(KafkaSettings settings, AutoCloseable startedForIt) {
        this.settings = settings;
        this.startedForIt = startedForIt;
        clients = new KafkaClients(settings);
    }

    public KafkaSettings settings() {
        return settings;
    }

    public KafkaClients clients() {
        return clients;
    }

    @Override
    public void close() {
        Access.closeQuietly(startedForIt);
    }
}
