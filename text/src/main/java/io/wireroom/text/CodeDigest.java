package io.wireroom.text;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;

/**
 * A digest of the classes and resources of some packages, as they are on the class path: it changes when any of them does,
 * so it serves as the version of what they compute. It is the same for a jar and for the folder that the jar was made of.
 */
public final class CodeDigest {

    private static final int HEX_DIGITS = 10;

    private final ClassLoader loader;

    /** Name and checksum of each file. */
    private final SortedMap<String, Long> files = new TreeMap<>();

    private CodeDigest(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * The digest, as {@value #HEX_DIGITS} hexadecimal digits.
     *
     * @param packages with slashes, such as {@code io/wireroom/text}; those below them are included
     * @throws IllegalStateException if one of them has no file
     */
    public static String of(ClassLoader loader, String... packages) {
        var digest = new CodeDigest(loader);
        try {
            for (var name : packages) {
                digest.add(name + '/');
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the classes of " + String.join(", ", packages), e);
        }
        return digest.hex();
    }

    private void add(String folder) throws IOException, URISyntaxException {
        var before = files.size();
        for (var place : Collections.list(loader.getResources(folder))) {
            if (place.openConnection() instanceof JarURLConnection jar) {
                addJar(jar, folder);
            } else {
                addFolder(place, folder);
            }
        }
        if (files.size() == before) {
            throw new IllegalStateException("no class in " + folder);
        }
    }

    /** The jar's own directory has the checksums, so no entry is read. */
    private void addJar(JarURLConnection connection, String folder) throws IOException {
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder))
                    .forEach(this::add);
        }
    }

    private void add(JarEntry entry) {
        files.put(entry.getName(), entry.getCrc());
    }

    private void addFolder(URL place, String folder) throws IOException, URISyntaxException {
        var root = Path.of(new URI(place.toString()));
        try (var all = Files.walk(root)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var name = root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                files.put(folder + name, checksum(file));
            }
        }
    }

    private static long checksum(Path file) throws IOException {
        var sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue();
    }

    private String hex() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            files.forEach(
                    (name, checksum) -> sha.update((name + ' ' + checksum + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest()).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
