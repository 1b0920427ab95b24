package io.wireroom.standalone.rights;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.CLUSTER_ACTION;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.wireroom.contract.Topic;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The least rights of each user. Read and write imply the right to describe. Nobody but the tools may create, alter or
 * delete anything: a stage cannot widen its rights.
 */
public final class KafkaRights {

    private static final String ANY_HOST = "*";

    private final KafkaSettings kafka;
    private final String principal;
    private final List<AclBinding> bindings = new ArrayList<>();

    private KafkaRights(KafkaSettings kafka, String principal) {
        this.kafka = kafka;
        this.principal = principal;
    }

    /**
     * The rights of a user.
     *
     * @param kafka for the prefix of the topics
     * @param principal as the broker names it, such as {@code User:ingest}
     */
    public static List<AclBinding> of(KafkaUser user, KafkaSettings kafka, String principal) {
        var rights = new KafkaRights(kafka, principal);
        switch (user) {
            case INGEST -> rights.ingest();
            case ENRICH -> rights.enrich();
            case SINK -> rights.sink();
            case TOOLS -> rights.tools();
            case READER -> rights.reader();
        }
        return List.copyOf(rights.bindings);
    }

    /**
     * What a stage needs besides, to end transactions that a killed broker has left open. It is much: who has it can also read
     * every topic, as a broker does.
     */
    public static List<AclBinding> ofEndingTransactions(KafkaSettings kafka, String principal) {
        var rights = new KafkaRights(kafka, principal);
        rights.allow(TOPIC, LITERAL, "__transaction_state", READ);
        rights.allow(TOPIC, LITERAL, "__consumer_offsets", READ);
        rights.allow(CLUSTER, LITERAL, Resource.CLUSTER_NAME, CLUSTER_ACTION);
        return List.copyOf(rights.bindings);
    }

    private void ingest() {
        var topics = kafka.topics();
        reads(topics.source(), topics.erased(), topics.fetched(), topics.link(), topics.request());
        writes(
                topics.sourceStatus(),
                topics.request(),
                topics.fetched(),
                topics.link(),
                topics.raw(),
                topics.outcome(),
                topics.ingestDeadLetter());
        application(KafkaGroup.SCHEDULER);
        group(KafkaGroup.FETCHER, READ);
        transactions(KafkaGroup.FETCHER);
        // Pages are held back while enrich has not read the earlier ones.
        group(KafkaGroup.ENRICH, DESCRIBE);
        volumes();
    }

    private void enrich() {
        var topics = kafka.topics();
        reads(topics.raw(), topics.erased(), topics.fingerprint());
        writes(
                topics.article(),
                topics.articleLatest(),
                topics.ninjs(),
                topics.fingerprint(),
                topics.group(),
                topics.story(),
                topics.outcome(),
                topics.enrichDeadLetter());
        application(KafkaGroup.ENRICH);
        application(KafkaGroup.MATCH);
        volumes();
    }

    private void sink() {
        var topics = kafka.topics();
        reads(topics.stored().toArray(Topic<?>[]::new));
        writes(topics.sinkDeadLetter());
        group(KafkaGroup.SINK, READ);
        volumes();
    }

    private void tools() {
        for (var topic : kafka.topics().all()) {
            allow(TOPIC, LITERAL, topic.name(), ALL);
        }
        for (var program : List.of(KafkaGroup.SCHEDULER, KafkaGroup.ENRICH, KafkaGroup.MATCH)) {
            allow(TOPIC, PREFIXED, kafka.group(program) + '-', ALL);
        }
        for (var program : KafkaGroup.values()) {
            allow(GROUP, LITERAL, kafka.group(program), ALL);
            allow(TRANSACTIONAL_ID, LITERAL, kafka.group(program), ALL);
            allow(TRANSACTIONAL_ID, PREFIXED, kafka.group(program) + '-', ALL);
        }
        volumes();
    }

    private void reader() {
        var topics = kafka.topics();
        for (var topic : List.of(
                topics.article(),
                topics.articleLatest(),
                topics.ninjs(),
                topics.group(),
                topics.story(),
                topics.outcome(),
                topics.sourceStatus(),
                topics.erased())) {
            allow(TOPIC, LITERAL, topic.name(), READ);
        }
        // Groups of its own: those that begin with its name.
        allow(GROUP, PREFIXED, principal.substring(principal.indexOf(':') + 1), READ);
    }

    private void reads(Topic<?>... topics) {
        for (var topic : topics) {
            allow(TOPIC, LITERAL, topic.name(), READ, DESCRIBE_CONFIGS);
        }
    }

    private void writes(Topic<?>... topics) {
        for (var topic : topics) {
            allow(TOPIC, LITERAL, topic.name(), WRITE, DESCRIBE_CONFIGS);
        }
    }

    /** A Streams application: its group, its transactions, the changelogs of its stores. */
    private void application(KafkaGroup program) {
        allow(TOPIC, PREFIXED, kafka.group(program) + '-', READ, WRITE, DESCRIBE_CONFIGS);
        group(program, READ);
        transactions(program);
    }

    private void group(KafkaGroup program, AclOperation operation) {
        allow(GROUP, LITERAL, kafka.group(program), operation);
    }

    /** Transactional ids are the program's name and that of a process. */
    private void transactions(KafkaGroup program) {
        allow(TRANSACTIONAL_ID, PREFIXED, kafka.group(program) + '-', WRITE);
    }

    /** The free space of the brokers, and the sizes of their logs. */
    private void volumes() {
        allow(CLUSTER, LITERAL, Resource.CLUSTER_NAME, DESCRIBE);
    }

    private void allow(ResourceType type, PatternType pattern, String name, AclOperation... operations) {
        for (var operation : operations) {
            var binding = new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
            if (!bindings.contains(binding)) {
                bindings.add(binding);
            }
        }
    }
}
