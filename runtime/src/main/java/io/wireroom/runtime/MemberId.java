package io.wireroom.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The identity of a process across restarts. Static group membership and the transactional id use it, so that a restarted
 * process takes its place in the group again and fences its own predecessor.
 */
public record MemberId(String value) {

    /** The id kept in this directory; created by the first call. */
    public static MemberId in(Path directory) {
        var file = directory.resolve("member-id");
        try {
            Files.createDirectories(directory);
            if (Files.exists(file)) {
                var value = Files.readString(file, StandardCharsets.UTF_8).strip();
                if (!value.isEmpty()) {
                    return new MemberId(value);
                }
            }
            var made = UUID.randomUUID().toString();
            var draft = Files.createTempFile(directory, "member-id", ".new");
            Files.writeString(draft, made, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new MemberId(made);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNAVAILABLE,
                    "Cannot keep the member id in '" + directory + "' ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); make DATA_DIR a writable directory",
                    e);
        }
    }
}
