package io.wireroom.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipStreamTest {

    @Test
    void unpacksMembersInARowAndIgnoresWhatFollows() throws IOException {
        var noise = new byte[300_000];
        new Random(7).nextBytes(noise);
        var packed = joined(
                packed("Ferry ".getBytes(UTF_8)), packed(new byte[0]), packed(noise), "trailing".getBytes(UTF_8));

        assertThat(unpacked(packed)).isEqualTo(joined("Ferry ".getBytes(UTF_8), noise));
    }

    @Test
    void readsHeadersWithEveryField() throws IOException {
        var plain = packed("Ferry".getBytes(UTF_8));
        var head = Arrays.copyOf(plain, 10);
        head[3] = 4 | 8 | 16 | 2;
        var fields = new byte[] {3, 0, 1, 2, 3, 'n', 0, 'c', 'c', 0, 9, 9};

        assertThat(unpacked(joined(head, fields, Arrays.copyOfRange(plain, 10, plain.length))))
                .asString(UTF_8)
                .isEqualTo("Ferry");
    }

    @Test
    void refusesMembersWithoutEnd() throws IOException {
        var empty = packed(new byte[0]);
        var many = new ByteArrayOutputStream();
        for (var i = 0; i < 100_000; i++) {
            many.write(empty);
        }

        assertThatThrownBy(() -> unpacked(many.toByteArray()))
                .isInstanceOf(ZipException.class)
                .hasMessage("more than 1000 gzip members");
    }

    @Test
    void refusesANameWithoutEnd() throws IOException {
        var head = Arrays.copyOf(packed(new byte[0]), 4 << 20);
        head[3] = 8;
        Arrays.fill(head, 10, head.length, (byte) 'x');

        assertThatThrownBy(() -> unpacked(head))
                .isInstanceOf(ZipException.class)
                .hasMessage("a gzip header of more than 131072 bytes");
    }

    @Test
    void refusesWhatIsCutOrDamaged() throws IOException {
        var packed = packed("Ferry late again".getBytes(UTF_8));
        var wrong = packed.clone();
        wrong[packed.length - 6] ^= 1;

        assertThatThrownBy(() -> unpacked(Arrays.copyOf(packed, packed.length - 3)))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unpacked(Arrays.copyOf(packed, 14))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unpacked(wrong)).hasMessage("gzip data with a wrong checksum");
        assertThatThrownBy(() -> unpacked("plain".getBytes(UTF_8))).hasMessage("not in gzip format");
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (var in = new GzipStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }
}
