package io.wireroom.conformance.torture.disturbance;

import io.wireroom.conformance.torture.wire.StageInstance;
import io.wireroom.conformance.torture.wire.TorturedWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The data directory of a process is on a small file system (tmpfs, as root), which another file fills to the end. */
record FullDisk(StageInstance instance, Duration time) implements Disturbance {

    private static final String SIZE = "96m";
    private static final int BLOCK = 64 * 1024;

    /** Whether this user can mount a tmpfs. */
    static boolean isPossible() {
        try {
            var folder = Files.createTempDirectory("wireroom-tmpfs");
            var mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
            if (mounted) {
                run("umount", folder.toString());
            }
            Files.delete(folder);
            return mounted;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder", e);
        }
    }

    @Override
    public String description() {
        return "the disk of " + instance.name() + " is full for " + time.toSeconds() + " s";
    }

    @Override
    public void strike(TorturedWire wire) throws InterruptedException {
        var folder = wire.cluster().directory().resolve(instance.name() + "-tmpfs");
        instance.terminate();
        try {
            Files.createDirectories(folder);
            if (!run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString())) {
                throw new IllegalStateException("cannot mount a tmpfs on " + folder);
            }
            try {
                instance.startWith(Map.of("DATA_DIR", folder.toString()));
                wire.passUntilStarted(instance);
                fill(folder.resolve("filler"));
                wire.pass(time);
                Files.delete(folder.resolve("filler"));
                wire.pass(time.dividedBy(2));
            } finally {
                instance.terminate();
                run("umount", folder.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fill " + folder, e);
        }
        instance.startWith(Map.of());
    }

    private static void fill(Path file) throws IOException {
        var block = new byte[BLOCK];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.size(file) == 0) {
                throw full;
            }
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
