package io.wireroom.training.names;

import io.wireroom.contract.json.JsonCodec;
import io.wireroom.tagging.NameFinder.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A text whose names are marked.
 *
 * @param set name of its file, without extensions
 */
record NamedText(String set, String text, List<Mark> marks) {

    NamedText {
        marks = List.copyOf(marks);
    }

    /** A name: half-open UTF-16 offsets. */
    record Mark(Kind kind, int start, int end) {}

    /** Rows of {@code {text, entities: [{type, start, end}]}}; other types than PER, ORG and LOC are left out. */
    static List<NamedText> read(Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        var set = name.replaceFirst("\\.jsonl(\\.gz)?$", "");
        var texts = new ArrayList<NamedText>();
        try (var bytes = Files.newInputStream(file);
                var plain = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    texts.add(row(set, line));
                }
            }
        }
        return texts;
    }

    /** All texts of a folder's files, in the order of their names. */
    static List<NamedText> readAll(Path folder) throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(file -> file.toString().matches(".*\\.jsonl(\\.gz)?"))
                    .sorted()
                    .toList();
        }
        var texts = new ArrayList<NamedText>();
        for (var file : files) {
            texts.addAll(read(file));
        }
        return texts;
    }

    private static NamedText row(String set, String line) throws IOException {
        var row = JsonCodec.MAPPER.readTree(line);
        var marks = new ArrayList<Mark>();
        for (var entity : row.path("entities")) {
            var start = entity.path("start").asInt();
            var end = entity.path("end").asInt();
            switch (entity.path("type").asText()) {
                case "PER" -> marks.add(new Mark(Kind.PERSON, start, end));
                case "ORG" -> marks.add(new Mark(Kind.ORGANISATION, start, end));
                case "LOC" -> marks.add(new Mark(Kind.PLACE, start, end));
                default -> {}
            }
        }
        return new NamedText(set, row.path("text").asText(), marks);
    }
}
