package io.wireroom.standalone.rights;

import io.wireroom.contract.json.WireNamed;

/** Those who use an installation's Kafka, each with a name and rights of its own. */
public enum KafkaUser implements WireNamed {
    INGEST,
    ENRICH,
    SINK,
    /** The command line, which also creates the topics. */
    TOOLS,
    /** A program of others that reads the public topics. */
    READER
}
