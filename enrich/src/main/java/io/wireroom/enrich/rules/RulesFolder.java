package io.wireroom.enrich.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of operators' rules: {@code sites.yaml} and {@code topics.yaml}, each of which may be missing or empty.
 * Strict: what is not understood is a problem, never ignored, so that a mistake is reported at the start and not
 * found out a month later.
 */
public final class RulesFolder {

    private static final String SITES = "sites.yaml";
    private static final String TOPICS = "topics.yaml";

    /** Read by ingest. */
    private static final String HOSTS = "hosts.yaml";

    private static final long MAX_BYTES = 4 << 20;

    /**
     * What a folder holds.
     *
     * @param rules those that could be read
     * @param problems one line each, with file and line; empty when all is well
     */
    public record Loaded(OperatorRules rules, List<String> problems) {

        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    private RulesFolder() {}

    /** Reads the rules of this folder. */
    public static Loaded read(Path folder) {
        var problems = new ArrayList<String>();
        if (!Files.isDirectory(folder)) {
            problems.add(folder + ": there is no such folder");
            return new Loaded(OperatorRules.NONE, problems);
        }
        try (var files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .filter(name -> !name.equals(SITES) && !name.equals(TOPICS) && !name.equals(HOSTS))
                    .sorted()
                    .forEach(name -> problems.add(folder.resolve(name) + ": unknown file; known are " + HOSTS + ", "
                            + SITES + " and " + TOPICS));
        } catch (IOException e) {
            problems.add(folder + ": cannot be listed: " + e);
        }
        var sites = new RuleReader(folder.resolve(SITES), problems);
        var bySite = sites.document(text(folder.resolve(SITES), problems))
                .map(root -> SiteRulesReader.read(root, sites))
                .orElse(Map.of());
        var topics = new RuleReader(folder.resolve(TOPICS), problems);
        var phrases = topics.document(text(folder.resolve(TOPICS), problems))
                .map(root -> TopicRulesReader.read(root, topics))
                .orElse(List.of());
        return new Loaded(new OperatorRules(bySite, phrases), problems);
    }

    private static Optional<String> text(Path file, List<String> problems) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(file + ": larger than " + (MAX_BYTES >> 20) + " MiB");
                return Optional.empty();
            }
            var bytes = Files.readAllBytes(file);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.add(file + ": not UTF-8 text");
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e);
        }
        return Optional.empty();
    }
}
