package io.wireroom.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The part of a data directory that one process of a stage owns. Copies of a stage can share a directory, for instance a
 * volume: each takes the lowest slot that no other process holds, so that a copy which is started again finds the member
 * id and the state of the one before. Slot 0 is the directory itself, slot 1 is {@code slot-1} below it, and so on. The
 * operating system releases the lock however a process ends.
 */
final class DataSlot implements AutoCloseable {

    private static final int MAX_SLOTS = 1_000;

    private final Path directory;
    private final FileLock lock;

    private DataSlot(Path directory, FileLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Takes the lowest free slot; different stages do not take slots from each other.
     *
     * @throws Failure (69) when the directory cannot be written, or has no lock to give
     */
    static DataSlot take(Path data, String stage) {
        try {
            for (var number = 0; number < MAX_SLOTS; number++) {
                var directory = number == 0 ? data : data.resolve("slot-" + number);
                Files.createDirectories(directory);
                var lock = lock(directory.resolve("." + stage + ".lock"));
                if (lock != null) {
                    return new DataSlot(directory, lock);
                }
            }
        } catch (IOException e) {
            throw Failure.unavailable(
                    "Cannot take a place in '" + data + "' (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); make DATA_DIR a writable directory on a file system with locks",
                    e);
        }
        throw Failure.unavailable(MAX_SLOTS + " processes use '" + data + "'; give the others another DATA_DIR", null);
    }

    private static @Nullable FileLock lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            // Another slot of this very process.
            channel.close();
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Where this process keeps its member id and its state. */
    Path directory() {
        return directory;
    }

    /** Leaves the slot to another process. */
    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release the slot in " + directory, e);
        }
    }
}
