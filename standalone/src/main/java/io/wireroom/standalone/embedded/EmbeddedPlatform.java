package io.wireroom.standalone.embedded;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Broker and database of one data directory. Starts both at the same time and stops both.
 *
 * <p>The caller owns the {@link DataDirectory} (and closes it after this), chooses the ports and publishes the instance
 * when its own parts run too.
 */
public final class EmbeddedPlatform implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;

    /** A platform that opens nothing before {@link #start}. */
    public EmbeddedPlatform(DataDirectory directory, Ports ports) {
        this.broker = new EmbeddedBroker(directory.kafka(), ports.broker(), ports.controller());
        this.database = new EmbeddedDatabase(directory.postgres(), ports.database());
    }

    /**
     * Starts both at the same time and returns when both can be used.
     *
     * @param progress receives one sentence for the terminal when a part is ready; called by two threads
     * @throws EmbeddedStartException when one of them did not start; the other one is stopped again then
     */
    public void start(Consumer<String> progress) throws EmbeddedStartException {
        CompletableFuture<Void> kafka = part("embedded-broker", () -> {
            broker.start();
            progress.accept("Kafka is ready on " + broker.bootstrapServers());
        });
        CompletableFuture<Void> postgres = part("embedded-database", () -> {
            database.start();
            progress.accept("PostgreSQL is ready on " + database.jdbcUrl());
        });
        try {
            // Ends when both have started or failed: each start has its own limit.
            CompletableFuture.allOf(kafka, postgres).join();
        } catch (CompletionException e) {
            close();
            for (CompletableFuture<Void> each : List.of(kafka, postgres)) {
                if (each.isCompletedExceptionally() && each.exceptionNow() instanceof EmbeddedStartException why) {
                    throw why;
                }
            }
            throw e;
        }
    }

    /** The broker; must not be started or closed separately. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** The database; must not be started or closed separately. */
    public EmbeddedDatabase database() {
        return database;
    }

    /** See {@link EmbeddedBroker#died()}. */
    public CompletionStage<String> died() {
        return broker.died();
    }

    /** Stops the broker, then the database; each within its own limit. */
    @Override
    public void close() {
        broker.close();
        database.close();
    }

    private static CompletableFuture<Void> part(String name, Start start) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        start.run();
                        done.complete(null);
                    } catch (Throwable failure) { // the caller waits for it, whatever it is
                        done.completeExceptionally(failure);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private interface Start {
        void run() throws EmbeddedStartException;
    }
}
