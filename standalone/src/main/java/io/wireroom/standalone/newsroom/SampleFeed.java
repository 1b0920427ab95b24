package io.wireroom.standalone.newsroom;

import java.net.URI;

/**
 * A feed of the sample newsroom, to be imported as a source.
 *
 * @param name what a reader calls the publisher, such as {@code Harbour Ledger}
 * @param url the absolute address of the feed
 */
public record SampleFeed(String name, URI url) {}
