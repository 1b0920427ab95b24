package io.wireroom.bench.wire;

import io.wireroom.enrich.EnrichMain;
import io.wireroom.ingest.IngestMain;
import io.wireroom.sink.SinkMain;
import io.wireroom.standalone.EmbeddedStore;
import io.wireroom.standalone.Standalone;
import io.wireroom.standalone.embedded.Instance;
import io.wireroom.testkit.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes of the stages beside the one that 'up' has of each, on its broker and its database. */
final class MoreStages implements AutoCloseable {

    private static final Map<String, Class<?>> STAGES =
            Map.of("ingest", IngestMain.class, "enrich", EnrichMain.class, "sink", SinkMain.class);

    private final List<ChildProcess> processes;

    private MoreStages(List<ChildProcess> processes) {
        this.processes = processes;
    }

    /**
     * Starts them and waits until each has reported its start.
     *
     * @param count processes of each stage
     * @param logs where their output goes
     * @param data where they keep their state
     */
    static MoreStages start(int count, Path logs, Path data, Instance platform, Map<String, String> settings)
            throws InterruptedException {
        var processes = new ArrayList<ChildProcess>();
        for (var number = 2; number <= count + 1; number++) {
            for (var stage : STAGES.entrySet()) {
                var name = stage.getKey() + '-' + number;
                var environment = new HashMap<>(settings);
                environment.put("LOG_LEVEL", "INFO");
                environment.put("ADMIN_PORT", "0");
                environment.put("DATA_DIR", data.resolve(name).toString());
                environment.put("KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers());
                environment.put("TOPIC_PARTITIONS", Integer.toString(Standalone.PARTITIONS));
                environment.put("SINK_JDBC_URL", platform.jdbcUrl());
                environment.put("SINK_JDBC_USER", EmbeddedStore.USER);
                environment.put("SINK_JDBC_PASSWORD", EmbeddedStore.USER);
                processes.add(ChildProcess.start(
                        name,
                        logs.resolve(name + ".log"),
                        List.of("-Xmx512m"),
                        environment,
                        stage.getValue(),
                        List.of()));
            }
        }
        var stages = new MoreStages(List.copyOf(processes));
        try {
            for (var process : processes) {
                process.await("Started");
            }
            return stages;
        } catch (RuntimeException | InterruptedException e) {
            stages.close();
            throw e;
        }
    }

    List<ChildProcess> processes() {
        return processes;
    }

    boolean areAlive() {
        return processes.stream().allMatch(ChildProcess::isAlive);
    }

    /** Processor time of all of them so far. */
    long cpuMillis() {
        return processes.stream().mapToLong(process -> process.cpu().toMillis()).sum();
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
    }
}
