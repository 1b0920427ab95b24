package io.wireroom.runtime;

import java.time.Duration;
import java.util.Locale;

/**
 * How long Kafka waits for our processes. Short time-outs hand the work of a killed process over quickly; long ones bear
 * slow networks, long pauses and brokers that restart in turn.
 *
 * @param session a member of a group that is silent this long has gone; its work goes to others
 * @param heartbeat time between two signs of life, at most a third of the session
 * @param pagesTransaction the broker aborts a transaction of enrich that is open this long
 * @param requestsTransaction the same for the scheduler and the fetcher
 * @param poll a member that does not ask for records this long has gone
 */
public record KafkaTimeouts(
        Duration session, Duration heartbeat, Duration pagesTransaction, Duration requestsTransaction, Duration poll) {

    /** Where Kafka runs: decides the defaults. */
    public enum Deployment {
        ONE_MACHINE(new KafkaTimeouts(seconds(8), seconds(2), seconds(20), seconds(10), seconds(300))),
        CLUSTER(new KafkaTimeouts(seconds(30), seconds(5), seconds(60), seconds(60), seconds(300)));

        private final KafkaTimeouts timeouts;

        Deployment(KafkaTimeouts timeouts) {
            this.timeouts = timeouts;
        }

        /** The time-outs of this deployment. */
        public KafkaTimeouts timeouts() {
            return timeouts;
        }

        static Deployment parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "one-machine" -> ONE_MACHINE;
                case "cluster" -> CLUSTER;
                default -> throw new IllegalArgumentException("must be one-machine or cluster");
            };
        }
    }

    public KafkaTimeouts {
        if (heartbeat.multipliedBy(3).compareTo(session) > 0) {
            throw new IllegalArgumentException(
                    "heartbeat " + heartbeat + " must be at most a third of the session time-out " + session);
        }
    }

    /** From the environment. */
    public static KafkaTimeouts from(Env env) {
        var defaults = env.choice(
                        "KAFKA_TIMEOUTS",
                        "one-machine or cluster",
                        "one-machine",
                        "Set of default time-outs: for Kafka on the same machine, or for a Kafka cluster in the network.",
                        Deployment::parse)
                .timeouts();
        var session = env.durationOr(
                "KAFKA_SESSION_TIMEOUT",
                "8s; cluster 30s",
                defaults.session(),
                "A process without a heartbeat for this time loses its partitions. The limits of the broker are `group.min.session.timeout.ms` and"
                        + " `group.max.session.timeout.ms`.");
        var heartbeat = env.durationOr(
                "KAFKA_HEARTBEAT_INTERVAL",
                "2s; cluster 5s",
                min(defaults.heartbeat(), session.dividedBy(3)),
                "Time between two heartbeats; at most a third of the session time-out.");
        var pages = transaction(env, defaults.pagesTransaction());
        var requests = transaction(env, defaults.requestsTransaction());
        var poll = env.durationOr(
                "KAFKA_POLL_TIMEOUT",
                "5m",
                defaults.poll(),
                "A process that does not poll for records for this time loses its partitions.");
        try {
            return new KafkaTimeouts(session, heartbeat, pages, requests, poll);
        } catch (IllegalArgumentException e) {
            env.problem("KAFKA_HEARTBEAT_INTERVAL: " + e.getMessage());
            return defaults;
        }
    }

    private static Duration transaction(Env env, Duration defaultValue) {
        return env.durationOr(
                "KAFKA_TRANSACTION_TIMEOUT",
                "20s, ingest 10s; cluster 60s",
                defaultValue,
                "The broker aborts a transaction that is open for this time.");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
