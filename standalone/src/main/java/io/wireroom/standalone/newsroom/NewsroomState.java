package io.wireroom.standalone.newsroom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the newsroom keeps over restarts. Everything it serves is a function of this.
 *
 * @param created when the newsroom first started, in whole seconds; all publication dates count back from here
 * @param correction the state of the correction
 * @param correctedAt when the correction was published, in whole seconds; empty before
 */
record NewsroomState(Instant created, Correction correction, Optional<Instant> correctedAt) {

    NewsroomState {
        if (correction.corrected() != correctedAt.isPresent()) {
            throw new IllegalArgumentException(correction + " does not go with a correction at " + correctedAt);
        }
    }

    static NewsroomState fresh(Instant now) {
        return new NewsroomState(now.truncatedTo(ChronoUnit.SECONDS), Correction.UNREAD, Optional.empty());
    }

    /** The state after the article that is corrected was sent as a whole. */
    NewsroomState articleRead() {
        return switch (correction) {
            case UNREAD -> new NewsroomState(created, Correction.READ, correctedAt);
            case CORRECTED -> new NewsroomState(created, Correction.CORRECTED_READ, correctedAt);
            case READ, CORRECTED_READ -> this;
        };
    }

    /** The state after the feed that announces the article was polled at {@code now}. */
    NewsroomState feedPolled(Instant now) {
        return correction == Correction.READ
                ? new NewsroomState(created, Correction.CORRECTED, Optional.of(now.truncatedTo(ChronoUnit.SECONDS)))
                : this;
    }

    /**
     * Reads the state, or makes and writes a fresh one when there is no file.
     *
     * @throws IOException if the file cannot be read or written, or is not ours
     */
    static NewsroomState loadOrCreate(Path file, InstantSource clock) throws IOException {
        if (Files.exists(file)) {
            return parse(file);
        }
        var fresh = fresh(clock.instant());
        fresh.save(file);
        return fresh;
    }

    /** Replaces the file as a whole: a reader, or a start after a crash, finds the old state or this one. */
    void save(Path file) throws IOException {
        var target = file.toAbsolutePath();
        var folder = target.getParent();
        if (folder == null) {
            throw new IOException("Cannot write the newsroom's state to " + file + ": not a file");
        }
        Files.createDirectories(folder);
        var draft = target.resolveSibling(target.getFileName() + ".new");
        var text = created + " " + correction
                + correctedAt.map(instant -> " " + instant).orElse("") + "\n";
        try (var channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static NewsroomState parse(Path file) throws IOException {
        try {
            var words = Files.readString(file).strip().split(" ", -1);
            if (words.length != 2 && words.length != 3) {
                throw new IllegalArgumentException("found " + words.length + " words, not 2 or 3");
            }
            return new NewsroomState(
                    Instant.parse(words[0]),
                    Correction.valueOf(words[1]),
                    words.length == 3 ? Optional.of(Instant.parse(words[2])) : Optional.empty());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("Cannot read the newsroom's state in " + file + ": " + e.getMessage(), e);
        }
    }
}
