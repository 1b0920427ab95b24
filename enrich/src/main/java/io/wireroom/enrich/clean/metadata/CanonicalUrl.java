package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.FieldRule;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The canonical address of a page.
 *
 * @param view whether it shows by itself that the page is another view of it: printed, for telephones, one of its parts
 * @param rejected the first address that the page states for itself and that is not believable; null without one
 */
public record CanonicalUrl(
        URI url, FieldRule rule, boolean view, @Nullable String rejected) {}
