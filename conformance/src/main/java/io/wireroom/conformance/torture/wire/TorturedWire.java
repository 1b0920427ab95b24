package io.wireroom.conformance.torture.wire;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.contract.Source;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.testkit.process.ChildProcess;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An installation: broker, database, two instances of each stage. Each instance has its own links to broker and database.
 * Used by one thread, which calls {@link #pass} to let time pass: processes that have ended by themselves are started again
 * then.
 */
public final class TorturedWire implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int PER_STAGE = 2;
    private static final long TICK_MILLIS = 100;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final LocalCluster cluster;
    private final WireDatabase database;
    private final List<StageInstance> instances;
    private final List<TcpLink> links;
    private Runnable observer = () -> {};

    private TorturedWire(
            LocalCluster cluster, WireDatabase database, List<StageInstance> instances, List<TcpLink> links) {
        this.cluster = cluster;
        this.database = database;
        this.instances = instances;
        this.links = links;
    }

    /**
     * Starts broker and database, with all topics; no stage runs yet.
     *
     * @param logs where the output of the processes goes
     */
    public static TorturedWire start(Path logs) throws InterruptedException {
        var links = new ArrayList<TcpLink>();
        var advertised = new LinkedHashMap<String, Integer>();
        for (var stage : WireStage.values()) {
            for (var number = 1; number <= PER_STAGE; number++) {
                var link = TcpLink.open();
                links.add(link);
                advertised.put(listener(stage, number), link.port());
            }
        }
        var cluster = LocalCluster.start(logs, PARTITIONS, advertised);
        var database = WireDatabase.start(
                cluster.directory().resolve("postgres"), FreePorts.lasting(1).getFirst());
        var instances = new ArrayList<StageInstance>();
        for (var stage : WireStage.values()) {
            for (var number = 1; number <= PER_STAGE; number++) {
                var link = links.get(instances.size());
                link.leadTo(cluster.listenerPort(listener(stage, number)));
                Optional<TcpLink> toDatabase = Optional.empty();
                if (stage == WireStage.SINK) {
                    var opened = TcpLink.open();
                    opened.leadTo(database.port());
                    links.add(opened);
                    toDatabase = Optional.of(opened);
                }
                instances.add(new StageInstance(stage.label() + '-' + number, stage, cluster, link, toDatabase));
            }
        }
        return new TorturedWire(cluster, database, List.copyOf(instances), links);
    }

    private static String listener(WireStage stage, int number) {
        return stage.name() + number;
    }

    /** Called between two ticks of {@link #pass}. */
    public void observedBy(Runnable next) {
        observer = next;
    }

    /** Starts all instances and waits until each has reported its start. */
    public void startStages() throws InterruptedException {
        for (var instance : instances) {
            instance.start();
        }
        for (var instance : instances) {
            instance.awaitStarted();
        }
    }

    /** Announces these sources to ingest. */
    public void watch(List<Source> sources) {
        cluster.watch(sources);
    }

    /** All instances, in the order of the flow. */
    public List<StageInstance> instances() {
        return instances;
    }

    /** The instances of a stage. */
    public List<StageInstance> instances(WireStage stage) {
        return instances.stream().filter(one -> one.stage() == stage).toList();
    }

    /** The broker and its topics. */
    public LocalCluster cluster() {
        return cluster;
    }

    public WireDatabase database() {
        return database;
    }

    /** Clients of the broker that pass no link. */
    public KafkaClients clients() {
        return new KafkaClients(cluster.settings());
    }

    /** Lets this much time pass. */
    public void pass(Duration time) throws InterruptedException {
        passUntil(time, () -> false);
    }

    /** Lets time pass until the condition holds, this long at most; returns whether it holds. */
    public boolean passUntil(Duration limit, BooleanSupplier condition) throws InterruptedException {
        var until = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < until) {
            if (condition.getAsBoolean()) {
                return true;
            }
            instances.forEach(StageInstance::tick);
            observer.run();
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
        return condition.getAsBoolean();
    }

    /** Lets time pass until this instance works, two minutes at most: on a busy machine a start takes long. */
    public void passUntilStarted(StageInstance instance) throws InterruptedException {
        passUntil(START_LIMIT, instance::hasStarted);
    }

    /** The same for a second process of an instance, which may also end because it is not let in. */
    public void passUntilStarted(ChildProcess process) throws InterruptedException {
        passUntil(START_LIMIT, () -> !process.isAlive() || process.output().contains(StageInstance.STARTED));
    }

    /** How often a process has ended by itself. */
    public int ownEnds() {
        return instances.stream().mapToInt(StageInstance::ownEnds).sum();
    }

    @Override
    public void close() {
        instances.forEach(StageInstance::close);
        database.close();
        links.forEach(TcpLink::close);
        cluster.close();
    }
}
