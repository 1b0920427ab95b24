package io.wireroom.testkit.docs;

import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;

/** A topology as a Mermaid flowchart: topics as stadiums, processors as boxes, stores as cylinders. Pure. */
final class TopologyDiagram {

    private TopologyDiagram() {}

    /** The chart in Mermaid syntax, the same for the same topology. */
    static String mermaid(TopologyDescription topology) {
        var nodes = new TreeMap<String, String>();
        var arrows = new TreeSet<String>();
        for (var part : topology.subtopologies()) {
            for (var node : part.nodes()) {
                switch (node) {
                    case TopologyDescription.Source source -> {
                        nodes.put(id(source.name()), "[" + source.name() + "]");
                        for (var topic : source.topicSet()) {
                            nodes.put(id(topic), "([" + topic + "])");
                            arrows.add(id(topic) + " --> " + id(source.name()));
                        }
                    }
                    case TopologyDescription.Processor processor -> {
                        nodes.put(id(processor.name()), "[" + processor.name() + "]");
                        for (var store : processor.stores()) {
                            nodes.put(id("store." + store), "[(" + store + ")]");
                            arrows.add(id(processor.name()) + " <--> " + id("store." + store));
                        }
                    }
                    case TopologyDescription.Sink sink -> {
                        nodes.put(id(sink.name()), "[" + sink.name() + "]");
                        nodes.put(id(sink.topic()), "([" + sink.topic() + "])");
                        arrows.add(id(sink.name()) + " --> " + id(sink.topic()));
                    }
                    default -> throw new IllegalArgumentException("a kind of node that cannot be drawn: " + node);
                }
                node.successors().forEach(next -> arrows.add(id(node.name()) + " --> " + id(next.name())));
            }
        }
        var text = new StringBuilder("flowchart LR\n");
        nodes.forEach(
                (id, shape) -> text.append("    ").append(id).append(shape).append('\n'));
        arrows.forEach(arrow -> text.append("    ").append(arrow).append('\n'));
        return text.toString();
    }

    private static String id(String name) {
        return name.replace('.', '_').replace('-', '_');
    }
}
