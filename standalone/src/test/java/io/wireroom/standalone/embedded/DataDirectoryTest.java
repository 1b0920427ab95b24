package io.wireroom.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.standalone.embedded.DataDirectory.Opened;
import io.wireroom.testkit.process.ChildProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void isRefusedToASecondProcessWithThePidOfTheOwner() throws Exception {
        Path data = folder.resolve("demo");
        try (ChildProcess owner = DataDirectoryOwner.start("own", data)) {
            owner.await("ready"::equals);

            Opened second = DataDirectory.open(data);

            assertThat(second)
                    .isEqualTo(new Opened.InUse(data.toRealPath(), OptionalLong.of(owner.pid())))
                    .extracting(inUse -> ((Opened.InUse) inUse).message())
                    .isEqualTo(data.toRealPath() + " is already in use by process " + owner.pid()
                            + "; stop it or use --data with another directory");
        }
    }

    @Test
    void isItsOwnersAlone() throws Exception {
        Path data = Files.createDirectory(
                folder.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        try (DataDirectory ours = owned(DataDirectory.open(data))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isFreeAgainWhenItsOwnerWasKilledAndForgetsTheOwnersInstance() throws Exception {
        Path data = folder.resolve("demo");
        try (ChildProcess owner = DataDirectoryOwner.start("publish", data)) {
            owner.await("ready"::equals);
            assertThat(DataDirectory.runningInstance(data))
                    .contains(new Instance(
                            owner.pid(),
                            Instant.parse("2026-03-01T06:00:00Z"),
                            new Ports(1, 2, 3, 4),
                            "127.0.0.1:1",
                            "jdbc:postgresql://127.0.0.1:3/wireroom"));
            owner.kill();
        }

        assertThat(DataDirectory.runningInstance(data)).isEmpty();
        try (DataDirectory ours = owned(DataDirectory.open(data))) {
            assertThat(ours.path().resolve("instance.json")).doesNotExist();
        }
    }

    @Test
    void isRefusedToASecondUseInTheSameProcessAndStaysLockedAfterLooking() throws Exception {
        Path data = folder.resolve("demo");
        try (DataDirectory ours = owned(DataDirectory.open(data))) {
            assertThat(DataDirectory.open(data))
                    .isEqualTo(new Opened.InUse(
                            ours.path(), OptionalLong.of(ProcessHandle.current().pid())));
            assertThat(DataDirectory.runningInstance(data)).isEmpty();

            try (ChildProcess other = DataDirectoryOwner.start("own", data)) {
                other.await(("in use by " + ProcessHandle.current().pid())::equals);
            }
        }
    }

    @Test
    void showsTheInstanceWhileItIsPublished() throws Exception {
        Instance instance = new Instance(
                ProcessHandle.current().pid(),
                Instant.parse("2026-03-01T06:00:00Z"),
                new Ports(1, 2, 3, 4),
                "127.0.0.1:1",
                "jdbc:postgresql://127.0.0.1:3/wireroom");

        try (DataDirectory ours = owned(DataDirectory.open(folder))) {
            ours.publish(instance);
            assertThat(DataDirectory.runningInstance(folder)).contains(instance);
        }

        assertThat(DataDirectory.runningInstance(folder)).isEmpty();
        assertThat(folder.resolve("instance.json")).doesNotExist();
    }

    @Test
    void noInstanceRunsInADirectoryThatWasNeverUsed() throws Exception {
        assertThat(DataDirectory.runningInstance(folder.resolve("never"))).isEmpty();
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void remembersItsPortsAndReplacesOnlyTheTakenOnes() throws Exception {
        try (DataDirectory ours = owned(DataDirectory.open(folder));
                ServerSocket other = new ServerSocket()) {
            Ports first = ours.ports();
            assertThat(Set.of(first.broker(), first.controller(), first.database(), first.admin()))
                    .hasSize(4)
                    .allSatisfy(port -> assertThat(port).isBetween(21_000, 32_000));
            assertThat(ours.ports()).isEqualTo(first);

            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), first.database()));
            Ports second = ours.ports();

            assertThat(second)
                    .isEqualTo(new Ports(first.broker(), first.controller(), second.database(), first.admin()));
            assertThat(second.database()).isNotIn(first.broker(), first.controller(), first.database(), first.admin());
        }
    }

    @Test
    void damagedPortsAreChosenAnew() throws Exception {
        Files.writeString(folder.resolve("ports.json"), "{\"broker\": 99");

        try (DataDirectory ours = owned(DataDirectory.open(folder))) {
            assertThat(ours.ports().broker()).isBetween(21_000, 32_000);
        }
    }

    @Test
    void aFileInTheWayIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "");

        assertThat(DataDirectory.open(file))
                .isEqualTo(new Opened.Unusable(
                        file, "Cannot use " + file + " for data: " + file + " is a file, not a directory"));
        assertThat(DataDirectory.open(file.resolve("demo")))
                .isInstanceOfSatisfying(
                        Opened.Unusable.class,
                        unusable -> assertThat(unusable.message())
                                .startsWith("Cannot use " + file.resolve("demo") + " for data: ")
                                .contains(file.toString()));
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsSaid() throws Exception {
        Path lockInTheWay = Files.createDirectories(folder.resolve("demo/.lock"));

        assertThat(DataDirectory.open(folder.resolve("demo")))
                .isInstanceOfSatisfying(
                        Opened.Unusable.class,
                        unusable -> assertThat(unusable.message())
                                .startsWith("Cannot use " + lockInTheWay.getParent() + " for data: " + lockInTheWay));
    }

    private static DataDirectory owned(Opened opened) {
        return ((Opened.Owned) opened).directory();
    }
}
