package io.wireroom.bench.wire;

import io.wireroom.runtime.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/** Bytes of topics on the disks of their brokers. */
final class TopicSizes {

    private TopicSizes() {}

    /** Bytes by topic, all replicas together. */
    static Map<String, Long> of(String bootstrapServers) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            var sizes = new HashMap<String, Long>();
            for (var folders :
                    admin.describeLogDirs(brokers).allDescriptions().get().values()) {
                for (var folder : folders.values()) {
                    folder.replicaInfos()
                            .forEach((partition, replica) -> sizes.merge(partition.topic(), replica.size(), Long::sum));
                }
            }
            return sizes;
        } catch (ExecutionException e) {
            throw Failure.unavailable("The broker does not report the sizes of its topics: " + e.getMessage(), e);
        }
    }
}
