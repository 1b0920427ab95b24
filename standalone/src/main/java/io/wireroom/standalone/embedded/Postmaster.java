package io.wireroom.standalone.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The main PostgreSQL process of one data directory, found by its {@code postmaster.pid}. It is not a child of this JVM
 * and outlives a kill of it.
 */
record Postmaster(ProcessHandle process) {
    private static final Duration FAST_LIMIT = Duration.ofSeconds(15);
    private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_NANOS = 20_000_000;

    /**
     * Stop requests in order of force: disconnect clients and checkpoint; abort everything and recover at the next
     * start.
     */
    private enum Request {
        FAST("INT", FAST_LIMIT),
        IMMEDIATE("QUIT", IMMEDIATE_LIMIT);

        private final String signal;
        private final Duration limit;

        Request(String signal, Duration limit) {
            this.signal = signal;
            this.limit = limit;
        }
    }

    /**
     * The running postmaster of a data directory. Another process with the same number (after a restart of the machine
     * or container) is recognised by its command line and working directory.
     */
    static Optional<Postmaster> of(Path dataDirectory) throws IOException {
        Path pidFile = pidFile(dataDirectory);
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        try {
            // PostgreSQL writes a negative number while initdb runs it without a postmaster.
            long pid = lines.isEmpty()
                    ? 0
                    : Math.abs(Long.parseLong(lines.getFirst().strip()));
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> serves(process, dataDirectory))
                    .map(Postmaster::new);
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    /** Where PostgreSQL writes the process id while it runs; a stale one can stop the next start. */
    static Path pidFile(Path dataDirectory) {
        return dataDirectory.resolve("postmaster.pid");
    }

    private static boolean serves(ProcessHandle process, Path dataDirectory) {
        boolean isPostgres = process.info()
                .command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        boolean namesDirectory = process.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(dataDirectory.toString()))
                .orElse(false);
        return isPostgres && (namesDirectory || worksIn(process, dataDirectory));
    }

    /** PostgreSQL changes into its data directory, so this works even if the directory was renamed. Linux only. */
    private static boolean worksIn(ProcessHandle process, Path dataDirectory) {
        try {
            Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.exists(workingDirectory) && Files.isSameFile(workingDirectory, dataDirectory);
        } catch (IOException notOurs) {
            return false;
        }
    }

    /**
     * Stops the process: fast, then immediate, then by force, each with a limit. Returns when it has ended.
     *
     * @throws IOException when it still runs after 25 s
     */
    void stop() throws IOException {
        for (Request request : Request.values()) {
            ask(request);
            if (isGoneWithin(request.limit)) {
                return;
            }
        }
        process.destroyForcibly();
        if (!isGoneWithin(IMMEDIATE_LIMIT)) {
            throw new IOException("PostgreSQL process " + process.pid() + " does not end");
        }
    }

    /** Java itself can only send TERM and KILL; to PostgreSQL, TERM means "wait until every client has left". */
    private void ask(Request request) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", request.signal, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private boolean isGoneWithin(Duration limit) {
        return isGoneWithin(process, limit);
    }

    /** Polls: the system reports a process's end only to its parent, and Java's own polling backs off to seconds. */
    private static boolean isGoneWithin(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isRunning(process) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return !isRunning(process);
    }

    /** Whether it still runs. */
    boolean isRunning() {
        return isRunning(process);
    }

    /**
     * An ended process without a parent stays in the process table until process 1 reads its status. In some containers
     * that never happens, but the process has no command line any more.
     */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /**
     * Stops whatever an earlier owner of {@code home} left running: the postmaster, and programs of an initialisation
     * that was cut short. The caller owns {@code home}, so nothing else may run its programs.
     *
     * @param programs the folder of that home's programs
     * @param dataDirectory the data directory in that home
     */
    static void stopAllOf(Path programs, Path dataDirectory) throws IOException {
        Optional<Postmaster> postmaster = of(dataDirectory);
        if (postmaster.isPresent()) {
            postmaster.get().stop();
        }
        // The number in a stale file may belong to any process by now, and PostgreSQL would refuse to start for it.
        Files.deleteIfExists(pidFile(dataDirectory));
        if (!Files.exists(programs)) {
            return;
        }
        Path executables = programs.toRealPath();
        List<ProcessHandle> leftOver = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .map(command -> Path.of(command).startsWith(executables))
                        .orElse(false))
                .toList();
        leftOver.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : leftOver) {
            if (!isGoneWithin(process, IMMEDIATE_LIMIT)) {
                throw new IOException("PostgreSQL process " + process.pid() + " does not end");
            }
        }
    }
}
