package io.wireroom.runtime;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The disk space of the volume that holds a stage's data directory. */
public final class DataVolume {

    private static final Metric FREE = new Metric(
            "wireroom.volume.free",
            Metric.Type.GAUGE,
            "bytes",
            "stage",
            "Space on the volume of DATA_DIR that this stage may still use.",
            "Below a tenth of `wireroom_volume_size_bytes`.");
    private static final Metric SIZE = new Metric(
            "wireroom.volume.size",
            Metric.Type.GAUGE,
            "bytes",
            "stage",
            "Size of the volume of DATA_DIR.",
            "Never by itself.");

    private DataVolume() {}

    /** All metrics, for the documentation. */
    public static List<Metric> metrics() {
        return List.of(FREE, SIZE);
    }

    /** Registers the gauges; a directory that cannot be read counts as NaN. */
    public static void watch(Path directory, String stage, Telemetry telemetry) {
        telemetry.gauge(FREE, () -> bytes(directory, FileStore::getUsableSpace), "stage", stage);
        telemetry.gauge(SIZE, () -> bytes(directory, FileStore::getTotalSpace), "stage", stage);
    }

    private static double bytes(Path directory, Space space) {
        try {
            return space.of(Files.getFileStore(directory));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private interface Space {
        long of(FileStore store) throws IOException;
    }
}
