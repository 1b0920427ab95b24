package io.wireroom.standalone.embedded;

/**
 * The ports of 127.0.0.1 that a data directory uses. They are stored in it.
 *
 * @param broker where Kafka clients connect
 * @param controller used by the broker alone
 * @param database PostgreSQL
 * @param admin metrics and health
 */
public record Ports(int broker, int controller, int database, int admin) {}
