package io.wireroom.standalone.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the jar on the class path (about 60 MB) into the data directory.
 *
 * <p>They are unpacked into a neighbouring directory and moved when complete, so that a kill never leaves a directory
 * that seems complete. Each version of the jar has its own directory, so an upgrade unpacks again.
 */
record PostgresBinaries(Path home) {
    private static final int ANY_EXECUTE_BIT = 0111;

    /** The path of one program, such as {@code initdb}. */
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /**
     * Unpacks the programs if they are not there yet.
     *
     * @param under the directory that contains them; no other process may unpack into it at the same time
     * @throws EmbeddedStartException when this build has no programs for this machine or they cannot be written
     */
    static PostgresBinaries unpack(Path under) throws EmbeddedStartException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String archiveName = "postgres-" + system + "-" + architecture + ".txz";
        URL archive = PostgresBinaries.class.getResource("/" + archiveName);
        if (archive == null) {
            throw new EmbeddedStartException("Cannot start the embedded database: this build carries no " + archiveName
                    + "; build it on this machine, or use docker compose");
        }
        try {
            URLConnection connection = archive.openConnection();
            Path home = under.resolve(fingerprint(connection));
            if (!Files.exists(home)) {
                Path unfinished = under.resolve("unpacking");
                deleteTree(unfinished);
                Files.createDirectories(unfinished);
                extract(connection.getInputStream(), unfinished);
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresBinaries(home);
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedStartException(
                    "Cannot unpack PostgreSQL's programs into " + under + ": " + EmbeddedStartException.reason(e), e);
        }
    }

    /** Identifies an archive without reading it, by its checksum in the jar. */
    private static String fingerprint(URLConnection archive) throws IOException {
        long checksum = archive instanceof JarURLConnection inJar
                ? inJar.getJarEntry().getCrc()
                : archive.getContentLengthLong();
        return "postgres-" + Long.toHexString(checksum);
    }

    private static void extract(InputStream archive, Path into) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                Path parent = target.getParent();
                if (!target.startsWith(into) || parent == null) {
                    throw new IOException("The archive names a file outside of itself: " + entry.getName());
                }
                Files.createDirectories(entry.isDirectory() ? target : parent);
                if (entry.isDirectory()) {
                    continue;
                }
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, into.resolve(entry.getLinkName()).normalize());
                } else {
                    Files.copy(tar, target);
                    if ((entry.getMode() & ANY_EXECUTE_BIT) != 0
                            && !target.toFile().setExecutable(true, false)) {
                        throw new IOException("Cannot make " + target + " executable");
                    }
                }
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
