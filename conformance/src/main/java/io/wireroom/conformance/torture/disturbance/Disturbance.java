package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.TorturedWire;

/** Something that is done to the installation, and undone. */
public sealed interface Disturbance
        permits CutLink,
                ExpiredOffsets,
                FullDisk,
                HeldLink,
                KilledBroker,
                KilledDatabase,
                KilledStage,
                PoisonedTopic,
                PreviousBuild,
                RestartedBroker,
                RestartedDatabase,
                RestartedStage,
                SkewedClock,
                SlowLink,
                StoppedStage,
                TwinMember {

    /** One line for people, such as {@code kill -9 of enrich-2, back after 4 s}. */
    String description();

    /** Does it and undoes it; returns when nothing of it is left but what the installation has to recover from. */
    void strike(TorturedWire wire) throws InterruptedException;
}
