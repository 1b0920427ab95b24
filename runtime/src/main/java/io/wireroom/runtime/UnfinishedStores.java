package io.wireroom.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores that a killed process left behind. Under exactly_once_v2 they may hold what was never committed: Streams
 * finds that out only while it takes a task over, fails the task as corrupted and begins anew, which costs seconds.
 * Without them it restores from the changelogs at once. A mark in the application's directory tells a clean end.
 */
final class UnfinishedStores {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedStores.class);
    private static final String TASKS = "*_*";
    private static final String CLOSED = "closed";

    private final Path application;

    /**
     * Those of one application.
     *
     * @param application its directory, which this process has locked; need not be there
     */
    UnfinishedStores(Path application) {
        this.application = application;
    }

    /** Removes them, unless {@link #closed()} was the last thing that happened here; to be called before each start. */
    void remove() {
        try {
            if (!Files.isDirectory(application) || Files.deleteIfExists(application.resolve(CLOSED))) {
                return;
            }
            try (var tasks = Files.newDirectoryStream(application, TASKS)) {
                for (var task : tasks) {
                    removeAll(task);
                    LOG.atInfo().addKeyValue("task", task.getFileName()).log("Restores what a killed process left");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Streams itself then does the same, only later.
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("directory", application)
                    .log("Cannot remove the stores of a killed process");
        }
    }

    /** The stores were closed in order: the next start may go on with them. */
    void closed() {
        try {
            if (Files.isDirectory(application)) {
                Files.writeString(application.resolve(CLOSED), "");
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("directory", application).log("The next start restores all stores");
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
