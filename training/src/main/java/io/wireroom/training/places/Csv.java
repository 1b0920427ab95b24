package io.wireroom.training.places;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comma-separated files with a header line (RFC 4180), small enough for memory. */
final class Csv {

    private Csv() {}

    /** Rows by column name. */
    static List<Map<String, String>> read(Path file) throws IOException {
        var records = records(Files.readString(file));
        var header = records.getFirst();
        var rows = new ArrayList<Map<String, String>>();
        for (var fields : records.subList(1, records.size())) {
            var row = new HashMap<String, String>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), i < fields.size() ? fields.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    /** Lower case without accents, blanks or signs. */
    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}]", "")
                .toLowerCase(Locale.ROOT);
    }

    private static List<List<String>> records(String csv) {
        var records = new ArrayList<List<String>>();
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char sign = csv.charAt(i);
            if (sign == '"') {
                // A doubled quote inside a quoted field is a quote.
                if (quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append(sign);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (sign == ',' || sign == '\n')) {
                fields.add(field.toString());
                field.setLength(0);
                if (sign == '\n') {
                    records.add(List.copyOf(fields));
                    fields.clear();
                }
            } else if (quoted || sign != '\r') {
                field.append(sign);
            }
        }
        if (!fields.isEmpty()) {
            fields.add(field.toString());
            records.add(List.copyOf(fields));
        }
        return records;
    }
}
