package io.wireroom.standalone.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that holds all state of a platform in one process, owned by that process while it lives.
 *
 * <p>Ownership is a lock of the operating system on {@code .lock}: it ends with the process, however that ends. It is
 * taken before anything is formatted or started, because two brokers or servers over the same files would ruin them.
 *
 * <pre>
 * .lock  ports.json  instance.json (while running)  kafka/  postgres/  streams/  newsroom/
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final String LOCK = ".lock";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * A lock without the id of a living owner is only held for an instant: by an owner that is about to write its id,
     * or by {@link #runningInstance} of another process. The system does not report the end of that instant.
     */
    private static final int ATTEMPTS = 20;

    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    /**
     * The directories this JVM owns. POSIX drops a process's locks of a file when it closes <em>any</em> of its
     * channels on that file, so a directory in this set must never be opened a second time just to check.
     */
    private static final Set<Path> OWNED_HERE = new HashSet<>();

    private final Path path;
    private final FileChannel lockFile;
    private final StateFiles files;
    private boolean orphanStopped;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
        this.files = new StateFiles(path);
    }

    /** The result of {@link #open(Path)}. */
    public sealed interface Opened {
        /** This process owns the directory until {@link DataDirectory#close()}. */
        record Owned(DataDirectory directory) implements Opened {}

        /**
         * Another process, or another part of this one, owns it.
         *
         * @param path the directory
         * @param pid the owner; absent if it has the lock but did not write its id
         */
        record InUse(Path path, OptionalLong pid) implements Opened {
            /** One sentence for the terminal. */
            public String message() {
                String owner = pid.isPresent() ? "process " + pid.getAsLong() : "another process";
                return path + " is already in use by " + owner + "; stop it or use --data with another directory";
            }
        }

        /** It cannot be created or written: {@code message} states what was tried and why it failed. */
        record Unusable(Path path, String message) implements Opened {}
    }

    /** Creates the directory if it is new and takes ownership, or returns why not; never waits. */
    public static Opened open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            path = path.toRealPath();
            keepPrivate(path);
            synchronized (OWNED_HERE) {
                if (OWNED_HERE.contains(path)) {
                    return new Opened.InUse(
                            path, OptionalLong.of(ProcessHandle.current().pid()));
                }
                return lock(path);
            }
        } catch (FileAlreadyExistsException e) {
            return new Opened.Unusable(
                    path, "Cannot use " + path + " for data: " + e.getFile() + " is a file, not a directory");
        } catch (IOException e) {
            return new Opened.Unusable(path, "Cannot use " + path + " for data: " + describe(e));
        }
    }

    /** Everything below is the owner's alone, whatever the umask is: articles, raw pages, the database. */
    private static void keepPrivate(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null || view.readAttributes().permissions().equals(OWNER_ONLY)) {
            return;
        }
        try {
            view.setPermissions(OWNER_ONLY);
        } catch (FileSystemException e) {
            // Another account's directory, such as a mounted volume: who shared it has decided.
            LOG.atDebug().addKeyValue("directory", path).log("The data directory keeps its permissions");
        }
    }

    private static Opened lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean owned = false;
        try {
            FileLock lock = channel.tryLock();
            for (int attempt = 0; lock == null && attempt < ATTEMPTS; attempt++) {
                OptionalLong owner = signature(channel);
                if (owner.isPresent()
                        && ProcessHandle.of(owner.getAsLong())
                                .map(ProcessHandle::isAlive)
                                .orElse(false)) {
                    return new Opened.InUse(path, owner);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
                lock = channel.tryLock();
            }
            if (lock == null) {
                return new Opened.InUse(path, OptionalLong.empty());
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            DataDirectory directory = new DataDirectory(path, channel);
            directory.files.forgetInstance(); // of an owner that was killed
            OWNED_HERE.add(path);
            owned = true;
            return new Opened.Owned(directory);
        } finally {
            if (!owned) {
                channel.close();
            }
        }
    }

    /**
     * The platform that runs over {@code directory} at this moment, to attach to it. Empty when none runs, or when one
     * is still starting. The directory is not created.
     *
     * @throws IOException when the directory cannot be read
     */
    public static Optional<Instance> runningInstance(Path directory) throws IOException {
        Path lock = directory.resolve(LOCK);
        if (!Files.exists(lock)) {
            return Optional.empty();
        }
        Path path = directory.toRealPath();
        synchronized (OWNED_HERE) {
            if (!OWNED_HERE.contains(path) && !isLocked(path.resolve(LOCK))) {
                return Optional.empty();
            }
        }
        return new StateFiles(path).instance();
    }

    private static boolean isLocked(Path lockFile) throws IOException {
        // A shared lock, so that two readers do not take each other for an owner.
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null;
        }
    }

    /** The directory's real path. */
    public Path path() {
        return path;
    }

    /** The broker's logs. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** The database's programs, data and log. */
    public Path postgres() {
        return path.resolve("postgres");
    }

    /**
     * The ports to use: those of the last start that are still free, and others in place of the rest. They are stored
     * for the next start. The first call stops the database of a killed owner, because it holds one of the ports, so
     * call this before anything is started here.
     *
     * @throws IOException when they cannot be stored, or that database does not end
     */
    public synchronized Ports ports() throws IOException {
        if (!orphanStopped) {
            EmbeddedDatabase.stopOrphan(postgres());
            orphanStopped = true;
        }
        return files.ports();
    }

    /**
     * Publishes for other processes where everything listens. Call when everything has started.
     *
     * @throws IOException when it cannot be written
     */
    public void publish(Instance instance) throws IOException {
        files.publish(instance);
    }

    /** Removes the published instance and releases the directory. A second call does nothing. */
    @Override
    public void close() throws IOException {
        synchronized (OWNED_HERE) {
            if (!OWNED_HERE.remove(path)) {
                return;
            }
            try (lockFile) {
                files.forgetInstance();
            }
        }
    }

    private static OptionalLong signature(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Java's file exceptions often hold only the path; the type names the fault. */
    private static String describe(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NotDirectoryException file -> file.getFile() + " is not a directory";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> failure.toString();
        };
    }
}
