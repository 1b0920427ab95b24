package io.wireroom.standalone.repartition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The stores of one task, as their changelogs leave them, in a temporary folder: a state may be larger than the memory. */
final class TaskState implements AutoCloseable {

    /** Takes an entry of a store. */
    @FunctionalInterface
    interface Visitor {

        void visit(byte[] key, byte[] value);
    }

    private final Path folder;
    private final Options options = new Options().setCreateIfMissing(true);
    private final Map<String, RocksDB> stores = new HashMap<>();

    TaskState() {
        RocksDB.loadLibrary();
        try {
            folder = Files.createTempDirectory("wireroom-repartition");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** Applies a record of a store's changelog. */
    void apply(String store, byte[] key, byte @Nullable [] value) {
        try {
            if (value == null) {
                of(store).delete(key);
            } else {
                of(store).put(key, value);
            }
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** The value under this key; null if there is none. */
    byte @Nullable [] value(String store, String key) {
        try {
            return of(store).get(key.getBytes(StandardCharsets.UTF_8));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    void forEach(String store, Visitor visitor) {
        try (var entries = of(store).newIterator()) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                visitor.visit(entries.key(), entries.value());
            }
            entries.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private RocksDB of(String store) throws RocksDBException {
        var opened = stores.get(store);
        if (opened == null) {
            opened = RocksDB.open(options, folder.resolve(store).toString());
            stores.put(store, opened);
        }
        return opened;
    }

    private IllegalStateException failed(RocksDBException e) {
        return new IllegalStateException("cannot keep state in " + folder + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        stores.values().forEach(RocksDB::close);
        options.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
