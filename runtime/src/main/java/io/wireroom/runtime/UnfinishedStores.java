package io.wireroom.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores of a killed process. Under exactly_once_v2 they may hold uncommitted data: Streams detects that only while
 * it takes a task over, fails the task as corrupted and starts again, which costs seconds. Without them it restores from
 * the changelogs at once. A mark in the application's directory records a clean end.
 */
final class UnfinishedStores {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedStores.class);
    private static final String TASKS = "*_*";
    private static final String CLOSED = "closed";

    private final Path application;

    /**
     * Those of one application.
     *
     * @param application its directory, which this process has locked; may be missing
     */
    UnfinishedStores(Path application) {
        this.application = application;
    }

    /** Removes them unless {@link #closed()} was the last call; called before each start. */
    void remove() {
        try {
            if (!Files.isDirectory(application) || Files.deleteIfExists(application.resolve(CLOSED))) {
                return;
            }
            try (var tasks = Files.newDirectoryStream(application, TASKS)) {
                for (var task : tasks) {
                    removeAll(task);
                    LOG.atInfo().addKeyValue("task", task.getFileName()).log("Restoring the state of a killed process");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Streams then does the same itself, only later.
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("directory", application)
                    .log("Cannot remove the stores of a killed process");
        }
    }

    /** Records that the stores were closed in order: the next start may use them. */
    void closed() {
        try {
            if (Files.isDirectory(application)) {
                Files.writeString(application.resolve(CLOSED), "");
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("directory", application)
                    .log("Cannot mark the state stores as complete; the next start will restore them");
        }
    }

    private static void removeAll(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
