package io.wireroom.ingest.web;

import io.wireroom.contract.Source;

/** What kind of answer is asked for (RFC 9110, section 12.5.1). */
public enum Accept {
    FEED("application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
            + " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5"),
    PAGE("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"),
    SITEMAP("application/xml, text/xml, application/gzip;q=0.8, text/plain;q=0.7, */*;q=0.5"),
    ROBOTS("text/plain, */*;q=0.5");

    private final String header;

    Accept(String header) {
        this.header = header;
    }

    /** What a request of this kind asks for. */
    public static Accept of(Source.Kind kind) {
        return switch (kind) {
            case FEED -> FEED;
            case SITEMAP -> SITEMAP;
            case SECTION, PAGE, OTHER -> PAGE;
            case ROBOTS -> ROBOTS;
        };
    }

    String header() {
        return header;
    }
}
