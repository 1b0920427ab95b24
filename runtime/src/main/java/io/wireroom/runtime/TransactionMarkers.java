package io.wireroom.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * Ends a transaction in one partition, as its coordinator does. Kafka's admin client can abort only; to end so what was
 * committed would tear the transaction apart. Only this class uses internal classes of Kafka's client. Not thread-safe.
 */
final class TransactionMarkers {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int REQUEST_LIMIT_MILLIS = 10_000;

    /** The rules of the first transaction protocol: a marker carries the epoch of the transaction that it ends. */
    private static final short MARKER_OF_SAME_EPOCH = 0;

    private final Map<String, Object> adminProperties;

    TransactionMarkers(Map<String, Object> adminProperties) {
        this.adminProperties = Map.copyOf(adminProperties);
    }

    /**
     * Writes a marker at a partition's leader.
     *
     * @param coordinatorEpoch as known at the partition
     * @return no error when the transaction is over
     */
    Errors end(Node leader, TransactionLog.Open open, int coordinatorEpoch, boolean commit) throws IOException {
        var marker = new TxnMarkerEntry(
                open.producerId(),
                (short) open.epoch(),
                coordinatorEpoch,
                commit ? TransactionResult.COMMIT : TransactionResult.ABORT,
                List.of(open.partition()),
                MARKER_OF_SAME_EPOCH);
        try (var metrics = new Metrics();
                var client = client(metrics)) {
            if (!NetworkClientUtils.awaitReady(client, leader, Time.SYSTEM, CONNECT_LIMIT.toMillis())) {
                throw new IOException("no connection to " + leader);
            }
            var request = client.newClientRequest(
                    leader.idString(),
                    new WriteTxnMarkersRequest.Builder(List.of(marker)),
                    Time.SYSTEM.milliseconds(),
                    true);
            var answer = NetworkClientUtils.sendAndReceive(client, request, Time.SYSTEM)
                    .responseBody();
            return error(answer, open.producerId(), open.partition());
        } catch (DisconnectException e) {
            throw new IOException("connection to " + leader + " lost", e);
        }
    }

    private static Errors error(@Nullable Object answer, long producerId, TopicPartition partition) throws IOException {
        if (answer instanceof WriteTxnMarkersResponse markers) {
            return markers.errorsByProducerId()
                    .getOrDefault(producerId, Map.of())
                    .getOrDefault(partition, Errors.UNKNOWN_SERVER_ERROR);
        }
        throw new IOException("no answer about " + partition);
    }

    @SuppressWarnings("NullAway") // Kafka's own signature knows no null markers: no metadata, sensor or telemetry
    private NetworkClient client(Metrics metrics) {
        return ClientUtils.createNetworkClient(
                new AdminClientConfig(adminProperties),
                "transaction-markers",
                metrics,
                "transaction-markers",
                new LogContext(),
                new ApiVersions(),
                Time.SYSTEM,
                1,
                REQUEST_LIMIT_MILLIS,
                null,
                new ManualMetadataUpdater(),
                new DefaultHostResolver(),
                null,
                null);
    }
}
