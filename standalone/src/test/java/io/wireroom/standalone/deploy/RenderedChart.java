package io.wireroom.standalone.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The Kubernetes objects that the chart makes of a file of values. */
record RenderedChart(List<JsonNode> objects) {

    static final Path CHART = Path.of("..", "deploy", "helm");

    /** Its stages, as in the names of the objects. */
    static final List<String> STAGES = List.of("ingest", "enrich", "sink");

    private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

    /** A container with the pod that it is in. */
    record Container(String component, JsonNode pod, JsonNode container) {

        /** The environment by name; the node of a value that is not in the chart has {@code valueFrom}. */
        Map<String, JsonNode> environment() {
            var all = new LinkedHashMap<String, JsonNode>();
            container.path("env").forEach(variable -> {
                if (all.put(variable.path("name").asText(), variable) != null) {
                    throw new AssertionError(component + ": " + variable.path("name") + " is set twice");
                }
            });
            return all;
        }

        Stream<JsonNode> probes() {
            return Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                    .map(container::path)
                    .filter(probe -> !probe.isMissingNode());
        }

        @Override
        public String toString() {
            return component;
        }
    }

    /** Renders the chart as `helm install wire` would, with these values over its own; hooks as plain jobs. */
    static RenderedChart of(Path values) throws IOException {
        return parsed(template(values).set("hooks.enabled", false).call());
    }

    /** The same without the hooks, which the library leaves out. */
    static RenderedChart withoutHooks(Path values) throws IOException {
        return parsed(template(values).call());
    }

    private static TemplateCommand template(Path values) {
        return new Helm(CHART).template().withName("wire").withValuesFile(values);
    }

    private static RenderedChart parsed(String yaml) throws IOException {
        var objects = new ArrayList<JsonNode>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            documents.forEachRemaining(document -> {
                if (document.isObject()) {
                    objects.add(document);
                }
            });
        }
        return new RenderedChart(List.copyOf(objects));
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode object(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** Every container of every pod. */
    List<Container> containers() {
        return objects.stream()
                .filter(object -> object.at("/spec/template/spec").isObject())
                .flatMap(object -> {
                    var pod = object.at("/spec/template");
                    var component = pod.at("/metadata/labels/app.kubernetes.io~1component")
                            .asText();
                    return StreamSupport.stream(pod.at("/spec/containers").spliterator(), false)
                            .map(container -> new Container(component, pod.path("spec"), container));
                })
                .toList();
    }

    Container container(String component) {
        return containers().stream()
                .filter(container -> container.component().equals(component))
                .findFirst()
                .orElseThrow();
    }
}
