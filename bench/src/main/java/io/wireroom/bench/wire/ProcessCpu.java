package io.wireroom.bench.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CPU time of a process and of its database, by component, from {@code /proc} (Linux). A thread that has ended keeps
 * what it had at the last look. Not thread-safe.
 */
final class ProcessCpu {

    /** What works in the process, told apart by the names of threads, of which Linux keeps 15 characters. */
    enum Component {
        COMPILER("C1 Compiler", "C2 Compiler"),
        COLLECTOR("G1 ", "GC ", "VM Thread"),
        ENRICH("news-enrich"),
        MATCH("news-match"),
        SCHEDULER("news-scheduler"),
        FETCH("fetcher", "parser", "ForkJoinPool", "reply", "VirtualThread"),
        SINK("sink", "search", "ledger"),
        CLIENTS("kafka-producer", "kafka-coordina", "kafka-admin"),
        /** After the clients, whose names begin alike. */
        BROKER(
                "data-plane",
                "kafka-",
                "broker-",
                "Broker",
                "group-coord",
                "transaction-co",
                "TxnMarker",
                "quorum",
                "metadata",
                "snapshot",
                "raft",
                "controller",
                "log-",
                "executor-",
                "Expiration"),
        DATABASE(),
        OTHER();

        private final String[] names;

        Component(String... names) {
            this.names = names;
        }

        static Component of(String thread) {
            for (var component : values()) {
                for (var name : component.names) {
                    if (thread.startsWith(name)) {
                        return component;
                    }
                }
            }
            return OTHER;
        }
    }

    /** Ticks a second of the times in /proc: fixed in Linux for programs. */
    private static final double TICKS = 100;

    private final ProcessHandle process;
    private final Optional<ProcessHandle> database;
    private final Map<String, Long> ticks = new HashMap<>();
    private final Map<String, Component> components = new HashMap<>();

    /** Of a process without a database. */
    ProcessCpu(long pid) {
        this(pid, Optional.empty());
    }

    /**
     * Of a process.
     *
     * @param database the first process of PostgreSQL, which starts one for each connection
     */
    ProcessCpu(long pid, Optional<ProcessHandle> database) {
        process = ProcessHandle.of(pid).orElseThrow();
        this.database = database;
    }

    /** The first process of PostgreSQL in this directory, from its {@code postmaster.pid}. */
    static Optional<ProcessHandle> databaseIn(Path directory) throws IOException {
        try (var lines = Files.lines(directory.resolve("postmaster.pid"))) {
            return lines.findFirst().flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
        }
    }

    /** Reads the times of now. */
    void look() {
        var own = Path.of("/proc", Long.toString(process.pid()), "task");
        try (var tasks = Files.list(own)) {
            tasks.forEach(task -> note(task, false));
        } catch (IOException e) {
            return; // no Linux, or the process has ended
        }
        database.ifPresent(first -> Stream.concat(Stream.of(first), first.descendants())
                .forEach(child -> note(Path.of("/proc", Long.toString(child.pid())), true)));
    }

    private void note(Path task, boolean isDatabase) {
        try {
            var stat = Files.readString(task.resolve("stat"), StandardCharsets.UTF_8);
            var nameEnd = stat.lastIndexOf(')');
            var fields = stat.substring(nameEnd + 2).split(" ");
            var name = stat.substring(stat.indexOf('(') + 1, nameEnd);
            // Numbers are given again: the start makes a thread unique (proc(5), fields 14, 15, 22).
            var id = task.getFileName() + "@" + fields[19];
            ticks.put(id, Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
            components.putIfAbsent(id, isDatabase ? Component.DATABASE : Component.of(name));
        } catch (IOException e) {
            // it has ended meanwhile
        }
    }

    /** Seconds by component since the start of the process, as of the last look. */
    Map<Component, Double> seconds() {
        var all = new EnumMap<Component, Double>(Component.class);
        ticks.forEach((id, spent) -> all.merge(components.get(id), spent / TICKS, Double::sum));
        return all;
    }
}
