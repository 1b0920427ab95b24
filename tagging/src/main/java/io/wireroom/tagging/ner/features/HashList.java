package io.wireroom.tagging.ner.features;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Ascending numbers in a file: the first, then each as its difference to the one before, seven bits a byte. */
public final class HashList {

    private HashList() {}

    /** Writes the count and the numbers. */
    public static void write(DataOutputStream out, int[] ascending) throws IOException {
        out.writeInt(ascending.length);
        long last = Integer.MIN_VALUE;
        for (var hash : ascending) {
            long difference = hash - last;
            last = hash;
            while (difference >= 0x80) {
                out.writeByte((int) (difference & 0x7F) | 0x80);
                difference >>>= 7;
            }
            out.writeByte((int) difference);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static int[] read(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IOException("a list of " + count + " numbers in " + in.available() + " bytes");
        }
        var hashes = new int[count];
        long last = Integer.MIN_VALUE;
        for (int at = 0; at < hashes.length; at++) {
            long difference = 0;
            int shift = 0;
            int part;
            do {
                part = in.readUnsignedByte();
                difference |= (long) (part & 0x7F) << shift;
                shift += 7;
            } while (part >= 0x80);
            last += difference;
            hashes[at] = (int) last;
        }
        return hashes;
    }
}
