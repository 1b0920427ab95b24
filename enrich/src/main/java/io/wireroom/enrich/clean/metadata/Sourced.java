package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.FieldRule;

/**
 * A value that a page or a feed states.
 *
 * @param rule that found it
 */
public record Sourced<T>(T value, FieldRule rule) {}
