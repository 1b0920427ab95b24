package io.wireroom.standalone.embedded;

import java.time.Instant;

/**
 * The addresses of the platform of a data directory. Another process reads this to connect to it.
 *
 * @param pid the process that owns the directory
 * @param startedAt when it had started everything
 * @param ports where it listens on 127.0.0.1
 * @param bootstrapServers for Kafka clients
 * @param jdbcUrl of the database, without user and password
 */
public record Instance(long pid, Instant startedAt, Ports ports, String bootstrapServers, String jdbcUrl) {}
