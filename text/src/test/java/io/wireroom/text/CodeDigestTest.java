package io.wireroom.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("harbour/berths"));
        Files.writeString(folder.resolve("harbour/Ferry.class"), "ferry");
        Files.writeString(folder.resolve("harbour/berths/words.txt"), "one two");
        Files.createDirectories(folder.resolve("island"));
        Files.writeString(folder.resolve("island/Hut.class"), "hut");
    }

    @Test
    void aJarHasTheDigestOfTheFolderThatItWasMadeOf(@TempDir Path other) throws IOException {
        var jar = other.resolve("harbour.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var name : List.of(
                    "harbour/",
                    "harbour/berths/",
                    "harbour/berths/words.txt",
                    "harbour/Ferry.class",
                    "island/Hut.class")) {
                out.putNextEntry(new JarEntry(name));
                if (!name.endsWith("/")) {
                    out.write(Files.readAllBytes(folder.resolve(name)));
                }
                out.closeEntry();
            }
        }

        assertThat(digest(jar)).isEqualTo(digest(folder)).matches("[0-9a-f]{10}");
    }

    @Test
    void itChangesWithAClassAResourceAndANameAndWithNothingElse() throws IOException {
        var first = digest(folder);

        Files.writeString(folder.resolve("island/Hut.class"), "palace");
        assertThat(digest(folder)).isEqualTo(first);

        Files.writeString(folder.resolve("harbour/berths/words.txt"), "one three");
        var second = digest(folder);
        assertThat(second).isNotEqualTo(first);

        Files.move(folder.resolve("harbour/Ferry.class"), folder.resolve("harbour/Boat.class"));
        assertThat(digest(folder)).isNotIn(first, second);
    }

    @Test
    void aPackageWithoutFilesIsAnError() {
        assertThatThrownBy(() -> CodeDigest.of(CodeDigestTest.class.getClassLoader(), "no/such/harbour"))
                .hasMessageContaining("no/such/harbour");
    }

    private static String digest(Path classPath) throws IOException {
        try (var loader = new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null)) {
            return CodeDigest.of(loader, "harbour");
        }
    }
}
