package io.wireroom.standalone.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml, or a file beside it, with its anchors and merges resolved, before any variable is put in. */
record ComposeFile(String text, JsonNode root) {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(?::?-([^}]*))?}");

    static ComposeFile read() throws IOException {
        return read("docker-compose.yml");
    }

    static ComposeFile read(String... path) throws IOException {
        var text = Files.readString(Path.of("..", path));
        Object plain = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new ComposeFile(text, new JsonMapper().valueToTree(plain));
    }

    /** Services by name, in the order of the file. */
    Map<String, JsonNode> services() {
        var all = new LinkedHashMap<String, JsonNode>();
        root.path("services").fields().forEachRemaining(service -> all.put(service.getKey(), service.getValue()));
        return all;
    }

    /** The environment of a service; the value of a key without one is null. */
    Map<String, JsonNode> environment(String service) {
        var all = new LinkedHashMap<String, JsonNode>();
        root.at("/services/" + service + "/environment")
                .fields()
                .forEachRemaining(variable -> all.put(variable.getKey(), variable.getValue()));
        return all;
    }

    /** Every variable that .env can set: those of the text, and the keys without a value. */
    Set<String> variables() {
        var all = new LinkedHashSet<String>();
        VARIABLE.matcher(text.replaceAll("(?m)^\\s*#.*", "")).results().forEach(found -> all.add(found.group(1)));
        for (var service : services().keySet()) {
            environment(service).forEach((name, value) -> {
                if (value.isNull()) {
                    all.add(name);
                }
            });
        }
        return all;
    }
}
