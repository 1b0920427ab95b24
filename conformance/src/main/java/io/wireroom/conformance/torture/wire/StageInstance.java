package io.wireroom.conformance.torture.wire;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One process of a stage with links of its own to the broker and, for the sink, to the database. Starts again when it has
 * ended by itself, as compose and Kubernetes start it. Used by one thread.
 */
public final class StageInstance {

    /** In the log of every stage when it works. */
    static final String STARTED = "Started";

    private static final Duration BACK_AFTER = Duration.ofSeconds(2);

    private final String name;
    private final WireStage stage;
    private final LocalCluster cluster;
    private final TcpLink broker;
    private final Optional<TcpLink> database;
    private Map<String, String> special = Map.of();
    private Optional<ChildProcess> running = Optional.empty();
    private boolean wanted;
    private boolean stopped;
    private long startAtNanos;
    private int ownEnds;

    StageInstance(String name, WireStage stage, LocalCluster cluster, TcpLink broker, Optional<TcpLink> database) {
        this.name = name;
        this.stage = stage;
        this.cluster = cluster;
        this.broker = broker;
        this.database = database;
    }

    public String name() {
        return name;
    }

    public WireStage stage() {
        return stage;
    }

    /** Its connection to the broker. */
    public TcpLink brokerLink() {
        return broker;
    }

    /** Its connection to the database; only a sink has one. */
    public Optional<TcpLink> databaseLink() {
        return database;
    }

    /** Starts the process, with what {@link #startWith} gave it. */
    public void start() {
        wanted = true;
        running = Optional.of(launch(name, special));
    }

    /** Starts the process with further variables of its environment, now and at each later start. */
    public void startWith(Map<String, String> environment) {
        special = Map.copyOf(environment);
        start();
    }

    /** Starts the process from another build. */
    public void startFrom(String classPath) {
        wanted = true;
        running = Optional.of(cluster.stageOf(classPath, stage.main(), name, stage.options(), environment(Map.of())));
    }

    /** Starts a second process of this kind under another name and with other variables; the caller ends it. */
    public ChildProcess launch(String as, Map<String, String> others) {
        return cluster.stage(stage.main(), as, stage.options(), environment(others));
    }

    private Map<String, String> environment(Map<String, String> others) {
        var environment = new HashMap<>(stage.settings());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + broker.port());
        database.ifPresent(link -> {
            environment.put("SINK_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + link.port() + "/" + WireDatabase.NAME);
            environment.put("SINK_JDBC_USER", WireDatabase.NAME);
            environment.put("SINK_JDBC_PASSWORD", WireDatabase.NAME);
        });
        environment.putAll(others);
        return environment;
    }

    /** Returns when its last start has succeeded. */
    public void awaitStarted() throws InterruptedException {
        if (running.isPresent()) {
            running.get().await(STARTED);
        }
    }

    /** Kills the process as {@code kill -9} does; it stays down until {@link #start()}. */
    public void kill() {
        wanted = false;
        stopped = false;
        running.ifPresent(ChildProcess::kill);
        running = Optional.empty();
    }

    /** Ends the process as {@code docker stop} does; it stays down until {@link #start()}. */
    public void terminate() {
        wanted = false;
        running.ifPresent(ChildProcess::close);
        running = Optional.empty();
    }

    /** Stops the process as a pause of its virtual machine does; nothing of it runs until {@link #resume()}. */
    public void stop() {
        stopped = true;
        signal("STOP");
    }

    /** Lets the process go on. */
    public void resume() {
        signal("CONT");
        stopped = false;
    }

    private void signal(String signal) {
        if (running.isEmpty() || !running.get().isAlive()) {
            return;
        }
        try {
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -s \"$0\" \"$1\"",
                            signal,
                            Long.toString(running.get().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + signal + " to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the process again if it has ended by itself a moment ago. */
    void tick() {
        if (!wanted || stopped) {
            return;
        }
        if (running.isPresent() && !running.get().isAlive()) {
            ownEnds++;
            running = Optional.empty();
            startAtNanos = System.nanoTime() + BACK_AFTER.toNanos();
        } else if (running.isEmpty() && System.nanoTime() - startAtNanos >= 0) {
            start();
        }
    }

    /** How often it has ended by itself. */
    public int ownEnds() {
        return ownEnds;
    }

    /** Whether its process runs and is not stopped. */
    public boolean isUp() {
        return !stopped && running.isPresent() && running.get().isAlive();
    }

    /** Whether its process runs and has reported its start. */
    public boolean hasStarted() {
        return isUp() && running.orElseThrow().output().contains(STARTED);
    }

    void close() {
        if (stopped) {
            resume();
        }
        kill();
    }
}
