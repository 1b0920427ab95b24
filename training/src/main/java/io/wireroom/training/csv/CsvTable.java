package io.wireroom.training.csv;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Comma-separated files with a header line (RFC 4180), small enough for memory. */
public final class CsvTable {

    private static final ObjectReader ROWS = new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    private CsvTable() {}

    /** All rows, each as its fields by column name. */
    public static List<Map<String, String>> read(Path file) throws IOException {
        try (var rows = ROWS.<Map<String, String>>readValues(file.toFile())) {
            return rows.readAll();
        }
    }
}
