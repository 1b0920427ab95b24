package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;
import io.wireroom.conformance.torture.wire.WireStage;
import io.wireroom.contract.Topic;
import io.wireroom.runtime.KafkaGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws disturbances by a seed: all kinds in a random order, then all again. The same seed gives the same order with the
 * same figures, as far as the machine can do the same. Not thread-safe.
 */
public final class DisturbanceDraw {

    private static final int MOST_DOWN_SECONDS = 10;
    private static final int POISONS = 3;
    /** Longer than the session of a member (8 s) and every transaction (20 s). */
    private static final int LEAST_STOP_SECONDS = 24;

    private static final int STOP_SPREAD_SECONDS = 8;
    /** Shorter and longer than the session of a member. */
    private static final int MOST_CUT_SECONDS = 20;

    private static final int MOST_DELAY_MILLIS = 250;
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration TWINS = Duration.ofSeconds(20);
    private static final Duration SKEWED = Duration.ofSeconds(25);
    private static final Duration FULL = Duration.ofSeconds(15);
    private static final Duration OTHER_BUILD = Duration.ofSeconds(20);

    private final TorturedWire wire;
    private final RandomGenerator random;
    private final List<Supplier<Disturbance>> kinds = new ArrayList<>();
    private final List<Supplier<Disturbance>> left = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /**
     * A draw for this installation.
     *
     * @param previous class path of a previous build, if there is one
     */
    public DisturbanceDraw(TorturedWire wire, long seed, Optional<String> previous) {
        this.wire = wire;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var instance : wire.instances()) {
            kinds.add(() -> new KilledStage(instance, upTo(MOST_DOWN_SECONDS)));
        }
        for (var stage : WireStage.values()) {
            kinds.add(() ->
                    new StoppedStage(oneOf(stage), upTo(STOP_SPREAD_SECONDS).plusSeconds(LEAST_STOP_SECONDS)));
            kinds.add(() -> new TwinMember(oneOf(stage), TWINS));
        }
        kinds.add(() -> new RestartedStage(any()));
        kinds.add(() -> new KilledBroker(upTo(MOST_DOWN_SECONDS)));
        kinds.add(RestartedBroker::new);
        kinds.add(() -> new KilledDatabase(upTo(MOST_DOWN_SECONDS)));
        kinds.add(() -> new RestartedDatabase(upTo(MOST_DOWN_SECONDS)));
        kinds.add(() -> new CutLink(toBroker(any()), upTo(MOST_CUT_SECONDS)));
        kinds.add(() -> new CutLink(toDatabase(oneOf(WireStage.SINK)), upTo(MOST_CUT_SECONDS)));
        kinds.add(() -> new HeldLink(toBroker(any()), upTo(MOST_CUT_SECONDS)));
        kinds.add(() -> new HeldLink(toDatabase(oneOf(WireStage.SINK)), upTo(MOST_CUT_SECONDS)));
        kinds.add(() -> new SlowLink(toBroker(any()), delay(), SLOW));
        kinds.add(() -> new SlowLink(toDatabase(oneOf(WireStage.SINK)), delay(), SLOW));
        for (var times = 0; times < POISONS; times++) {
            kinds.add(() -> new PoisonedTopic(
                    one(read()).name(), random.nextInt(wire.cluster().settings().partitions())));
        }
        kinds.add(() -> new ExpiredOffsets(WireStage.INGEST, group(KafkaGroup.FETCHER)));
        kinds.add(() -> new ExpiredOffsets(WireStage.SINK, group(KafkaGroup.SINK)));
        kinds.add(() -> new ExpiredOffsets(WireStage.INGEST, group(KafkaGroup.SCHEDULER)));
        kinds.add(() -> new ExpiredOffsets(WireStage.ENRICH, group(KafkaGroup.ENRICH)));
        SkewedClock.installed()
                .ifPresentOrElse(
                        library -> kinds.add(() -> new SkewedClock(any(), library, random.nextBoolean(), SKEWED)),
                        () -> leftOut.add("clocks: libfaketime is not installed"));
        if (FullDisk.isPossible()) {
            kinds.add(() -> new FullDisk(oneOf(random.nextBoolean() ? WireStage.INGEST : WireStage.ENRICH), FULL));
        } else {
            leftOut.add("full disks: this user cannot mount a tmpfs");
        }
        previous.ifPresentOrElse(
                classPath -> kinds.add(() -> new PreviousBuild(any(), classPath, OTHER_BUILD)),
                () -> leftOut.add("a previous build: --previous names none"));
    }

    /** The topics that stages read records of. */
    private List<Topic<?>> read() {
        var topics = wire.cluster().settings().topics();
        return List.of(
                topics.source(),
                topics.request(),
                topics.fetched(),
                topics.link(),
                topics.raw(),
                topics.article(),
                topics.outcome());
    }

    private String group(KafkaGroup group) {
        return group.id(wire.cluster().settings().topics().prefix());
    }

    /** What cannot be done on this machine, one line each. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The next disturbance. */
    public Disturbance next() {
        if (left.isEmpty()) {
            left.addAll(kinds);
            Collections.shuffle(left, random);
        }
        return left.removeLast().get();
    }

    /** Time to recover before the next one: sometimes too short for it. */
    public Duration pause() {
        return upTo(MOST_DOWN_SECONDS);
    }

    private Duration upTo(int seconds) {
        return Duration.ofSeconds(1L + random.nextInt(seconds));
    }

    private Duration delay() {
        return Duration.ofMillis(1L + random.nextInt(MOST_DELAY_MILLIS));
    }

    private StageInstance any() {
        return one(wire.instances());
    }

    private StageInstance oneOf(WireStage stage) {
        return one(wire.instances(stage));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static WireLink toBroker(StageInstance instance) {
        return new WireLink(instance.name() + " to the broker", instance.brokerLink());
    }

    private static WireLink toDatabase(StageInstance instance) {
        return new WireLink(
                instance.name() + " to the database", instance.databaseLink().orElseThrow());
    }
}
