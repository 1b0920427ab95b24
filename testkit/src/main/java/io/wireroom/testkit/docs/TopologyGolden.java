package io.wireroom.testkit.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.TopologyDescription;

/**
 * Compares a topology with the reviewed description in a module's test resources and with its diagram in the
 * documentation. With {@code -Ddocs.update=true} it writes both.
 */
public final class TopologyGolden {

    private final String command;
    private final Path description;
    private final Path document;
    private final String title;
    private final TopologyDescription topology;

    /**
     * The topology of a module.
     *
     * @param module directory of the module, which is the working directory
     * @param title heading of {@code docs/topology-MODULE.md}
     */
    public TopologyGolden(String module, String title, TopologyDescription topology) {
        this(module, module, "topology.txt", title, topology);
    }

    /**
     * The topology of a part of a module.
     *
     * @param module directory of the module, which is the working directory
     * @param part of it
     * @param title heading of {@code docs/topology-PART.md}
     */
    public static TopologyGolden ofPart(String module, String part, String title, TopologyDescription topology) {
        return new TopologyGolden(module, part, "topology-" + part + ".txt", title, topology);
    }

    private TopologyGolden(String module, String name, String description, String title, TopologyDescription topology) {
        this.description = Path.of("src/test/resources", description);
        command = "mvn -pl " + module + " -am test -Ddocs.update=true";
        document = Path.of("../docs/topology-" + name + ".md");
        this.title = title;
        this.topology = topology;
    }

    /**
     * Checks the description.
     *
     * @throws AssertionError when it differs
     */
    public void assertDescription() throws IOException {
        assertCurrent(description, topology.toString());
    }

    /**
     * Checks the diagram.
     *
     * @throws AssertionError when it differs
     */
    public void assertDiagram() throws IOException {
        assertCurrent(
                document,
                "# " + title + "\n\nThis page is generated from the code: `" + command + "`.\n\n```mermaid\n"
                        + TopologyDiagram.mermaid(topology) + "```\n");
    }

    private void assertCurrent(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, expected);
        }
        var actual = Files.exists(file) ? Files.readString(file) : "";
        if (!actual.equals(expected)) {
            throw new AssertionError(file + " differs; if the change is meant, run: " + command + "\nexpected:\n"
                    + expected + "\nbut was:\n" + actual);
        }
    }
}
