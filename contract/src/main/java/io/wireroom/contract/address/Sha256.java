package io.wireroom.contract.address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one hash of all identities and content hashes: SHA-256 (FIPS 180-4) of UTF-8 text. Thread-safe. */
public final class Sha256 {

    private static final int ID_BYTES = 16;

    private Sha256() {}

    /** The first 16 bytes as 32 lower-case hexadecimal characters. */
    public static String id(String text) {
        return HexFormat.of().formatHex(digest(text), 0, ID_BYTES);
    }

    /** The first 8 bytes, big-endian: enough to distinguish the few thousand entries of one source. */
    public static long shortHash(String text) {
        return ByteBuffer.wrap(digest(text)).getLong();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
