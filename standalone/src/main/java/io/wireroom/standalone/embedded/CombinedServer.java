package io.wireroom.standalone.embedded;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker and its controller in one process, put together as {@link KafkaRaftServer} does, with one exception: after a
 * kill the broker starts only once the controller has fenced the killed one. Until then the metadata still call it the
 * leader of every partition. A transaction coordinator that starts on this basis completes pending commits and aborts,
 * loses its leadership meanwhile, takes partitions without a leader for deleted ones, and writes no markers there.
 * Their transactions stay open forever, and readers of committed records cannot pass them.
 */
final class CombinedServer {

    private static final Logger LOG = LoggerFactory.getLogger(CombinedServer.class);
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(10).toNanos();

    /** After this time the broker starts anyway, with the risk that is described above. */
    private static final Duration FENCING_LIMIT = Duration.ofSeconds(20);

    private final int nodeId;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    /** Reads the formatted log directories; starts nothing. */
    CombinedServer(KafkaConfig config) {
        nodeId = config.nodeId();
        var directories = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        MetaPropertiesEnsemble properties = directories._1();
        BootstrapMetadata bootstrap = directories._2();
        var metrics = Server.initializeMetrics(
                config, Time.SYSTEM, properties.clusterId().orElseThrow());
        Map<Integer, InetSocketAddress> voters =
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
        Collection<InetSocketAddress> servers =
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers());
        shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(voters),
                servers,
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
        broker = new BrokerServer(shared);
    }

    /** Returns when the broker takes requests. */
    void startup() {
        controller.startup();
        awaitFencing();
        broker.startup();
    }

    /**
     * Returns when a controller is active, here or elsewhere in the quorum, all that is committed is applied, and it
     * holds no broker of this id alive.
     */
    private void awaitFencing() {
        var deadline = System.nanoTime() + FENCING_LIMIT.toNanos();
        while (!hasNoBroker()) {
            if (System.nanoTime() - deadline > 0) {
                LOG.atWarn()
                        .addKeyValue("limit_in_s", FENCING_LIMIT.toSeconds())
                        .log("The controller still lists the previous broker");
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private boolean hasNoBroker() {
        var committed = shared.raftManager().client().highWatermark();
        var decided = controller.controller().isActive()
                || shared.raftManager().client().leaderAndEpoch().leaderId().isPresent();
        return decided
                && committed.isPresent()
                && shared.loader().lastAppliedOffset() + 1 >= committed.getAsLong()
                && !controller.metadataCache().hasAliveBroker(nodeId);
    }

    /** Stops the broker, then the controller; returns when both have ended. */
    void shutdown() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
