package io.wireroom.standalone.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The two small JSON files of a data directory. Each is replaced as a whole, so a reader never sees half of one. */
final class StateFiles {
    /**
     * New ports are below the range of outgoing connections (Linux from 32768, macOS from 49152), so that a port that
     * was free at one start is not in temporary use at the next.
     */
    private static final int FIRST_PORT = 21_000;

    private static final int PORT_COUNT = 11_000;

    private static final List<String> PORT_NAMES = List.of("broker", "controller", "database", "admin");

    private final JsonMapper json = new JsonMapper();
    private final Path directory;

    StateFiles(Path directory) {
        this.directory = directory;
    }

    Ports ports() throws IOException {
        JsonNode last = read(portsFile()).map(node -> (JsonNode) node).orElse(json.createObjectNode());
        Set<Integer> used = new HashSet<>();
        Map<String, Integer> chosen = new HashMap<>();
        for (String name : PORT_NAMES) {
            int port = last.path(name).asInt();
            if (port > 0 && port <= 65_535 && LoopbackPort.isFree(port) && used.add(port)) {
                chosen.put(name, port);
            }
        }
        for (String name : PORT_NAMES) { // only now, so that a new port is never the old port of another part
            if (!chosen.containsKey(name)) {
                chosen.put(name, another(used));
            }
        }
        Ports ports = ports(json.valueToTree(chosen));
        replace(portsFile(), node(ports));
        return ports;
    }

    /** The first free port from a number that depends on the directory, so that it is mostly the same each time. */
    private int another(Set<Integer> used) throws IOException {
        int start = Math.floorMod(directory.toString().hashCode(), PORT_COUNT);
        for (int step = 0; step < PORT_COUNT; step++) {
            int port = FIRST_PORT + (start + step) % PORT_COUNT;
            if (!used.contains(port) && LoopbackPort.isFree(port)) {
                used.add(port);
                return port;
            }
        }
        throw new IOException("No free port on " + LoopbackPort.HOST + " from " + FIRST_PORT + " on");
    }

    private static Ports ports(JsonNode node) {
        return new Ports(
                node.path("broker").asInt(),
                node.path("controller").asInt(),
                node.path("database").asInt(),
                node.path("admin").asInt());
    }

    void publish(Instance instance) throws IOException {
        ObjectNode node = json.createObjectNode()
                .put("pid", instance.pid())
                .put("startedAt", instance.startedAt().toString())
                .put("bootstrapServers", instance.bootstrapServers())
                .put("jdbcUrl", instance.jdbcUrl());
        node.set("ports", node(instance.ports()));
        replace(instanceFile(), node);
    }

    Optional<Instance> instance() throws IOException {
        Optional<ObjectNode> found = read(instanceFile());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = found.get();
        try {
            return Optional.of(new Instance(
                    node.path("pid").asLong(),
                    Instant.parse(node.path("startedAt").asText()),
                    ports(node.path("ports")),
                    node.path("bootstrapServers").asText(),
                    node.path("jdbcUrl").asText()));
        } catch (DateTimeException e) {
            throw new IOException("Cannot read " + instanceFile() + ": " + e.getMessage(), e);
        }
    }

    void forgetInstance() throws IOException {
        Files.deleteIfExists(instanceFile());
    }

    private Path portsFile() {
        return directory.resolve("ports.json");
    }

    private Path instanceFile() {
        return directory.resolve("instance.json");
    }

    private ObjectNode node(Ports ports) {
        return json.createObjectNode()
                .put("broker", ports.broker())
                .put("controller", ports.controller())
                .put("database", ports.database())
                .put("admin", ports.admin());
    }

    /** Empty also for anything but a JSON object: both files can be created again. */
    private Optional<ObjectNode> read(Path file) throws IOException {
        try {
            return json.readTree(Files.readAllBytes(file)) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (NoSuchFileException | JsonProcessingException absentOrDamaged) {
            return Optional.empty();
        }
    }

    private void replace(Path file, ObjectNode content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
