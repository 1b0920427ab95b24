package io.wireroom.conformance.kills;

import io.wireroom.conformance.processes.LocalCluster;
import io.wireroom.testkit.process.ChildProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest processes of a run: which are running, and when the others are started again. Used by one thread. */
final class IngestProcesses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestProcesses.class);
    private static final int LONG_DOWN_EVERY = 4;

    private static final class Member {
        final String name;
        int kills;
        Optional<ChildProcess> running = Optional.empty();
        long backAtNanos;

        Member(String name) {
            this.name = name;
        }
    }

    private final LocalCluster cluster;
    private final KillPlan plan;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(4);
    private final List<Member> members = new ArrayList<>();
    private int kills;

    IngestProcesses(LocalCluster cluster, KillPlan plan) {
        this.cluster = cluster;
        this.plan = plan;
        for (var number = 1; number <= plan.processes(); number++) {
            members.add(new Member("ingest-" + number));
        }
    }

    /** Starts all of them and waits until each has reported its start. */
    void start() throws InterruptedException {
        members.forEach(this::start);
        for (var member : members) {
            if (member.running.isPresent()) {
                member.running.get().await("Started");
            }
        }
    }

    private void start(Member member) {
        member.running = Optional.of(cluster.ingest(
                member.name,
                List.of("-Xmx384m", "-XX:TieredStopAtLevel=1"),
                Map.of(
                        "INGEST_CONTACT",
                        "https://wireroom.example/" + member.name,
                        "INGEST_ALLOWED_NETWORKS",
                        "127.0.0.0/8",
                        "INGEST_POLL_MIN",
                        "1s",
                        "INGEST_HOST_DELAY",
                        KillPlan.PAUSE.toMillis() + "ms")));
    }

    /** Kills the processes that the plan selects. */
    void kill() throws InterruptedException {
        if (plan.withBroker()) {
            killAll();
        } else {
            killOne();
        }
    }

    private void killAll() throws InterruptedException {
        kills++;
        cluster.killBroker();
        for (var member : members) {
            if (member.running.isPresent()) {
                member.running.get().kill();
                member.running = Optional.empty();
                member.backAtNanos = System.nanoTime();
            }
        }
        LOG.atInfo().log("Killed all");
        cluster.restartBroker();
    }

    /** Kills the running process that was killed least often. */
    private void killOne() {
        var victim = members.stream()
                .filter(one -> one.running.isPresent())
                .min(Comparator.comparingInt((Member one) -> one.kills));
        if (victim.isEmpty()) {
            return;
        }
        var member = victim.get();
        kills++;
        var down = kills % LONG_DOWN_EVERY == 0
                ? plan.longDown().toMillis()
                : random.nextLong(plan.down().toMillis() / 5, plan.down().toMillis());
        member.running.orElseThrow().kill();
        member.running = Optional.empty();
        member.kills++;
        member.backAtNanos = System.nanoTime() + down * 1_000_000L;
        LOG.atInfo()
                .addKeyValue("process", member.name)
                .addKeyValue("back_in_ms", down)
                .log("Killed");
    }

    /** Restarts processes whose downtime is over. */
    void tick() {
        for (var member : members) {
            if (member.running.isEmpty() && System.nanoTime() - member.backAtNanos >= 0) {
                start(member);
            } else if (member.running.isPresent() && !member.running.get().isAlive()) {
                throw new IllegalStateException(member.name + " has ended by itself");
            }
        }
    }

    boolean isWhole() {
        return members.stream().allMatch(one -> one.running.isPresent());
    }

    int kills() {
        return kills;
    }

    @Override
    public void close() {
        for (var member : members) {
            if (member.running.isPresent()) {
                member.running.get().kill();
            }
        }
    }
}
