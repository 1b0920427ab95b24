/**
 * The platform inside this JVM: a durable Kafka broker and a durable PostgreSQL under one data directory, owned by one
 * process at a time. Everything listens on 127.0.0.1 only.
 */
@NullMarked
package io.wireroom.standalone.embedded;

import org.jspecify.annotations.NullMarked;
