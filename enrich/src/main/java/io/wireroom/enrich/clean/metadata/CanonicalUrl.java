package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.FieldRule;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The canonical address of a page.
 *
 * @param rejected the first address that the page states for itself and that is not believable; null without one
 */
public record CanonicalUrl(
        URI url, FieldRule rule, @Nullable String rejected) {}
