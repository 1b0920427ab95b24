package io.wireroom.conformance.torture.wire;

import io.wireroom.runtime.Failure;
import io.wireroom.standalone.EmbeddedStore;
import io.wireroom.standalone.embedded.EmbeddedDatabase;
import io.wireroom.standalone.embedded.EmbeddedStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The PostgreSQL of the installation. Used by one thread. */
public final class WireDatabase implements AutoCloseable {

    /** Its database, user and password. */
    static final String NAME = EmbeddedStore.USER;

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path home;
    private final int port;
    private EmbeddedDatabase running;

    private WireDatabase(Path home, int port) {
        this.home = home;
        this.port = port;
        running = new EmbeddedDatabase(home, port);
    }

    static WireDatabase start(Path home, int port) throws InterruptedException {
        var database = new WireDatabase(home, port);
        database.start();
        return database;
    }

    int port() {
        return port;
    }

    /** Connections that do not pass a link. */
    public DataSource direct() {
        return EmbeddedStore.at(running.jdbcUrl());
    }

    /** Starts it on its data; returns when it can be used. After a kill the first tries may fail. */
    public void start() throws InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            running = new EmbeddedDatabase(home, port);
            try {
                running.start();
                return;
            } catch (EmbeddedStartException e) {
                if (System.nanoTime() > deadline) {
                    throw Failure.unavailable("The database does not start again: " + e.getMessage(), e);
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    /** Stops it as {@code docker stop} does. */
    public void stop() {
        running.close();
    }

    /** Kills its main process as {@code kill -9} does; the others of it end then. */
    public void kill() {
        try {
            var pid = Long.parseLong(Files.readAllLines(home.resolve("data").resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the database's process", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
